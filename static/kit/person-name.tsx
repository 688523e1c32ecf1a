import { type ReactNode } from 'react';
import { useNames } from './use-people';

/** People by their names, as Jira shows them to the viewer. */
export function PeopleNames({ accountIds, viewerId }: { accountIds: readonly string[]; viewerId: string }): ReactNode {
  const nameOf = useNames(accountIds, viewerId);
  return accountIds.map(nameOf).join(', ');
}
