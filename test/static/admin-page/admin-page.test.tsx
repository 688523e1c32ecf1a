import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { AdminPage } from '../../../static/admin-page/admin-page';
import { axeFaults } from '../axe';
import { answerWith, flags, inputsOf } from '../bridge';
import { access } from '../fixtures';

const user = userEvent.setup();
const group = { groupId: 'g-1', name: 'outcome-managers' };
const report = {
  at: '2026-09-28T07:12:00.000Z',
  checks: [
    { check: 'storage.create' as const, ok: true, detail: '' },
    { check: 'schedule.every-hour' as const, ok: false, detail: 'sweep failed, notices late' },
    { check: 'events.lag' as const, ok: false, detail: '216220365 ms, 2026-09-26T12:00:00.000Z' },
  ],
  jobs: [
    { name: 'sweep' as const, at: '2026-09-28T07:00:00.000Z', ok: false, late: false },
    { name: 'hourly' as const, at: '2026-09-28T07:00:00.000Z', ok: true, late: false },
    { name: 'notices' as const, at: '2026-09-27T01:00:00.000Z', ok: true, late: true },
  ],
};
const site = {
  'access.read': () => access,
  'roles.read': () => ({ ok: true as const, data: {} }),
  'group.find': () => ({ ok: true as const, data: { groups: [group] } }),
  'roles.set': () => ({ ok: true as const, data: { version: 1, managersGroup: group } }),
  'jobs.read': () => ({ ok: true as const, data: { jobs: [{ name: 'hourly' as const, at: '2026-09-28T07:00:00.000Z', ok: true, tookMs: 120, late: false, did: { outcomes: 4, changed: 1 } }] } }),
  'history.read': () => ({ ok: true as const, data: { projects: [{ projectId: '10', key: 'NSP', status: { state: 'current' as const, filledAt: '2026-09-28T06:00:00.000Z' } }] } }),
  'settings.read': () => ({ ok: true as const, data: { notices: true } }),
  'pin.list': () => ({ ok: true as const, data: { projects: [] } }),
  'rules.read': () => ({ ok: true as const, data: { rules: [] } }),
  'installation.check': () => ({ ok: true as const, data: report }),
};

