import { router } from '@forge/bridge';
import { type MouseEvent, type ReactNode } from 'react';
import { useIssueAddress } from './viewer';

/** A link to an issue. Jira does the going; the address is there for a new tab. */
export function IssueLink({ issueKey, children }: { issueKey: string; children?: ReactNode }): ReactNode {
  const address = useIssueAddress(issueKey);
  const go = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void router.navigate({ target: 'issue', issueKey });
  };
  return (
    <a className="n-link n-issue-link" href={address ?? '#'} target="_blank" rel="noreferrer" onClick={go}>
      {children ?? issueKey}
    </a>
  );
}
