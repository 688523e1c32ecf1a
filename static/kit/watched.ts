import type { CallInput, CallReply } from '../../src/contract';
import { type Seen } from '../../src/domain/mark';

/** As many outcomes and issues as one call takes. */
const MOST_OUTCOMES = 20;
const MOST_ISSUES = 9;

/** What an issue's surfaces follow (see `LiveLine`): the outcomes that it serves, and what it and those above it are linked to. */
export function watchedOf({ outcomes, line = [] }: CallReply<'panel.read'>): { watch: CallInput<'page.version'>; shown: Seen[]; quiet: boolean } {
  const cards = outcomes.map(({ outcome }) => outcome).slice(0, MOST_OUTCOMES);
  const issues = line.slice(0, MOST_ISSUES);
  return {
    // Of what serves nothing there is one quiet line, and no second one.
    quiet: cards.length === 0,
    watch: { outcomeIds: cards.map(({ outcomeId }) => outcomeId), issueIds: issues.map(({ issueId }) => issueId) },
    shown: [...cards.map(({ outcomeId, version }) => ({ id: outcomeId, version })), ...issues.map(({ issueId, version }) => ({ id: issueId, version }))].flatMap(({ id, version }) =>
      version === undefined ? [] : { id, version },
    ),
  };
}
