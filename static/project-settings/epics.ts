import type { CallInput, CallReply } from '../../src/contract';

export type Epic = CallReply<'epic.list'>['epics'][number];
export type EpicLink = Epic['links'][number];

/** Serves no outcome that is still watched, by its own link or one that it inherits. */
export function isBare({ links, inherits }: Epic): boolean {
  return inherits.length === 0 && !links.some((link) => link.state === 'open');
}

/** What sets a link to what it is, for taking a change back. */
export function linkInput({ outcomeId, primary, since, hypothesis }: EpicLink): Pick<
  CallInput<'link.set'>,
  'outcomeId' | 'primary' | 'since' | 'hypothesis'
> {
  return { outcomeId, primary, since, hypothesis };
}
