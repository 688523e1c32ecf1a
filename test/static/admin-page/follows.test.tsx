import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { type Reply } from '../../../src/contract/errors';
import { AdminPage } from '../../../static/admin-page/admin-page';
import { answerWith, flags, inputsOf } from '../bridge';
import { access } from '../fixtures';

const good = <T,>(data: T): Reply<T> => ({ ok: true, data });
const meanwhile = { ok: false as const, error: { code: 'changed-meanwhile' as const, message: 'Someone changed this in the meantime.' } };
const [one, other] = [{ groupId: 'g-1', name: 'outcome-managers' }, { groupId: 'g-2', name: 'portfolio' }];
const team = { teamId: 'team_0000000000000001', name: 'Desk', projects: [{ projectId: '30', key: 'NSD' }] };

/** The site as it is stored, which someone else may change under the open page. */
let site: {
  version: string;
  roles: CallReply<'roles.read'>;
  settings: CallReply<'settings.read'>;
  rules: CallReply<'rules.read'>;
  teams: CallReply<'team.read'>;
  jobs: CallReply<'jobs.read'>['jobs'];
  pinned: boolean;
};
const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const region = (name: string) => within(screen.getByRole('region', { name }));

beforeEach(async () => {
  jest.useFakeTimers();
  site = {
    ...{ version: '1', roles: { version: 1, managersGroup: one }, settings: { version: 1, notices: true }, rules: { version: 1, rules: [] } },
    ...{ teams: { version: 1, teams: [team] }, jobs: [{ name: 'hourly', ok: false, late: true }], pinned: false },
  };
  answerWith({
    'access.read': () => access,
    'setup.read': () => good({ group: site.roles.managersGroup !== undefined && site.version === '2', projects: [] }),
    'page.version': () => good({ version: site.version }),
    'roles.read': () => good(site.roles),
    'group.find': () => good({ groups: [one, other] }),
    'settings.read': () => good(site.settings),
    'settings.set': ({ version = 0, ...settings }) => (version === site.settings.version ? good({ version: version + 1, ...settings }) : meanwhile),
    'rules.read': () => good(site.rules),
    'rules.set': ({ version = 0, rules }) => {
      if (version !== site.rules.version) return meanwhile;
      const saved = { version: version + 1, rules };
      site.rules = saved;
      return good(saved);
    },
    'team.read': () => good(site.teams),
    'team.set': ({ version }) => (version === site.teams.version ? good({ ...site.teams, version: version ?? 1 }) : meanwhile),
    'jobs.read': () => good({ jobs: site.jobs }),
    'history.read': () => good({ projects: [] }),
    'gate.log': () => good({ entries: [] }),
    'pin.list': () => good({ projects: [{ projectId: '10', key: 'NSP', name: 'Northbank portal', pinned: site.pinned }] }),
  });
  render(<AdminPage />);
  await pass(100);
  await pass(100);
});
afterEach(() => jest.useRealTimers());

async function press(name: string): Promise<void> {
  act(() => screen.getByRole('button', { name }).click());
  await pass(100);
}

/** What somebody else did to all of it. */
function changeElsewhere(): void {
  site = {
    ...{ version: '2', roles: { version: 2, managersGroup: other }, settings: { version: 2, notices: true, zone: 'Europe/Vienna' } },
    rules: { version: 2, rules: [{ field: 'type', value: 'Bug', work: 'run' }] },
    teams: { version: 2, teams: [{ ...team, name: 'Front desk', projects: [...team.projects, { projectId: '31', key: 'NSP' }] }] },
    jobs: [{ name: 'hourly', at: '2026-09-28T07:00:00.000Z', ok: true, late: false }],
    pinned: true,
  };
}

it('says how fresh it is, and follows the guide, roles, settings, rules, teams, jobs and pins without being asked', async () => {
  expect(screen.getByText('Page is up to date')).toBeInTheDocument();
  expect(screen.getByText('0 of 8 done')).toBeInTheDocument();
  expect(inputsOf('page.version')).toEqual([{ site: true, setup: true }]);
  changeElsewhere();
  await pass(50_000);
  expect(region('Outcome managers').getByText('portfolio')).toBeInTheDocument();
  expect(screen.getByText('1 of 8 done')).toBeInTheDocument();
  expect(region('Settings').getByLabelText(/^Time zone of weeks/)).toHaveValue('Europe/Vienna');
  expect(region('Run and change').getByLabelText('is')).toHaveValue('Bug');
  expect(screen.getByRole('article', { name: 'Front desk' })).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Every hour/ })).toHaveTextContent('Went well');
  expect(screen.getByRole('row', { name: /Northbank portal/ })).toHaveTextContent('Take off');
});

