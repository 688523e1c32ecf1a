import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type GateConfig } from '../../../src/domain/gate';
import { NEW_GATE, gateText } from '../../../src/domain/gate-config';
import { GateRulePage } from '../../../static/gate-rule/gate-rule';
import { axeFaults } from '../axe';
import { answerWith, configured, held, inputsOf, openRule } from '../bridge';
import { failure } from '../fixtures';

const user = userEvent.setup();
const STATUS = { id: '3', name: 'In Progress' };

/** Presses Jira's own button. */
const saved = (): Promise<string | undefined> => act(configured);
const config = (more: Partial<GateConfig>): string => gateText({ ...NEW_GATE, ...more });

async function open(entryPoint: 'create' | 'edit' | 'view', validatorConfig?: string): Promise<void> {
  openRule({ entryPoint, transitionContext: { to: STATUS }, ...(validatorConfig === undefined ? {} : { validatorConfig }) });
  render(<GateRulePage />);
  await screen.findByText(entryPoint === 'view' ? /gate/i : 'What must be said and measured before work moves on?');
}

const announced = { 'gate.announce': () => ({ ok: true as const, data: {} }) };
const WOULD_STOP = { ok: true as const, data: { days: 30, looked: 7, isCut: false, stopped: [{ issueId: '12', key: 'HRB-12', summary: 'Fix the crane', at: '2026-03-18T10:00:00.000Z', misses: [{ rule: 'linked' as const, lacks: 'link' as const }] }] } };

it('is off until somebody says otherwise', async () => {
  answerWith({});
  await open('create');
  expect(screen.getByRole('radio', { name: 'Off' })).toBeChecked();
  expect(screen.getAllByRole('checkbox').filter((box) => (box as HTMLInputElement).checked)).toEqual([]);
  expect(await saved()).toBe(gateText(NEW_GATE));
  expect(await axeFaults()).toEqual([]);
});

it('observes at once what it is to ask for, with words at what is to be mended', async () => {
  answerWith({});
  await open('create');
  await user.click(screen.getByRole('radio', { name: 'Observe' }));
  expect(await saved()).toBeUndefined();
  expect(screen.getByRole('alert')).toHaveTextContent('Choose at least one thing to ask for');
  expect(screen.getByRole('group', { name: 'What it asks for' })).toHaveAccessibleDescription(/^Choose at least one thing/);
  expect(screen.getByRole('checkbox', { name: 'Serves an outcome' })).toHaveFocus();
  await user.click(screen.getByRole('checkbox', { name: 'Hypothesis and baseline' }));
  await user.click(screen.getByRole('checkbox', { name: 'Share of change work' }));
  for (const [label, bad] of [['Values of the baseline, at least', '0'], ['Change work, at least', '101']] as const) {
    await user.clear(screen.getByLabelText(new RegExp(label)));
    await user.type(screen.getByLabelText(new RegExp(label)), bad);
  }
  expect(await saved()).toBeUndefined();
  expect(screen.getByText('Enter a whole number from 1 to 100.')).toBeInTheDocument();
  expect(screen.getByLabelText(/^Values of the baseline/)).toHaveFocus();
  expect(screen.getByText('Enter a percentage from 0 to 100.')).toBeInTheDocument();
  for (const [label, good] of [['Values of the baseline, at least', '4'], ['Change work, at least', '30']] as const) {
    await user.clear(screen.getByLabelText(new RegExp(label)));
    await user.type(screen.getByLabelText(new RegExp(label)), good);
  }
  // What it cannot check passes too, so nothing is asked about that.
  expect(screen.queryByRole('radio', { name: 'Stop it' })).toBeNull();
  expect(await saved()).toBe(config({ mode: 'observe', rules: ['hypothesis', 'share'], baselineValues: 4, leastShare: 0.3 }));
  expect(inputsOf('gate.preview')).toEqual([]);
  expect(await axeFaults()).toEqual([]);
});

it('blocks only once it has shown what it would have stopped, and shows it again when it asks for more', async () => {
  answerWith({ ...announced, 'gate.preview': () => WOULD_STOP });
  await open('edit', config({ mode: 'observe', rules: ['linked'] }));
  await user.click(screen.getByRole('radio', { name: 'Block' }));
  expect(await saved()).toBeUndefined();
  expect(screen.getByRole('status')).toHaveTextContent('Before it blocks, look at what it would have stopped. Then save once more.');
  expect(screen.getByText('It would have stopped 1 of 7 changes.')).toBeInTheDocument();
  expect(within(screen.getByRole('row', { name: /HRB-12/ })).getByText('It serves no outcome yet.')).toBeInTheDocument();
  expect(inputsOf('gate.preview')).toEqual([{ demands: { rules: ['linked'], baselineValues: 8, leastShare: 0.2 }, statusId: '3' }]);
  await user.click(screen.getByRole('checkbox', { name: 'The outcome is open' }));
  expect(await saved()).toBeUndefined();
  expect(inputsOf('gate.preview')).toHaveLength(2);
  expect(inputsOf('gate.announce')).toEqual([]);
  expect(await saved()).toBe(config({ mode: 'block', rules: ['linked', 'open'] }));
  // Jira tells nobody that it has it.
  expect(inputsOf('gate.announce')).toEqual([{ demands: { rules: ['linked', 'open'], baselineValues: 8, leastShare: 0.2 }, statusId: '3' }]);
  expect(await axeFaults()).toEqual([]);
});

