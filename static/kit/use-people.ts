import { useEffect, useState } from 'react';
import { call } from './call';
import { text } from './text/people';
import { fill } from './text/say';

const NOBODY: ReadonlyMap<string, string> = new Map();
const NOT_YET = '…';

/** Names by account id, as Jira shows them to the viewer. Whoever is missing is unknown, or not yet known. */
export function usePeople(accountIds: readonly string[]): ReadonlyMap<string, string> {
  return useAnswer(accountIds).names;
}

function useAnswer(accountIds: readonly string[]): { names: ReadonlyMap<string, string>; isThere: boolean } {
  const asked = [...new Set(accountIds)].sort().join(',');
  const [answer, setAnswer] = useState({ names: NOBODY, to: '' });
  useEffect(() => {
    let gone = false;
    if (asked === '') return undefined;
    void call('person.names', { accountIds: asked.split(',') }).then((reply) => {
      if (!gone) setAnswer(({ names }) => ({ names: reply.ok ? new Map(reply.data.people.map(({ accountId, name }) => [accountId, name])) : names, to: asked }));
    });
    return () => {
      gone = true;
    };
  }, [asked]);
  return { names: answer.names, isThere: answer.to === asked };
}

/** How each of the people is called before the viewer, who is told which one they are themselves. Nobody is unknown before Jira was asked. */
export function useNames(accountIds: readonly string[], viewerId: string | undefined): (accountId: string) => string {
  const { names, isThere } = useAnswer(accountIds);
  return (id) => {
    const name = names.get(id) ?? (isThere ? text.unknown : NOT_YET);
    return id === viewerId ? fill(text.you, { name }) : name;
  };
}
