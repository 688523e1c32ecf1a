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
    <a className={children === undefined ? 'n-link n-issue-link n-key' : 'n-link n-issue-link'} href={address ?? '#'} target="_blank" rel="noreferrer" onClick={go}>
      {children ?? issueKey}
    </a>
  );
}

/** Goes to a project's settings, where Jira leads on to this app's. */
export function goToProjectSettings(projectKey: string): void {
  void router.navigate({ target: 'projectSettingsDetails', projectKey });
}

/** Goes to a page of this app that belongs to no project. */
export function goToPage(moduleKey: string, path: string): void {
  void router.navigate({ target: 'module', moduleKey, path });
}

/** A link to a page of this app: Jira does the going, and knows the address. */
export function PageLink({ moduleKey, projectKey, path, label, children }: { moduleKey: string; projectKey: string; path: string; label: string; children: ReactNode }): ReactNode {
  return (
    <button type="button" className="n-link" role="link" aria-label={label} onClick={() => void router.navigate({ target: 'module', moduleKey, projectKey, path })}>
      {children}
    </button>
  );
}