it('does not block before it could show what it would have stopped', async () => {
  answerWith({ 'gate.preview': failure });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  expect(await saved()).toBeUndefined();
  expect(await saved()).toBeUndefined();
  answerWith({ ...announced, 'gate.preview': () => WOULD_STOP });
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(await saved()).toBe(config({ mode: 'block', rules: ['linked'] }));
});

it('keeps a place for what it would have stopped while that is looked for', async () => {
  const looked = held<typeof WOULD_STOP>();
  answerWith({ 'gate.preview': () => looked.reply });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
  looked.give(WOULD_STOP);
  expect(await screen.findByText('HRB-12')).toBeInTheDocument();
  expect(screen.queryByRole('status', { name: 'Loading' })).toBeNull();
});

it('is not given to Jira to block while Needle cannot keep that it is, and says so', async () => {
  answerWith({ 'gate.preview': () => WOULD_STOP, 'gate.announce': failure });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  await saved();
  expect(await saved()).toBeUndefined();
  expect(screen.getByRole('alert')).toHaveTextContent('Needle could not save this');
  answerWith(announced);
  expect(await saved()).toBe(config({ mode: 'block', rules: ['linked'] }));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('that blocked and does no longer is told of to Needle too, which keeps nobody from it', async () => {
  answerWith({ 'gate.announce': failure });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  await user.click(screen.getByRole('radio', { name: 'Observe' }));
  expect(await saved()).toBe(config({ mode: 'observe', rules: ['linked'] }));
  expect(inputsOf('gate.announce')).toEqual([{ former: { rules: ['linked'], baselineValues: 8, leastShare: 0.2 }, statusId: '3' }]);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('does not take a look at a project in which nothing changed for one at what it would have stopped', async () => {
  const nothing = { ok: true as const, data: { days: 30, looked: 0, isCut: false, stopped: [] } };
  answerWith({ ...announced, 'gate.preview': ({ projectKey }) => (projectKey === 'QAY' ? nothing : WOULD_STOP) });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  const project = screen.getByLabelText(/Only in the project/);
  await user.type(project, 'qay');
  expect(await saved()).toBeUndefined();
  expect(screen.getByText('No status changed there in the last 30 days.')).toBeInTheDocument();
  expect(screen.getByText(/empty the field and look at all projects/)).toBeInTheDocument();
  expect(await saved()).toBeUndefined();
  await user.clear(project);
  // What was shown was of another project.
  expect(await saved()).toBeUndefined();
  expect(await saved()).toBe(config({ mode: 'block', rules: ['linked'] }));
});

it('says at the field which project is not there, and takes the focus there', async () => {
  answerWith({ 'gate.preview': () => ({ ok: false, error: { code: 'invalid-input' as const, message: 'There is no project QAZ.', field: 'projectKey', remedy: 'Write the keys of projects that you may browse.' } }) });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  const project = screen.getByLabelText(/Only in the project/);
  await user.type(project, 'qaz');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/^There is no project QAZ\. Write the keys of projects that you may browse\.$/);
  expect(project).toHaveFocus();
  expect(project).toHaveAccessibleDescription(/^There is no project QAZ/);
});

it('does not say that nothing changed where it did not look at everything', async () => {
  answerWith({ 'gate.preview': () => ({ ok: true as const, data: { days: 30, looked: 0, isCut: true, stopped: [] } }) });
  await open('edit', config({ mode: 'block', rules: ['linked'] }));
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByText('Of the issues that were looked at, none changed its status there in the last 30 days.')).toBeInTheDocument();
});

it.each([
  [config({ mode: 'off' }), 'The gate is off.'],
  [config({ mode: 'observe', rules: ['hypothesis'], baselineValues: 4, onError: 'stop' }), 'The gate observes whether the issue fulfils: Hypothesis and baseline, a baseline of at least 4 values What it cannot check passes.'],
  [config({ mode: 'block', rules: ['share'], leastShare: 0.3, onError: 'stop' }), 'The gate stops what does not fulfil: Share of change work, at least 30% What it cannot check is stopped.'],
])('says on the transition what it does (%#)', async (configuration, words) => {
  answerWith({});
  await open('view', configuration);
  const page = document.querySelector('.n-gate');
  expect([...(page?.querySelectorAll('p, li') ?? [])].map((one) => one.textContent).join(' ')).toBe(words);
});

it.each([
  ['{"v":9,"onError":"stop"}', /Until it is saved anew, it stops everything/],
  ['not even JSON', /Until it is saved anew, it lets everything pass/],
])('says of %s that it cannot be read, and what happens meanwhile', async (configuration, words) => {
  answerWith({});
  await open('view', configuration);
  expect(await screen.findByText(words)).toBeInTheDocument();
});
