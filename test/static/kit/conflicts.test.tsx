import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { OutcomeConflicts, ProjectConflicts } from '../../../static/kit/conflicts';
import { axeFaults } from '../axe';
import { answerWith, flags, inputsOf } from '../bridge';
import { KPI, OUTCOME } from '../fixtures';

type Conflict = CallReply<'project.conflicts'>['conflicts'][number];
const user = userEvent.setup();
const TEAM = 'team_0000000000000001';
const PRIMARY = 'kpi_0000000000000009';
const conflict = (given: Partial<Conflict> = {}): Conflict => ({
  team: { teamId: TEAM, name: 'Service desk' },
  outcome: { outcomeId: OUTCOME, title: 'Faster service requests' },
  kpi: { kpiId: KPI, name: 'Time to resolution' },
  since: '2026-01-05',
  structural: true,
  pull: { kind: 'pulls', rho: -0.7123, low: -0.88, high: -0.39, weeks: 24 },
  ...given,
});
const answer = (...conflicts: Conflict[]) => ({ ok: true as const, data: { conflicts } });

describe('a conflict', () => {
  it('is told in plain words, with its evidence and without a way out for those who may take none', async () => {
    answerWith({ 'project.conflicts': () => answer(conflict()) });
    render(<ProjectConflicts />);
    const section = await screen.findByRole('region', { name: 'Conflicts' });
    expect(section).toHaveTextContent('Service desk works for Faster service requests and is rewarded by Time to resolution, since Jan 5, 2026.');
    expect(section).toHaveTextContent('Time to resolution gets better in weeks in which less of the team’s work is change work.');
    expect(section).toHaveTextContent('Rank correlation −0.71, 95% range −0.88 to −0.39, of the changes over 24 weeks.');
    expect(within(section).queryByRole('button')).not.toBeInTheDocument();
    expect(section).toHaveTextContent('Outcome managers can reward the team');
    expect(await axeFaults()).toEqual([]);
  });

  it('is ended with one click, either way, by those who may', async () => {
    const guard = { baseline: { kind: 'stated' as const, level: 28 }, target: { kind: 'value' as const, value: 28, by: '2026-12-18' } };
    let left = [conflict({ adopt: { kpiId: PRIMARY, name: 'Handling time' }, guard })];
    answerWith({
      'outcome.conflicts': () => answer(...left),
      'incentive.set': () => ({ ok: true, data: { teamId: TEAM, name: 'Service desk', incentives: [] } }),
      'measure.set': () => ({ ok: false, error: { code: 'not-found', message: 'There is no such KPI, or you may not see it.' } }),
    });
    const changed = jest.fn();
    render(<OutcomeConflicts outcomeId={OUTCOME} onChanged={changed} />);
    await user.click(await screen.findByRole('button', { name: 'Watch Time to resolution as a guardrail' }));
    expect(inputsOf('measure.set')).toEqual([{ outcomeId: OUTCOME, kpiId: KPI, role: 'guardrail', ...guard }]);
    expect(await screen.findByText('The conflict still stands')).toBeInTheDocument();
    left = [];
    await user.click(screen.getByRole('button', { name: 'Reward the team by Handling time too' }));
    expect(inputsOf('incentive.set')).toEqual([{ teamId: TEAM, kpiId: PRIMARY }]);
    expect(flags().map(({ title }) => title)).toEqual(['Service desk is rewarded by Handling time too']);
    expect(changed).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('region', { name: 'Conflicts' })).not.toBeInTheDocument();
  });

  it.each([
    [{ kind: 'not-shown', rho: -0.1, low: -0.5, high: 0.35, weeks: 22 }, 'do not show'],
    [{ kind: 'refused', reason: 'too-few' }, 'cannot be told yet: too few weeks have both figures'],
    [{ kind: 'refused', reason: 'no-direction' }, 'cannot be told: it should stay within a band'],
  ] as const)('says where the pull is not measured: %o', async (pull, words) => {
    answerWith({ 'project.conflicts': () => answer(conflict({ pull })) });
    render(<ProjectConflicts />);
    expect(await screen.findByRole('region', { name: 'Conflicts' })).toHaveTextContent(words);
  });

  it('takes no room where there is none', async () => {
    answerWith({ 'project.conflicts': () => answer() });
    const { container } = render(<ProjectConflicts />);
    await waitFor(() => expect(container).toBeEmptyDOMElement());
    expect(inputsOf('project.conflicts')).toHaveLength(1);
  });
});
