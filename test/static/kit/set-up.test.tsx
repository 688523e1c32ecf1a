import { fireEvent, render, screen, within } from '@testing-library/react';
import { type CallReply } from '../../../src/contract';
import { VERDICT_REFUSALS } from '../../../src/domain/verdict';
import { SetUp, type Step } from '../../../static/kit/set-up';
import { axeFaults } from '../axe';
import { KPI, OUTCOME } from '../fixtures';

type State = CallReply<'setup.read'>;
type Measure = NonNullable<NonNullable<State['outcome']>['measure']>;
type Verdict = Measure['verdict'];

const measure = (more: Partial<Measure> = {}): Measure => ({ kpiId: KPI, name: 'Handling time', baseline: 12, launch: '2026-08-03', verdict: { kind: 'few', moreNeeded: 3 }, ...more });
const state = (of: Partial<Measure> = {}, more: Partial<State> = {}): State => ({ group: false, projects: [], outcome: { outcomeId: OUTCOME, title: 'Faster requests', epics: 0, measure: measure(of) }, ...more });
const went: Step[] = [];
const show = (shown: State) => render(<SetUp state={shown} go={(step) => void went.push(step)} />);
const step = (name: string) => screen.getByText(name).closest('li') as HTMLElement;
const VERDICT = 'Read the first verdict';

beforeEach(() => {
  localStorage.clear();
  went.length = 0;
});

it('says for each reason why there is no verdict, each in a sentence of its own', () => {
  const verdicts: Verdict[] = [
    ...[...VERDICT_REFUSALS, 'begun-without' as const].map((reason): Verdict => ({ kind: 'refused', reason })),
    { kind: 'ahead' },
    { kind: 'few-before', count: 3 },
    { kind: 'few', moreNeeded: 3 },
    { kind: 'few', moreNeeded: null },
  ];
  const told = verdicts.map((verdict) => {
    const { unmount } = show(state({ verdict, ...(verdict.kind === 'ahead' ? { launch: '2026-10-05' } : {}) }));
    const words = step(VERDICT).textContent.replace(/^.*(next|still missing)/, '');
    unmount();
    return words;
  });
  expect(told).toEqual([
    'Handling time has no values yet: record or paste them.',
    'Handling time has no values from before the launch to compare with: record those that are known.',
    'Handling time has no launch yet, so there is no before and after.',
    'The values of Handling time do not vary, so nothing can be told from them: record them in a finer unit.',
    'The values of Handling time cannot be compared: look for some in another unit.',
    'The newest value of Handling time is too old to say where it stands: record a newer one.',
    'Handling time began without a baseline and gets no verdict as it is: add a KPI that has one, or propose a baseline for it, on which a second person decides.',
    'Handling time is judged by values from after its launch, which is planned for Oct 5, 2026.',
    'Handling time has 3 values from before the launch to compare with; a verdict needs at least 4.',
    'Handling time needs about 3 more values from after the launch.',
    'Handling time varies so much by itself that more values would not show the planned change in any time that one could wait.',
  ]);
});

it('leads from a KPI that began without a baseline to one that has one', () => {
  show(state({ baseline: 'begun-without', verdict: { kind: 'refused', reason: 'begun-without' } }));
  expect(screen.getByText(/Next:/)).toHaveTextContent('Next: add a KPI that has a baseline.');
  fireEvent.click(screen.getByRole('button', { name: VERDICT }));
  expect(went).toEqual(['measure']);
});

it('holds a baseline of too few values for missing, and says of how many it is', () => {
  show(state({ baseline: 1 }));
  expect(step('Its values from before the launch')).toHaveTextContent('Handling time has 1 value in its baseline window. At least 8 make a baseline');
  expect(screen.getByText(/Next:/)).toHaveTextContent('Next: record its values from before the launch.');
});

it('asks for Jira’s history once an epic is linked, as burn-up, split and stall stand on it', async () => {
  const linked = (history: 'none' | 'filling' | 'read'): State => ({ ...state({ verdict: { kind: 'told' } }, { history }), outcome: { outcomeId: OUTCOME, title: 'Faster requests', epics: 1, measure: measure({ verdict: { kind: 'told' } }) } });
  const { rerender, container } = show(linked('none'));
  expect(step('Read Jira’s history')).toHaveTextContent(/The burn-up, run and change, and the alarm of a stall stand on it/);
  expect(screen.getByText('6 of 8 done')).toBeInTheDocument();
  expect(await axeFaults()).toEqual([]);
  rerender(<SetUp state={linked('filling')} go={() => undefined} />);
  expect(step('Read Jira’s history')).toHaveTextContent('It is being read.');
  rerender(<SetUp state={linked('read')} go={() => undefined} />);
  expect(container).toBeEmptyDOMElement();
});

it('stays put off over a reload, and comes back when it is asked for', () => {
  const { unmount } = show(state());
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
  unmount();
  show(state());
  expect(screen.queryByRole('region', { name: 'Set up Needle' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show the steps to the first verdict' }));
  expect(within(screen.getByRole('region', { name: 'Set up Needle' })).getAllByRole('listitem')).toHaveLength(8);
});
