/**
 * Suggests, for epics that serve no outcome yet, which one they may serve: by the words that an epic's summary shares
 * with an outcome and with the epics that are linked to it already. A suggestion is an offer to a person with the words
 * that led to it, never a link.
 */
export interface SuggestableOutcome {
  outcomeId: string;
  /** Title, description, names of its KPIs. */
  texts: readonly string[];
  /** Summaries of the epics that are linked to it. */
  siblings: readonly string[];
}

export interface Suggestion {
  outcomeId: string;
  strength: 'strong' | 'possible';
  /** The shared words, the rarest first. */
  words: string[];
}

/** Shorter words carry too little meaning. */
const MIN_WORD = 3;
/** Words of every plan; they connect everything with everything. (English and German.) */
const COMMON = new Set(
  (
    'the and for with from that this into onto all new our their your its are not can will out off per via add make use ' +
    'more less faster better improve improvement work project epic phase team teams user users ' +
    'und der die das den dem des ein eine einer für mit von auf aus bei nach über unter neu neue neuer alle mehr weniger'
  ).split(' '),
);
/** A suggestion is strong from two shared words that few outcomes have, weighed as below. */
const STRONG_SCORE = 2;
const POSSIBLE_SCORE = 0.9;
const MAX_SUGGESTIONS = 3;

/** The meaningful words of a text, lower case, without the commonest English plural ending. */
export function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((w) => w.length >= MIN_WORD && !COMMON.has(w)).map(singular));
}

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** At most three suggestions for the summary, the best first; none when nothing meaningful is shared. */
export function suggestOutcomes(summary: string, outcomes: readonly SuggestableOutcome[]): Suggestion[] {
  const wanted = wordsOf(summary);
  const vocabularies = outcomes.map((o) => wordsOf([...o.texts, ...o.siblings].join(' ')));
  const weight = (word: string) => 1 / vocabularies.filter((v) => v.has(word)).length;
  return outcomes
    .map((outcome, index) => {
      const words = [...wanted]
        .filter((word) => vocabularies[index]?.has(word))
        .sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
      const score = words.reduce((sum, word) => sum + weight(word), 0);
      return { outcomeId: outcome.outcomeId, words, score };
    })
    .filter(({ score }) => score >= POSSIBLE_SCORE)
    .sort((a, b) => b.score - a.score || (a.outcomeId < b.outcomeId ? -1 : 1))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ outcomeId, words, score }) => ({
      outcomeId,
      strength: score >= STRONG_SCORE ? ('strong' as const) : ('possible' as const),
      words,
    }));
}
