import { useEffect, useState } from 'react';
import { call } from './call';
import { text } from './text/people';
import { fill } from './text/say';

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Names by account id, as Jira shows them to the viewer. Whoever is missing is unknown, or not yet known. */
export function usePeople(accountIds: readonly string[]): ReadonlyMap<string, string> {
  const asked = [...new Set(accountIds)].sort().join(',');
  const [names, setNames] = useState(NOBODY);
  useEffect(() => {
    let gone = false;
    if (asked === '') return undefined;
    void call('person.names', { accountIds: asked.split(',') }).then((answer) => {
      if (!gone && answer.ok) setNames(new Map(answer.data.people.map(({ accountId, name }) => [accountId, name])));
    });
    return () => {
      gone = true;
    };
  }, [asked]);
  return names;
}

/** How each of the people is called before the viewer, who is told which one they are themselves. */
export function useNames(accountIds: readonly string[], viewerId: string | undefined): (accountId: string) => string {
  const names = usePeople(accountIds);
  return (id) => {
    const name = names.get(id) ?? text.unknown;
    return id === viewerId ? fill(text.you, { name }) : name;
  };
}
