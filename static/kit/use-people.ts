import { useEffect, useState } from 'react';
import { call } from './call';

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
