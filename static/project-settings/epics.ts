import type { CallInput, CallReply } from '../../src/contract';

export type Epic = CallReply<'epic.list'>['epics'][number];
export type EpicLink = Epic['links'][number];

/** What sets a link to what it is, for taking a change back. */
export function linkInput({ outcomeId, primary, since, hypothesis }: EpicLink): Pick<
  CallInput<'link.set'>,
  'outcomeId' | 'primary' | 'since' | 'hypothesis'
> {
  return { outcomeId, primary, since, hypothesis };
}
