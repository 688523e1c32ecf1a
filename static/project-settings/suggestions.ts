import type { OutcomeCard } from '../../src/contract/views';
import { type Suggestion, suggestOutcomes } from '../../src/domain/suggest';
import { type Epic, isBare } from './epics';

export interface Suggested extends Suggestion {
  title: string;
}

/**
 * For each epic without an outcome the one that it most likely serves, by the words that its summary shares with the
 * outcome and with the epics that are linked to it. Only outcomes that the viewer was shown are offered.
 */
export function suggestionsFor(epics: readonly Epic[], cards: readonly OutcomeCard[]): Map<string, Suggested> {
  const outcomes = cards.map(({ outcomeId, title, measures }) => ({
    outcomeId,
    texts: [title, ...measures.map((measure) => measure.name)],
    siblings: epics.filter((epic) => epic.links.some((link) => link.outcomeId === outcomeId)).map((epic) => epic.summary),
  }));
  const found = new Map<string, Suggested>();
  for (const epic of epics) {
    const [best] = isBare(epic) ? suggestOutcomes(epic.summary, outcomes) : [];
    const title = cards.find((card) => card.outcomeId === best?.outcomeId)?.title;
    if (best && title !== undefined) found.set(epic.issueId, { ...best, title });
  }
  return found;
}
