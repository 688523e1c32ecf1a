import { useEffect, useState } from 'react';
import { call } from './call';

/** The names of people by account id, as Jira shows them to the viewer. Empty until they came; without them a page says "someone else". */
export function useNames(accountIds: readonly string[]): ReadonlyMap<string, string> {
  const asked = JSON.stringify([...new Set(accountIds)].sort());
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const wanted = JSON.parse(asked) as string[];
    if (wanted.length === 0) return undefined;
    let gone = false;
    void call('person.names', { accountIds: wanted }).then((answer) => {
      if (!gone && answer.ok) setNames(new Map(answer.data.people.map(({ accountId, name }) => [accountId, name])));
    });
    return () => {
      gone = true;
    };
  }, [asked]);
  return names;
}