it('leaves what is being edited, shows the rest when asked, and says on saving what somebody else saved', async () => {
  const zone = () => region('Settings').getByLabelText(/^Time zone of weeks/);
  await user.type(zone(), 'Europe/Berlin');
  await user.click(region('Run and change').getByRole('button', { name: 'Add a rule' }));
  await user.type(region('Run and change').getByLabelText('is'), 'Task');
  await press('Edit Desk');
  await user.type(screen.getByLabelText('Name'), ' one');
  changeElsewhere();
  await pass(50_000);
  await press('Show it');
  expect(screen.getByRole('row', { name: /Every hour/ })).toHaveTextContent('Went well');
  expect(region('Outcome managers').getByText('portfolio')).toBeInTheDocument();
  expect(zone()).toHaveValue('Europe/Berlin');
  expect(region('Run and change').getByLabelText('is')).toHaveValue('Task');
  expect(screen.getByLabelText('Name')).toHaveValue('Desk one');

  await press('Save settings');
  expect(region('Settings').getByRole('alert')).toHaveTextContent(/Someone changed this meanwhile.*Time zone of weeks is now “Europe\/Vienna”\..*Save again to keep it\./);
  expect(zone()).toHaveValue('Europe/Berlin');
  await press('Save settings');
  expect(inputsOf('settings.set').map(({ version }) => version)).toEqual([1, 2]);

  await press('Save rules');
  expect(region('Run and change').getByRole('alert')).toHaveTextContent('Run and change is now “Issue type Bug: run work”.');
  await press('Save rules');
  expect(inputsOf('rules.set').at(-1)).toEqual({ version: 2, rules: [{ field: 'type', value: 'Task', work: 'run' }] });

  await press('Save team');
  expect(region('Teams').getByRole('alert')).toHaveTextContent('Name is now “Front desk”. Projects is now “NSD, NSP”.');
  await press('Save team');
  expect(inputsOf('team.set').at(-1)).toEqual({ version: 2, teamId: team.teamId, name: 'Desk one', projectKeys: ['NSD', 'NSP'] });
});

describe('rules that were saved', () => {
  const rules = () => region('Run and change');
  const undo = () => act(async () => flags().findLast(({ title }) => title === 'Rules saved')?.actions?.[0]?.onClick());
  beforeEach(async () => {
    site = { ...site, version: '2', rules: { version: 2, rules: [{ field: 'label', value: 'upkeep', work: 'run' }] } };
    await pass(50_000);
    await user.clear(rules().getByLabelText('is'));
    await user.type(rules().getByLabelText('is'), 'tidying');
    await press('Save rules');
  });

  it('can be put back as they were', async () => {
    expect(rules().getByLabelText('is')).toHaveValue('tidying');
    await undo();
    await pass(100);
    expect(inputsOf('rules.set').at(-1)).toEqual({ version: 3, rules: [{ field: 'label', value: 'upkeep', work: 'run' }] });
    expect(rules().getByLabelText('is')).toHaveValue('upkeep');
    expect(flags().at(-1)?.title).toBe('The rules are as they were before');
  });

  it('not once somebody else saved others, which is said and shown', async () => {
    site.rules = { version: 4, rules: [{ field: 'type', value: 'Bug', work: 'run' }] };
    await undo();
    await pass(100);
    expect(rules().getByRole('alert')).toHaveTextContent(/It could not be undone.*Someone saved rules after you\. Those stand/);
    expect(rules().getByLabelText('is')).toHaveValue('Bug');
  });

  it('and what is being edited then stays', async () => {
    await user.click(rules().getByRole('button', { name: 'Add a rule' }));
    await undo();
    await pass(100);
    expect(rules().getAllByLabelText('is').map((field) => (field as HTMLInputElement).value)).toEqual(['tidying', '']);
    await user.type(rules().getAllByLabelText('is')[1] as HTMLElement, 'Task');
    await press('Save rules');
    expect(rules().getByRole('alert')).toHaveTextContent('Run and change is now “Label upkeep: run work”.');
  });
});

it('asks nothing of its jobs and histories while nobody sees it', async () => {
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  await pass(3_600_000);
  expect(inputsOf('page.version')).toHaveLength(1);
  hidden.mockRestore();
});
