import { render, screen } from '@testing-library/react';
import { Panel } from '../../../static/issue-panel/panel';
import { GlobalPage } from '../../../static/global-page/global-page';
import { UnansweredNote } from '../../../static/kit/unanswered';
import { answerWith } from '../bridge';
import { access, card, panel, served } from '../fixtures';

it('a view says once what Jira did not answer for, and as of when the oldest of what it shows is', () => {
  render(<UnansweredNote of={[undefined, { unanswered: { about: ['groups'], asOf: '2026-03-23T10:00:00.000Z' } }, { unanswered: { about: ['groups', 'projects'], asOf: '2026-03-22T10:00:00.000Z' } }]} />);
  expect(screen.getByRole('status').textContent).toMatch(/^As of Mar 22, .*: Jira did not answer for the groups that you are in, the other projects that you may browse\. What it would have added is left out\.$/);
});

it('says nothing while Jira answered', () => {
  const { container } = render(<UnansweredNote of={[{}, undefined]} />);
  expect(container.textContent).toBe('');
});

it('a panel shows what is stored beside it, and claims nothing of what stands above the issue', async () => {
  const lacking = (...outcomes: Parameters<typeof panel>) => ({ ok: true as const, data: { ...panel(...outcomes).data, unanswered: { about: ['parents' as const] } } });
  answerWith({ 'panel.read': () => lacking() });
  const { unmount } = render(<Panel />);
  expect((await screen.findByRole('status', { name: '' })).textContent).toMatch(/what stands above this issue/);
  expect(screen.queryByText(/serves no outcome|not linked/i)).toBeNull();
  unmount();
  answerWith({ 'panel.read': () => lacking(served(card())) });
  render(<Panel />);
  await screen.findByRole('region', { name: 'Handling time' });
  expect(screen.getByText(/Jira did not answer for what stands above this issue/)).toBeInTheDocument();
});

it('a list that lacks something is not said to be empty', async () => {
  answerWith({ 'access.read': () => access, 'outcome.list': () => ({ ok: true, data: { outcomes: [], unanswered: { about: ['projects'] } } }) });
  render(<GlobalPage />);
  await screen.findByText(/Jira did not answer for the other projects that you may browse/);
  expect(screen.queryByText(/No outcome yet/)).toBeNull();
});
