import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type MeasureView } from '../../../src/contract/views';
import { Panel } from '../../../static/issue-panel/panel';
import { axeFaults } from '../axe';
import { answerWith, inputsOf } from '../bridge';
import { KPI, NOW, OUTCOME, card, effect, failure, kpi, measure, moved, panel, refusal, served } from '../fixtures';

const lead = (): string => (document.querySelector('.n-lead')?.textContent ?? '').trim();

describe('the issue panel', () => {
  it('says in one sentence what the issue serves and what its KPI shows', async () => {
    answerWith({ 'panel.read': () => panel(served(card())) });
    render(<Panel />);
    await screen.findByRole('navigation', { name: /^Line of sight/ });
    expect(lead()).toBe(
      'This story serves Faster service requests: Handling time cannot be judged yet: first verdict about Oct 30, 2026.',
    );
    expect(await axeFaults()).toEqual([]);
  });

  it('says how far the outcome has come, and what the next stage lacks', async () => {
    const stage = { kind: 'launched', lacks: [{ key: 'stage.not-improved', params: { kpiId: KPI, name: 'Handling time' } }] } as const;
    answerWith({ 'panel.read': () => panel(served(card({ stage: { ...stage, lacks: [...stage.lacks] } }))) });
    render(<Panel />);
    expect((await screen.findByText('Launched')).parentElement).toHaveTextContent('Stage: Launched. Still missing for “Adopted”: Handling time has not improved yet.');
  });

  it('costs one call', async () => {
    answerWith({ 'panel.read': () => panel(served(card())) });
    render(<Panel />);
    await screen.findByRole('navigation', { name: /^Line of sight/ });
    expect(inputsOf('panel.read')).toEqual([{}]);
  });

  it('shows each measure with role, baseline, now, target, date and the age of the newest value', async () => {
    answerWith({ 'panel.read': () => panel(served(card())) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    for (const words of ['Primary. This should move.', '9.2 h', 'mean of 16 values', '7.2 h', '3 days ago', '6 h', 'by Dec 18, 2026', 'Launched Aug 3, 2026']) {
      expect(within(row).getByText(words)).toBeInTheDocument();
    }
    expect(within(row).getByRole('img', { name: 'Way from baseline to target: 62%' })).toBeInTheDocument();
  });

  it.each([
    [-0.65, '−65% away from target'],
    [-2.3, '−230% away from target'],
    [-0.001, '−1% away from target'],
    [0, '0% at the baseline'],
    [0.999, '99% of the way'],
    [1, '100% target reached'],
    [1.4, '140% target reached'],
  ])('a share of %p is never clamped and never rounded over a line', async (share, words) => {
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ way: { kind: 'share', share } })] }))) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    expect(row).toHaveTextContent(words);
  });

  it.each<[MeasureView['verdict'], string, string]>([
    [moved('improved', 'confirmed'), 'Handling time is 63% of the way to target, confirmed.', 'Improved · confirmed'],
    [moved('improved', 'tentative'), 'Handling time is 63% of the way to target, an early sign.', 'Improved · early sign'],
    [
      moved('worsened', 'confirmed', { effect: 2, low: 1.4, high: 2.4, share: -0.625 }),
      'Handling time moved 63% of the way in the wrong direction, confirmed.',
      'Worsened · confirmed',
    ],
    [{ kind: 'no detectable change', planned: 3, effect: effect(), plain: { nBefore: 16, nAfter: 8 } }, 'Handling time shows no detectable change since Aug 3, 2026.', 'No detectable change'],
    [{ kind: 'refused', reason: 'stale', plain: { nBefore: 4, nAfter: 0 } }, 'Handling time cannot be judged: its newest value is too old.', 'Values are out of date'],
  ])('says how sure it is (%#)', async (verdict, sentence, mark) => {
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ verdict })] }))) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    expect(lead()).toContain(sentence);
    expect(within(row).getByText(mark)).toBeInTheDocument();
  });

  it('draws a verdict with its range, the right way round', async () => {
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ verdict: moved('improved', 'confirmed') })] }))) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    // −1.4 and −2.4 hours of a gap of −3.2.
    expect(within(row).getByRole('img', { name: 'Way from baseline to target: 63%, 95% range 44% to 75%' })).toBeInTheDocument();
    expect(within(row).getByText('Handling time is 2 h lower since Aug 3, 2026 (95% range 1.4 to 2.4), 63% of the way to the target; more than its ordinary variation explains.')).toBeInTheDocument();
    expect(document.querySelector('.n-gauge-dot')).not.toBeNull();
  });

  it('the newest value alone is a ring, and says what is missing', async () => {
    answerWith({ 'panel.read': () => panel(served(card())) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    expect(within(row).getByText('Handling time: 9.2 → 7.2 h; too early, about 5 more weekly values, about Oct 30, 2026.')).toBeInTheDocument();
    expect(document.querySelector('.n-gauge-dot')).toBeNull();
    expect(document.querySelector('.n-gauge-ring')).not.toBeNull();
    expect(screen.getByText('Where the newest value lies; no verdict yet')).toBeInTheDocument();
  });

  it('tells a mean in no more digits than its values have', async () => {
    const mean = { kind: 'level', level: 9.28571, count: 14 } as const;
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ baseline: mean })] }))) });
    render(<Panel />);
    expect(await screen.findByText('9.29\u00a0h', { normalizer: (words) => words })).toBeInTheDocument();
  });

  it('names what else was launched meanwhile', async () => {
    const alsoLaunched = [{ title: 'Chat bot', at: '2026-08-31' }];
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ verdict: moved('improved', 'confirmed'), alsoLaunched })] }))) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    expect(within(row).getByText(/explains; also launched in this time: Chat bot \(Aug 31, 2026\)\.$/)).toBeInTheDocument();
  });

  it.each([
    ['no-baseline', 'No baseline', 'No values lie in the baseline window.'],
    ['no-values', 'No values yet', 'The first value shows where this KPI stands.'],
    ['target-equals-baseline', 'No way to measure', 'The target is the same as the baseline.'],
  ] as const)('a refusal (%s) draws nothing and says why', async (reason, label, why) => {
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ way: { kind: 'refused', reason } })] }))) });
    render(<Panel />);
    const row = await screen.findByRole('region', { name: 'Handling time' });
    expect(within(row).getByText(label)).toBeInTheDocument();
    expect(within(row).getAllByText(why).length).toBeGreaterThan(0);
    expect(within(row).queryByRole('img')).toBeNull();
    expect(row.textContent).not.toContain('%');
  });

  it('a guardrail holds on the good side of its limit and not beyond it', async () => {
    const limit = { kind: 'value', value: 9.5, by: '2026-12-18' } as const;
    const at = (value: number) => measure({ role: 'guardrail', target: limit, newest: { at: '2026-09-25', value } });
    answerWith({ 'panel.read': () => panel(served(card({ measures: [at(9.5), { ...at(9.6), kpiId: 'kpi_0000000000000002' }] }))) });
    render(<Panel />);
    expect(await screen.findByText('Holds')).toBeInTheDocument();
    expect(screen.getByText('Beyond its limit')).toBeInTheDocument();
  });

  it('names the main outcome first and shows the others too', async () => {
    const other = served(card({ outcomeId: 'out_0000000000000002', title: 'Off the old portal', measures: [] }), { primary: false });
    answerWith({ 'panel.read': () => panel(served(card()), other) });
    render(<Panel />);
    const also = await screen.findByRole('region', { name: 'It also serves' });
    const folded = within(also).getByText('Off the old portal', { selector: 'summary span' });
    expect(folded.closest('details')).not.toHaveAttribute('open');
    expect(within(also).getByText('No KPI measures it yet.')).toBeInTheDocument();
    await userEvent.click(folded);
    expect(within(also).getByRole('article', { name: 'Off the old portal' })).toHaveTextContent('This outcome has no KPI yet');
    expect(lead()).toContain('This story serves Faster service requests and 1 other outcome.');
    expect(await axeFaults()).toEqual([]);
  });

  it('says by when the outcome is wanted where the work has another date', async () => {
    const hypothesis = { kpiId: KPI, direction: 'decrease', name: 'Handling time' } as const;
    const to = '2026-12-31';
    answerWith({ 'panel.read': () => panel(served(card({ period: { to } }), { hypothesis: { ...hypothesis, by: '2026-12-18' } })) });
    const { unmount } = render(<Panel />);
    expect(await screen.findByText('wanted by Dec 31, 2026')).toBeInTheDocument();
    unmount();
    answerWith({ 'panel.read': () => panel(served(card({ period: { to } }), { hypothesis: { ...hypothesis, by: to } })) });
    render(<Panel />);
    expect(await screen.findByText('Handling time should fall by Dec 31, 2026.')).toBeInTheDocument();
    expect(screen.queryByText('wanted by Dec 31, 2026')).toBeNull();
  });

  it('says what is left here, by when at this pace, and the share of the team, which is nobody’s', async () => {
    const work = { week: '2026-09-14', scope: 41, open: 14, forecast: { kind: 'forecast' as const, low: 4, median: 5, high: 6 } };
    const answer = panel(served(card(), { work }));
    answerWith({ 'panel.read': () => ({ ...answer, data: { ...answer.data, share: { now: 0.24, before: 0.5 } } }) });
    render(<Panel />);
    await screen.findByText(/14 of 41 issues remain/);
    // Thin spaces stand around the dash of a span of dates.
    expect(lead().replaceAll('\u2009', ' ')).toBe(
      'This story serves Faster service requests: Handling time cannot be judged yet: first verdict about Oct 30, 2026. ' +
        '14 of 41 issues remain; at this pace finished Oct 16 – 30, 2026, target Dec 31, 2026. ' +
        'Your team spent 24% of the last four weeks on change work, 50% before.',
    );
    expect(screen.getByText('This is about the team, never about a person.')).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'What was done for it here' })).toHaveTextContent('27 of 41 issues finished');
    expect(await axeFaults()).toEqual([]);
  });

  it('says what this work should move, which way and by when', async () => {
    const hypothesis = { kpiId: KPI, direction: 'decrease', by: '2026-12-18' } as const;
    answerWith({ 'panel.read': () => panel(served(card(), { hypothesis: { ...hypothesis, name: 'Handling time' } })) });
    const { unmount } = render(<Panel />);
    expect(await screen.findByText('Handling time should fall by Dec 18, 2026.')).toBeInTheDocument();
    unmount();
    answerWith({ 'panel.read': () => panel(served(card(), { hypothesis })) });
    render(<Panel />);
    expect(await screen.findByText('A KPI that the outcome no longer has should fall by Dec 18, 2026.')).toBeInTheDocument();
  });

  it('says "not linked" in one quiet line', async () => {
    answerWith({ 'panel.read': () => panel() });
    render(<Panel />);
    expect(await screen.findByText(/^This story serves no outcome yet; until then it counts as run work, which keeps the service running\./)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows an archived outcome as archived, without figures', async () => {
    answerWith({ 'panel.read': () => panel(served(card({ state: 'archived', measures: [] }))) });
    render(<Panel />);
    expect(await screen.findByText('Faster service requests')).toHaveProperty('parentElement.textContent', 'Faster service requests is archived: it is no longer watched.');
    expect(screen.getByText(/^This story serves no outcome that is still open\./)).toBeInTheDocument();
    expect(screen.queryByRole('img')).toBeNull();
    expect(lead()).toBe('');
  });

  it('says quietly which links lead nowhere, and what is not shown', async () => {
    const { data } = panel();
    answerWith({ 'panel.read': () => ({ ok: true, data: { ...data, unseenParent: true, lostOutcome: true } }) });
    render(<Panel />);
    expect(await screen.findByText('What stands above this story is not shown to you, nor what it serves.')).toBeInTheDocument();
    expect(screen.getByText(/^A link leads to an outcome that Needle cannot find\./)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('a title that looks like markup is only text', async () => {
    answerWith({ 'panel.read': () => panel(served(card({ title: '<b>x</b>{percent}<img src=x>' }))) });
    render(<Panel />);
    await screen.findByRole('navigation', { name: /^Line of sight/ });
    expect(lead()).toContain('serves <b>x</b>{percent}<img src=x>:');
    expect(document.querySelector('img')).toBeNull();
  });

  it('a refusal says so, without a retry', async () => {
    answerWith({ 'panel.read': () => refusal('forbidden', 'Needle is for people who are signed in to Jira.') });
    render(<Panel />);
    expect(await screen.findByRole('alert')).toHaveTextContent('signed in');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('a failure can be tried again', async () => {
    answerWith({ 'panel.read': failure });
    render(<Panel />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Needle did not answer.');
    expect(await axeFaults()).toEqual([]);
    answerWith({ 'panel.read': () => panel(served(card())) });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('region', { name: 'Handling time' })).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('ages are counted from the platform’s now', async () => {
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ newest: { at: NOW.slice(0, 10), value: 7 } })] }))) });
    render(<Panel />);
    expect(await screen.findByText('today')).toBeInTheDocument();
  });
});

