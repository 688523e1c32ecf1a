import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Teams } from '../../../static/admin-page/teams';
import { axeFaults } from '../axe';
import { answerWith, flags, inputsOf } from '../bridge';
import { KPI, failure } from '../fixtures';

const user = userEvent.setup();
const TEAM = 'team_0000000000000001';
const desk = { teamId: TEAM, name: 'Service desk', projects: [{ projectId: '30', key: 'NSD' }] };
const stored = (teams = [desk]) => () => ({ ok: true as const, data: { version: 3, teams } });
const rewarded = { teamId: TEAM, name: 'Service desk', incentives: [{ kpiId: KPI, name: 'Time to resolution', since: '2026-01-05' }] };

describe('the teams of the site', () => {
  it('say what each takes in and what it is rewarded by', async () => {
    answerWith({ 'team.read': stored(), 'incentive.read': () => ({ ok: true, data: { teams: [rewarded] } }) });
    render(<Teams />);
    const team = await screen.findByRole('article', { name: 'Service desk' });
    expect(team).toHaveTextContent('All of NSD');
    expect(team).toHaveTextContent('Time to resolution, since Jan 5, 2026');
    expect(await axeFaults()).toEqual([]);
  });

  it('are added by a query that is tried on real issues first', async () => {
    answerWith({
      'team.read': stored(),
      'team.try': () => ({ ok: true, data: { looked: 100, found: 12, samples: [{ key: 'NSP-4', summary: 'Old portal times out', type: 'Bug' }] } }),
      'team.set': () => ({ ok: true, data: { version: 4, teams: [desk] } }),
    });
    render(<Teams />);
    await user.click(await screen.findByRole('button', { name: 'Add a team' }));
    const form = screen.getByRole('form', { name: 'Add a team' });
    await user.click(within(form).getByRole('button', { name: 'Save team' }));
    expect(form).toHaveTextContent('Give it a name.');
    expect(form).toHaveTextContent('Name at least one project.');
    await user.type(within(form).getByLabelText('Name'), 'Fixers');
    await user.type(within(form).getByLabelText('Projects'), 'NSP, njm');
    await user.click(within(form).getByLabelText('Of these'));
    await user.click(await screen.findByText('what a query finds'));
    await user.type(within(form).getByLabelText('JQL query'), 'issuetype = Bug');
    await user.click(within(form).getByRole('button', { name: 'Try on real issues' }));
    expect(await within(form).findByText(/^Of the 100 newest issues 12 would be the team’s\./)).toHaveTextContent('NSP-4 Old portal times out');
    await user.click(within(form).getByRole('button', { name: 'Save team' }));
    const definition = { projectKeys: ['NSP', 'njm'], narrowing: { kind: 'jql', query: 'issuetype = Bug' } };
    expect(inputsOf('team.try')).toEqual([definition]);
    expect(inputsOf('team.set')).toEqual([{ version: 3, name: 'Fixers', ...definition }]);
    expect(flags().map(({ title }) => title)).toEqual(['Team saved']);
  });

  it('are edited and removed', async () => {
    answerWith({ 'team.read': stored(), 'team.set': () => ({ ok: true, data: { version: 4, teams: [desk] } }), 'team.remove': () => ({ ok: true, data: { version: 4, teams: [] } }) });
    render(<Teams />);
    await user.click(await screen.findByRole('button', { name: 'Edit Service desk' }));
    await user.type(screen.getByLabelText('Projects'), ', NSP');
    await user.click(screen.getByRole('button', { name: 'Save team' }));
    expect(inputsOf('team.set')).toEqual([{ version: 3, teamId: TEAM, name: 'Service desk', projectKeys: ['NSD', 'NSP'] }]);
    await user.click(await screen.findByRole('button', { name: 'Remove Service desk' }));
    expect(inputsOf('team.remove')).toEqual([{ version: 3, teamId: TEAM }]);
    await act(async () => flags().at(-1)?.actions?.[0]?.onClick());
    expect(inputsOf('team.set').at(-1)).toEqual({ version: 4, name: 'Service desk', projectKeys: ['NSD'] });
  });

  it('say at the query why Jira cannot read it', async () => {
    answerWith({
      'team.read': stored(),
      'team.set': () => ({ ok: false, error: { code: 'invalid-input', message: 'Jira cannot read this query: Expecting a value.', field: 'narrowing.query' } }),
    });
    render(<Teams />);
    await user.click(await screen.findByRole('button', { name: 'Edit Service desk' }));
    await user.click(screen.getByLabelText('Of these'));
    await user.click(await screen.findByText('what a query finds'));
    await user.type(screen.getByLabelText('JQL query'), 'labels = = x');
    await user.click(screen.getByRole('button', { name: 'Save team' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Jira cannot read this query');
  });

  it('have what they are rewarded by recorded, with its day, and taken back', async () => {
    const kpi = { kpiId: KPI, version: 1, name: 'Handling time', unit: 'hours', direction: 'decrease' as const, cadence: 'week' as const, ownerId: 'a', state: 'open' as const, count: 0 };
    answerWith({
      'team.read': stored(),
      'incentive.read': () => ({ ok: true, data: { teams: [rewarded] } }),
      'kpi.list': () => ({ ok: true, data: { kpis: [kpi] } }),
      'incentive.set': () => ({ ok: true, data: rewarded }),
      'incentive.remove': () => ({ ok: true, data: { ...rewarded, incentives: [] } }),
    } as never);
    render(<Teams />);
    await user.click(await screen.findByRole('button', { name: 'Add a KPI that Service desk is rewarded by' }));
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(screen.getByText('Choose a KPI.')).toBeInTheDocument();
    expect(screen.getByLabelText('KPI')).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByLabelText('KPI')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Add a KPI that Service desk is rewarded by' }));
    await user.click(screen.getByLabelText('KPI'));
    await user.click(await screen.findByText('Handling time'));
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(inputsOf('incentive.set')).toEqual([{ teamId: TEAM, kpiId: KPI }]);
    await user.click(await screen.findByRole('button', { name: 'Remove Time to resolution' }));
    expect(inputsOf('incentive.remove')).toEqual([{ teamId: TEAM, kpiId: KPI }]);
    expect(flags().at(-1)?.title).toBe('Service desk is no longer rewarded by Time to resolution');
    await act(async () => flags().at(-1)?.actions?.[0]?.onClick());
    expect(inputsOf('incentive.set').at(-1)).toEqual({ teamId: TEAM, kpiId: KPI, since: '2026-01-05' });
  });

  it('say so when the KPIs cannot be read, and try again', async () => {
    let fails = true;
    const kpis = () => (fails ? failure() : { ok: true as const, data: { kpis: [] } });
    answerWith({ 'team.read': stored(), 'incentive.read': () => ({ ok: true, data: { teams: [rewarded] } }), 'kpi.list': kpis });
    render(<Teams />);
    await user.click(await screen.findByRole('button', { name: 'Add a KPI that Service desk is rewarded by' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Needle could not load this');
    fails = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