describe('the admin page', () => {
  it('names the group of outcome managers', async () => {
    answerWith(site);
    render(<AdminPage />);
    await user.type(await screen.findByLabelText('Group'), 'out');
    await user.click(await screen.findByText('outcome-managers'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(inputsOf('roles.set')).toEqual([{ groupId: 'g-1' }]);
    expect(flags().map(({ title }) => title)).toEqual(['Outcome managers saved']);
  });

  it('shows how the jobs ran', async () => {
    answerWith(site);
    render(<AdminPage />);
    const jobs = await screen.findByRole('table', { name: 'Jobs' });
    expect(within(jobs).getByRole('row', { name: /Every hour/ })).toHaveTextContent(/today.*Went well/);
  });

  it('checks the installation and gives a report to copy', async () => {
    answerWith(site);
    render(<AdminPage />);
    await user.click(await screen.findByRole('button', { name: 'Check now' }));
    const found = await screen.findByRole('table', { name: 'Check this installation' });
    expect(within(found).getByRole('row', { name: /Storage creates/ })).toHaveTextContent('Fine');
    expect(within(found).getByRole('row', { name: /^Every job ran/ })).toHaveTextContent(/Needs a look.*runs them within the hour.*what events missed\. Failed; the log says why\..*notices to owners\. Late: it should have run since\.$/);
    expect(within(found).getByRole('row', { name: /^Jira’s events/ })).toHaveTextContent(/60 h, Sep 26, 12:00 PM$/);
    await user.click(screen.getByRole('button', { name: 'Copy report' }));
    expect(await navigator.clipboard.readText()).toMatch(
      /storage\.create: ok[^]*schedule\.every-hour: FAILED \(sweep failed, notices late\)\nevents\.lag: FAILED \(216220365 ms[^]*job\.sweep: FAILED \(failed, 2026-[^]*job\.hourly: ok \(2026-[^]*job\.notices: FAILED \(late, 2026-/,
    );
  });

  it('pins the panel to a project, and says so once Jira has done it', async () => {
    let pinned = false;
    answerWith({
      ...site,
      'pin.list': () => ({ ok: true, data: { projects: [{ projectId: '10', key: 'NSP', name: 'Northbank portal', pinned }] } }),
      'pin.set': () => {
        pinned = true;
        return { ok: true, data: {} };
      },
    });
    render(<AdminPage />);
    const table = await screen.findByRole('table', { name: 'The panel on issues' });
    expect(within(table).getByRole('row', { name: /Northbank portal/ })).toHaveTextContent('Not pinned');
    await user.click(within(table).getByRole('button', { name: 'Pin: NSP' }));
    expect(inputsOf('pin.set')).toEqual([{ projectIds: ['10'], pinned: true }]);
    await waitFor(() => expect(within(table).getByRole('button', { name: 'Take off: NSP' })).toBeEnabled());
    expect(within(table).getByRole('row', { name: /Northbank portal/ })).toHaveTextContent(/Pinned/);
  });

  it('shows how far histories are read, with the last error, and reads one again', async () => {
    const status = { state: 'filling' as const, issues: 120, expected: 400, since: '2026-09-28T07:00:00.000Z', at: '2026-09-28T07:01:00.000Z', error: 'Jira did not answer.' };
    let projects: CallReply<'history.read'>['projects'] = [
      { projectId: '10', key: 'NSP', status: { state: 'current', filledAt: '2026-09-28T06:00:00.000Z', behindSince: '2026-09-28T07:00:00.000Z' } },
      { projectId: '11', key: 'NJM', status },
      { projectId: '12', key: 'NDS', status: { ...status, error: undefined, waitsUntil: '2026-09-28T10:00:00.000Z' } },
    ];
    answerWith({
      ...site,
      'history.read': () => ({ ok: true, data: { projects } }),
      'history.refill': () => {
        projects = projects.map((one) => ({ ...one, status }));
        return { ok: true, data: { status } };
      },
    });
    render(<AdminPage />);
    const table = await screen.findByRole('table', { name: 'History of projects' });
    expect(within(table).getByRole('row', { name: /^NSP/ })).toHaveTextContent(/Complete since Sep 28.*Changes since .* are still to be looked for/);
    expect(within(table).getByRole('row', { name: /^NDS/ })).toHaveTextContent(/Waits until .*10:00/);
    await waitFor(() => expect(within(table).getByRole('row', { name: /^NJM/ })).toHaveTextContent(/120 of about 400 issues read.*went wrong and is tried again: Jira did not answer\./));
    expect(within(table).getByRole('button', { name: 'Read again: NJM' })).toBeDisabled();
    await user.click(within(table).getByRole('button', { name: 'Read again: NSP' }));
    expect(inputsOf('history.refill')).toEqual([{ projectId: '10' }]);
    await waitFor(() => expect(within(table).getByRole('row', { name: /^NSP/ })).toHaveTextContent('120 of about 400 issues read'));
  });

  it('sets the zone of weeks, the cost of delay and whether owners are told', async () => {
    answerWith({ ...site, 'settings.set': ({ version: _, ...settings }) => ({ ok: true, data: { version: 1, ...settings } }) });
    render(<AdminPage />);
    const settings = await screen.findByRole('region', { name: 'Settings' });
    await user.click(await within(settings).findByRole('checkbox', { name: 'Tell owners of new alarms through Jira' }));
    await user.type(within(settings).getByLabelText(/^Time zone of weeks/), 'Europe/Berlin');
    await user.type(within(settings).getByLabelText(/^Cost of a day/), '1200');
    await user.click(within(settings).getByRole('button', { name: 'Save settings' }));
    expect(await within(settings).findByRole('alert')).toHaveTextContent('Write a code of three letters');
    await user.type(within(settings).getByLabelText(/^Currency/), 'eur');
    await user.click(within(settings).getByRole('button', { name: 'Save settings' }));
    expect(inputsOf('settings.set')).toEqual([{ notices: false, zone: 'Europe/Berlin', delayCost: { perDay: 1200, currency: 'EUR' } }]);
    expect(flags().map(({ title }) => title)).toEqual(['Settings saved']);
  });

  it('tries rules on real issues before they are saved', async () => {
    const rule = { field: 'type' as const, value: 'Bug', work: 'run' as const };
    answerWith({
      ...site,
      'rules.try': () => ({
        ok: true,
        data: { looked: 100, made: { change: 10, run: 32, open: 58 }, rules: [{ decides: 32, samples: [{ key: 'NSP-7', summary: 'Queue is stuck', type: 'Bug' }] }] },
      }),
      'rules.set': ({ rules }) => ({ ok: true, data: { version: 1, rules } }),
    });
    render(<AdminPage />);
    const rules = await screen.findByRole('region', { name: 'Run and change' });
    await user.click(await within(rules).findByRole('button', { name: 'Add a rule' }));
    await user.click(within(rules).getByRole('button', { name: 'Save rules' }));
    expect(within(rules).getByRole('alert')).toHaveTextContent('Fill this in.');
    await user.type(within(rules).getByLabelText('is'), 'Bug');
    await user.click(within(rules).getByRole('button', { name: 'Try on real issues' }));
    expect(await within(rules).findByText('Of the 100 newest issues: 10 would be change work, 32 run work, 58 decided by links.')).toBeInTheDocument();
    expect(within(rules).getByText(/Decides 32 issues/)).toHaveTextContent('NSP-7 Queue is stuck');
    expect(inputsOf('rules.set')).toEqual([]);
    await user.click(within(rules).getByRole('button', { name: 'Save rules' }));
    expect(inputsOf('rules.set')).toEqual([{ rules: [rule] }]);
    expect(await axeFaults()).toEqual([]);
  });

  it('says at the rule what Jira cannot read of its query, and orders rules', async () => {
    answerWith({
      ...site,
      'rules.read': () => ({ ok: true, data: { version: 3, rules: [{ field: 'type', value: 'Bug', work: 'run' }, { field: 'jql', value: 'labels = = x', work: 'change' }] } }),
      'rules.try': () => ({ ok: true, data: { looked: 1, made: { change: 0, run: 0, open: 1 }, rules: [{ decides: 0, samples: [] }, { decides: 0, samples: [], fault: 'Error in line 1.' }] } }),
      'rules.set': ({ rules }) => ({ ok: true, data: { version: 4, rules } }),
    });
    render(<AdminPage />);
    const rules = await screen.findByRole('region', { name: 'Run and change' });
    await user.click(await within(rules).findByRole('button', { name: 'Try on real issues' }));
    expect(await within(rules).findByRole('alert')).toHaveTextContent('Jira cannot read this query: Error in line 1.');
    await user.click(within(rules).getByRole('button', { name: 'Move rule 2 up' }));
    // The keys stay with the rule, and do not come upon what removes it.
    expect(within(rules).getByRole('group', { name: 'Rule 1' })).toHaveFocus();
    await user.click(within(rules).getByRole('button', { name: 'Save rules' }));
    expect(inputsOf('rules.set')).toMatchObject([{ version: 3, rules: [{ field: 'jql' }, { field: 'type' }] }]);
  });

  it('tells an administrator who may do what', async () => {
    answerWith(site);
    render(<AdminPage />);
    expect(await screen.findByRole('table', { name: 'Who may do what' })).toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });

  it('refuses everybody else', async () => {
    answerWith({ 'access.read': () => ({ ok: true, data: { ...access.data, jiraAdmin: false } }) });
    render(<AdminPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('This page is for Jira administrators');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