describe('what comes next', () => {
  const user = userEvent.setup();
  const why = { key: 'signal.silent-stall.why', params: { weeks: 4 } };
  const clears = { key: 'signal.silent-stall.clears', params: { weeks: 4 } };

  it.each([
    ['silent-stall', 'What would clear it', 'It clears when work for this outcome is finished again.'],
    ['moving', 'What comes next', 'Nothing is asked of you: the KPI moves. Go on, and watch whether it holds.'],
  ] as const)('is said for %s', async (kind, title, words) => {
    answerWith({ 'panel.read': () => panel(served(card({ signal: { kind, since: '2026-08-03', why, clears } }))) });
    render(<Panel />);
    expect(await screen.findByRole('region', { name: title })).toHaveTextContent(words);
  });

  it('a further outcome in alarm has what would clear it and the way to it, and nobody is told that nothing is asked', async () => {
    const stalled = card({ outcomeId: 'out_0000000000000002', title: 'Off the old portal', measures: [measure({ kpiId: 'kpi_0000000000000002', name: 'Satisfaction' })], signal: { kind: 'silent-stall', since: '2026-08-03', why, clears } });
    answerWith({ 'panel.read': () => panel(served(card({ signal: { kind: 'moving', since: null, why, clears } })), served(stalled, { primary: false })) });
    render(<Panel />);
    const also = await screen.findByRole('region', { name: 'It also serves' });
    await user.click(within(also).getByText('Off the old portal', { selector: 'summary span' }));
    expect(within(also).getByRole('region', { name: 'What would clear it for Off the old portal' })).toHaveTextContent('It clears when work for this outcome is finished again.');
    expect(within(also).getByRole('link', { name: 'Open outcome Off the old portal' })).toHaveTextContent('Open outcome');
    expect(screen.queryByText(/Nothing is asked of you/)).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('is the way to the outcome in full', async () => {
    answerWith({ 'panel.read': () => panel(served(card())) });
    render(<Panel />);
    await user.click(await screen.findByRole('link', { name: 'Open outcome Faster service requests' }));
    expect(await axeFaults()).toEqual([]);
  });

  it('a value can be recorded where one answers for the KPI, and nowhere else', async () => {
    let reads = 0;
    answerWith({
      'panel.read': () => {
        reads += 1;
        return panel(served(card(), { mayRecord: [KPI] }));
      },
      'value.record': () => ({ ok: true, data: { added: 1, corrected: 0, repeated: 0, kpi: kpi() } }),
    });
    const { unmount } = render(<Panel />);
    await user.click(await screen.findByRole('button', { name: '+ Add a value' }));
    const form = await screen.findByRole('form', { name: 'Add a value' });
    expect(within(form).getByRole('heading')).toHaveTextContent('A value of Handling time');
    await user.click(within(form).getByRole('button', { name: 'Record' }));
    expect(within(form).getByText('Write a number, such as 7.5.')).toBeInTheDocument();
    await user.type(within(form).getByLabelText(/^Value/), '7.1');
    await user.click(within(form).getByRole('button', { name: 'Record' }));
    await waitFor(() => expect(inputsOf('value.record')).toEqual([{ kpiId: KPI, values: [{ at: '2026-09-28', value: 7.1 }] }]));
    await waitFor(() => expect(screen.getByRole('button', { name: '+ Add a value' })).toHaveFocus());
    expect(reads).toBe(2);
    unmount();
    answerWith({ 'panel.read': () => panel(served(card())) });
    render(<Panel />);
    await screen.findByRole('region', { name: 'Handling time' });
    expect(screen.queryByRole('button', { name: '+ Add a value' })).toBeNull();
  });
});

describe('charts of the panel', () => {
  it('draw each measure and the team’s weeks, and the table holds the same', async () => {
    const drawn = [{ kpiId: KPI, recent: [{ at: '2026-07-20', value: 9.1 }, { at: '2026-09-25', value: 7.2 }], usual: { low: 8.4, high: 10 } }];
    const answer = panel(served(card({ measures: [measure({ verdict: moved('improved', 'confirmed') })] }), { drawn }));
    const weeks = ['2026-08-31', '2026-09-07', '2026-09-14'].map((week, i) => ({ week, done: { change: i, run: 4 } }));
    answerWith({ 'panel.read': () => ({ ...answer, data: { ...answer.data, weeks } }) });
    render(<Panel />);
    expect(await screen.findByRole('img', { name: /^Values of Handling time\. 2 values/ })).toBeInTheDocument();
    const time = screen.getByRole('region', { name: 'Where the team’s time went' });
    expect(await within(time).findByRole('img', { name: /^Finished in NSP each week\. 3 weeks from Aug 31, 2026 to Sep 14, 2026: 3 of change work and 12 of run work\./ })).toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });
});

describe('suggesting an outcome', () => {
  const user = userEvent.setup();
  const others = Array.from({ length: 8 }, (_, n) => card({ outcomeId: `out_000000000000001${n}`, title: `Outcome ${n}`, measures: [] }));
  const routing = card({ title: 'Routing without queues' });
  const unlinked = { 'panel.read': () => panel(), 'outcome.list': () => ({ ok: true as const, data: { outcomes: [...others, routing] } }) };
  const asked = { outcomeId: OUTCOME, title: 'Routing without queues', at: '2026-09-28T07:12:00.000Z' };
  const withRequest = (more: object = {}) => ({ ok: true as const, data: { ...panel().data, requests: [{ ...asked, ...more }] } });

  it('is done on the issue: likely ones first, found by any word, with a note', async () => {
    let made = false;
    answerWith({
      ...unlinked,
      'panel.read': () => (made ? withRequest() : panel()),
      'request.make': () => {
        made = true;
        return { ok: true, data: { issueId: '18', key: 'NSP-18', summary: 'Automatic routing' } };
      },
    });
    render(<Panel />);
    await user.click(await screen.findByRole('button', { name: 'Suggest an outcome' }));
    const form = await screen.findByRole('form', { name: 'Suggest an outcome' });
    const choices = await within(form).findAllByRole('radio');
    expect(choices).toHaveLength(6);
    expect(choices[0]).toHaveAccessibleName('Routing without queues');
    expect(within(form).getByText('3 more; search to find them.')).toBeInTheDocument();
    expect(within(form).getByLabelText('Search outcomes')).toHaveFocus();
    expect(await axeFaults()).toEqual([]);
    await user.click(within(form).getByRole('button', { name: 'Suggest' }));
    expect(within(form).getByText('Choose an outcome.')).toBeInTheDocument();
    expect(within(form).getAllByRole('radio')[0]).toHaveFocus();
    expect(inputsOf('request.make')).toEqual([]);
    await user.type(within(form).getByLabelText('Search outcomes'), 'handling queues');
    await user.click(within(form).getByRole('radio', { name: 'Routing without queues' }));
    await user.type(within(form).getByLabelText(/^Why/), 'It sorts them.');
    await user.click(within(form).getByRole('button', { name: 'Suggest' }));
    expect(await screen.findByRole('status')).toHaveTextContent('Routing without queues was suggested on Sep 28, 2026. It awaits an answer from the project’s administrators.');
    expect(inputsOf('request.make')).toEqual([{ outcomeId: OUTCOME, note: 'It sorts them.' }]);
    const another = screen.getByRole('button', { name: 'Suggest another outcome' });
    await waitFor(() => expect(another).toHaveFocus());
    expect(screen.getByRole('status').compareDocumentPosition(another)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    answerWith({ ...unlinked, 'request.make': () => refusal('limit-reached', '200 suggestions of this project await an answer, and no more are kept.') });
    render(<Panel />);
    await user.click(await screen.findByRole('button', { name: 'Suggest an outcome' }));
    await user.click(await screen.findByRole('radio', { name: 'Routing without queues' }));
    await user.type(screen.getByLabelText(/^Why/), 'It sorts them.');
    await user.click(screen.getByRole('button', { name: 'Suggest' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('200 suggestions of this project await an answer');
    expect(screen.getByLabelText(/^Why/)).toHaveValue('It sorts them.');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Suggest an outcome' })).toHaveFocus());
  });

  it('offers nothing twice, and says so when there is nothing to offer', async () => {
    answerWith({ 'panel.read': () => withRequest(), 'outcome.list': () => ({ ok: true, data: { outcomes: [routing] } }) });
    render(<Panel />);
    await user.click(await screen.findByRole('button', { name: 'Suggest another outcome' }));
    expect(await screen.findByText('There is no outcome that you may see yet.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Suggest' })).toBeNull();
  });

  it('is answered on the issue', async () => {
    answerWith({ 'panel.read': () => withRequest({ declined: { at: '2026-09-29T07:12:00.000Z', reason: 'It serves no queue.' } }) });
    render(<Panel />);
    expect((await screen.findByText('Routing without queues')).closest('p')).toHaveTextContent('Routing without queues was suggested and declined on Sep 29, 2026: It serves no queue.');
  });

  it('is not offered where there is nothing to link', async () => {
    answerWith({ 'panel.read': () => ({ ok: true, data: { ...panel().data, linkable: undefined } }) });
    render(<Panel />);
    expect(await screen.findByText(/It lies below no epic/)).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
