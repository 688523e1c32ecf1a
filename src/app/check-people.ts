import { type Ports } from './ports';
import { Refused } from './refused';

/** Refuses people whom Jira does not show to the caller; the caller's own account needs no asking. */
export async function checkPeople(ports: Ports, callerId: string, field: string, accountIds: readonly (string | undefined)[]): Promise<void> {
  const others = [...new Set(accountIds)].flatMap((id) => (id === undefined || id === callerId ? [] : id));
  if (others.length === 0) return;
  const known = new Set((await ports.user.people(others)).map(({ accountId }) => accountId));
  if (others.every((id) => known.has(id))) return;
  throw new Refused('invalid-input', `${field}: Jira shows you no such person.`, {
    field,
    remedy: 'Choose someone who has an account on this site.',
  });
}
