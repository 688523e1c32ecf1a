import { type ReactNode } from 'react';
import { text } from './text/people';
import { fill } from './text/say';
import { usePeople } from './use-people';

/** People by their names, as Jira shows them to the viewer. */
export function PeopleNames({ accountIds, viewerId }: { accountIds: readonly string[]; viewerId: string }): ReactNode {
  const names = usePeople(accountIds);
  return accountIds
    .map((id) => {
      const name = names.get(id) ?? text.unknown;
      return id === viewerId ? fill(text.you, { name }) : name;
    })
    .join(', ');
}
