import { render, screen } from '@testing-library/react';
import { type OutcomeCard } from '../../../src/contract/views';
import { Panel } from '../../../static/issue-panel/panel';
import { speak } from '../../../static/kit/text/language';
import { ViewerProvider } from '../../../static/kit/viewer';
import { answerWith } from '../bridge';
import { card, effect, measure, moved, panel, served } from '../fixtures';

type Answer = ReturnType<typeof panel>['data'];
type Work = NonNullable<Answer['outcomes'][number]['work']>;

const work = (more: Partial<Work> = {}): Work => ({ week: '2026-09-14', scope: 41, open: 14, forecast: { kind: 'forecast', low: 4, median: 5, high: 6 }, ...more });
const serves = (outcome: Partial<OutcomeCard>, left?: Work, more: Partial<Answer> = {}): Answer => ({ ...panel(served(card({ period: { to: '2026-10-01' }, ...outcome }), left ? { work: left } : {})).data, ...more });
const of = (more: Parameters<typeof measure>[0]): Partial<OutcomeCard> => ({ measures: [measure(more)] });
const confirmed = of({ verdict: moved('improved', 'confirmed') });
const typed = (type: string): Partial<Answer> => ({ issue: { issueId: '118', key: 'NSP-118', type } });

/** All that the sentence may have to say, as it is said in both languages. */
const SENTENCES: readonly (readonly [string, Answer, string, string])[] = [
  [
    'confirmed, with what is left, by when, and the team’s time',
    serves(confirmed, work(), { ...typed('Epic'), share: { now: 0.24, before: 0.5 } }),
    'This epic serves Faster service requests: Handling time is 63% of the way to target, confirmed. 14 of 41 issues remain; at this pace finished Oct 16 – 30, 2026, target Oct 1, 2026. Your team spent 24% of the last four weeks on change work, 50% before.',
    'Dieser Vorgang (Epic) dient Faster service requests: Handling time hat 63 % des Weges zum Ziel zurückgelegt, bestätigt. 14 von 41 Vorgängen sind offen; in diesem Tempo erledigt 16.–30. Okt. 2026, Ziel 1. Okt. 2026. Ihr Team verbrachte 24 % der letzten vier Wochen mit Veränderungsarbeit, davor 50 %.',
  ],
  [
    'an early sign; one issue left; no end in sight; a team with a name, of which nothing is known before',
    serves(of({ verdict: moved('improved', 'tentative') }), work({ open: 1, forecast: { kind: 'forecast', low: 4, median: 9, high: null } }), { share: { now: 0.24, before: null, team: 'Service desk' } }),
    'This story serves Faster service requests: Handling time is 63% of the way to target, an early sign. 1 of 41 issues remains; at this pace finished on Oct 16, 2026 at the earliest, and no end can be told, target Oct 1, 2026. Service desk spent 24% of the last four weeks here on change work.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time hat 63 % des Weges zum Ziel zurückgelegt, ein frühes Zeichen. 1 von 41 Vorgängen ist offen; in diesem Tempo frühestens am 16. Okt. 2026 erledigt, ein Ende lässt sich nicht nennen, Ziel 1. Okt. 2026. Service desk: In den letzten vier Wochen gingen hier 24 % in Veränderungsarbeit.',
  ],
  [
    'the target reached, all done',
    serves(of({ verdict: moved('improved', 'confirmed', { share: 1.1 }) }), work({ open: 0, forecast: { kind: 'finished' } })),
    'This story serves Faster service requests: Handling time has reached its target, confirmed. All 41 issues are finished.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time hat das Ziel erreicht, bestätigt. Alle 41 Vorgänge sind erledigt.',
  ],
  [
    'flat, and nothing gets done',
    serves(of({ verdict: { kind: 'no detectable change', planned: 3, effect: effect(), plain: { nBefore: 16, nAfter: 8 } } }), work({ forecast: { kind: 'refused', reason: 'nothing-gets-done' } })),
    'This story serves Faster service requests: Handling time shows no detectable change since Aug 3, 2026. 14 of 41 issues remain, and none was finished lately: no date can be told, target Oct 1, 2026.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time zeigt keine erkennbare Änderung seit 3. Aug. 2026. 14 von 41 Vorgängen sind offen, und zuletzt wurde keiner erledigt: Es lässt sich kein Datum nennen, Ziel 1. Okt. 2026.',
  ],
  [
    'worse than the baseline; the only issue is open',
    serves(of({ verdict: moved('worsened', 'confirmed', { effect: 2, low: 1.4, high: 2.4, share: -0.625 }) }), work({ scope: 1, open: 1 })),
    'This story serves Faster service requests: Handling time moved 63% of the way in the wrong direction, confirmed. The only issue remains; at this pace finished Oct 16 – 30, 2026, target Oct 1, 2026.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time ist 63 % des Weges in die falsche Richtung gegangen, bestätigt. Der einzige Vorgang ist offen; in diesem Tempo erledigt 16.–30. Okt. 2026, Ziel 1. Okt. 2026.',
  ],
  [
    'too few values, too few weeks',
    serves(of({}), work({ forecast: { kind: 'refused', reason: 'too-few-weeks' } })),
    'This story serves Faster service requests: Handling time cannot be judged yet: first verdict about Oct 30, 2026. 14 of 41 issues remain; there are too few weeks yet to tell when they are finished, target Oct 1, 2026.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time lässt sich noch nicht beurteilen: erstes Urteil etwa am 30. Okt. 2026. 14 von 41 Vorgängen sind offen; noch sind es zu wenige Wochen, um zu sagen, wann sie erledigt sind, Ziel 1. Okt. 2026.',
  ],
  [
    'no values at all',
    serves(of({ newest: undefined, way: { kind: 'refused', reason: 'no-values' }, verdict: { kind: 'refused', reason: 'no-values', plain: { nBefore: 0, nAfter: 0 } } })),
    'This story serves Faster service requests: Handling time cannot be judged: it has no values yet.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time lässt sich nicht beurteilen: noch keine Werte.',
  ],
  [
    'not yet launched',
    serves(of({ launch: '2026-11-02' })),
    'This story serves Faster service requests: Handling time cannot be judged yet: the launch is planned for Nov 2, 2026.',
    'Dieser Vorgang (Story) dient Faster service requests: Handling time lässt sich noch nicht beurteilen: Die Einführung ist für den 2. Nov. 2026 geplant.',
  ],
  [
    'no KPI yet, from a sub-task',
    serves({ measures: [] }, undefined, typed('Sub-task')),
    'This sub-task serves Faster service requests. No KPI measures it yet.',
    'Dieser Vorgang (Sub-task) dient Faster service requests. Noch misst es keine KPI.',
  ],
  [
    'several outcomes, of which the main one is told',
    { ...panel(served(card(confirmed)), served(card({ outcomeId: 'out_0000000000000002', title: 'Off the old portal' }), { primary: false })).data },
    'This story serves Faster service requests and 1 other outcome. Of the first: Handling time is 63% of the way to target, confirmed.',
    'Dieser Vorgang (Story) dient Faster service requests und 1 weiteren Wirkungsziel. Beim ersten: Handling time hat 63 % des Weges zum Ziel zurückgelegt, bestätigt.',
  ],
];

