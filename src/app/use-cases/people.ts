import { type UseCase } from '../use-case';

/** All three ask Jira as the caller, so that nobody learns of people or groups whom Jira would not show them. */

export const findGroups: UseCase<'group.find'> = async ({ ports, input }) => ({ groups: await ports.user.findGroups(input.query) });

export const findPeople: UseCase<'person.find'> = async ({ ports, input }) => ({ people: await ports.user.findPeople(input.query) });

export const namePeople: UseCase<'person.names'> = async ({ ports, input }) => ({
  people: await ports.user.people([...new Set(input.accountIds)]),
});
