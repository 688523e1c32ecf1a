import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
    { check: 'schedule.every-hour' as const, ok: false, detail: '2026-09-27T01:00:00.000Z' },
  ],
};
const site = {
  'access.read': () => access,
  'roles.read': () => ({ ok: true as const, data: {} }),
  'group.find': () => ({ ok: true as const, data: { groups: [group] } }),
  'roles.set': () => ({ ok: true as const, data: { version: 1, managersGroup: group } }),
  'jobs.read': () => ({ ok: true as const, data: { jobs: [{ name: 'hourly' as const, at: '2026-09-28T07:00:00.000Z', ok: true, tookMs: 120, late: false, did: { outcomes: 4, changed: 1 } }] } }),
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
    expect(within(found).getByRole('row', { name: /hourly job/ })).toHaveTextContent('Needs a look');
    await user.click(screen.getByRole('button', { name: 'Copy report' }));
    expect(await navigator.clipboard.readText()).toContain('storage.create: ok');
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