const spaced = (words: string | null | undefined): string => (words ?? '').replaceAll(/[\s\u2009\u202f\u00a0]+/g, ' ').trim();

async function leadIn(locale: string, data: Answer): Promise<string> {
  answerWith({ 'panel.read': () => ({ ok: true, data }) });
  const { container, unmount } = render(
    <ViewerProvider context={{ locale, timezone: 'UTC' }}>
      <Panel />
    </ViewerProvider>,
  );
  await screen.findAllByRole('article');
  const first = container.querySelector('.n-panel p');
  expect(first).toHaveClass('n-lead');
  const words = spaced(first?.textContent);
  unmount();
  return words;
}

async function quietLine(words: RegExp): Promise<void> {
  answerWith({ 'panel.read': () => panel() });
  const { container } = render(<Panel />);
  const line = await screen.findByText(words);
  expect(line).toHaveClass('n-quiet');
  expect(container.querySelectorAll('p')).toHaveLength(1);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(container.querySelector('[class*="danger"], .n-signal')).toBeNull();
}

describe('in English', () => {
  it.each(SENTENCES)('the panel begins with one sentence: %s', async (_, data, english) => expect(await leadIn('en-US', data)).toBe(english));

  it('run work is one quiet line, never red and never an alert', () =>
    quietLine(/^This story serves no outcome yet; until then it counts as run work, which keeps the service running\./));
});

// Once German, a page stays so.
describe('in German', () => {
  beforeAll(() => speak('de-DE'));

  it.each(SENTENCES)('the panel begins with one sentence: %s', async (_, data, __, german) => expect(await leadIn('de-DE', data)).toBe(german));

  it('run work is one quiet line, never red and never an alert', () =>
    quietLine(/^Dieser Vorgang \(Story\) dient noch keinem Wirkungsziel; bis dahin zählt er als Betriebsarbeit, die den Dienst am Laufen hält\./));
});
