import { host } from '../api';
import { lazyFold } from '../forms';
import { link, table } from '../parts';
import { addresses } from '../routes';
import type { ViewContext } from './view';

interface Notice {
  issueKey: string;
  sent: number;
  from: string;
  to: string[];
  subject: string;
  text: string;
}

/** What was sent by Jira's `notify`, the newest first: here nobody gets e-mails. */
export function sentNotices({ users }: ViewContext): HTMLElement {
  const nameOf = (accountId: string): string => users.find((one) => one.accountId === accountId)?.displayName ?? accountId;
  return lazyFold('Notices sent', async () => {
    const { notices } = await host<{ notices: Notice[] }>('GET', '/_host/notices');
    const rows = notices.toReversed().map(({ issueKey, sent, to, subject, text }) => [
      new Date(sent).toISOString().slice(0, 16).replace('T', ' '),
      link(addresses.issue(issueKey), issueKey),
      to.map(nameOf).join(', '),
      subject,
      text,
    ]);
    return [table('Notices sent', ['When', 'Issue', 'To', 'Subject', 'Text'], rows)];
  });
}
