import { type About, inWords, sentenceOn } from '../../../src/domain/sentence';
import { type Effect, type Verdict } from '../../../src/domain/verdict';

/** A verdict as one flat JSON object. What does not apply is null, so that a refusal has nothing to be read as a number. */
export interface VerdictResult {
  verdict: Verdict['kind'];
  strength: 'tentative' | 'confirmed' | null;
  /** Null unless something is claimed or ruled out: without enough data only the interval is told. */
  effect: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
  rho: number | null;
  sigma: number | null;
  share: number | null;
  trendShare: number | null;
  nBefore: number;
  nAfter: number;
  moreNeeded: number | null;
  /** 1-based rows. */
  outliers: number[];
  scale: Effect['scale'] | null;
  reason: string | null;
  sentence: string;
}

export function resultOf(verdict: Verdict, about: About): VerdictResult {
  const told = verdict.kind === 'refused' || verdict.kind === 'not enough data' ? undefined : verdict.effect;
  const known = verdict.kind === 'not enough data' ? verdict.soFar : told;
  return {
    verdict: verdict.kind,
    strength: 'strength' in verdict ? verdict.strength : null,
    effect: told?.effect ?? null,
    ...{ low: known?.low ?? null, high: known?.high ?? null, p: known?.p ?? null },
    ...{ rho: known?.rho ?? null, sigma: known?.sigma ?? null },
    ...{ share: told?.share ?? null, trendShare: told?.trendShare ?? null },
    ...{ nBefore: verdict.plain.nBefore, nAfter: verdict.plain.nAfter },
    moreNeeded: verdict.kind === 'not enough data' ? verdict.moreNeeded : null,
    outliers: known?.outliers.map((place) => place + 1) ?? [],
    scale: known?.scale ?? null,
    reason: reasonOf(verdict),
    sentence: inWords(sentenceOn(verdict, about)),
  };
}

/** Why there is no verdict; for too few data, what is missing. */
function reasonOf(verdict: Verdict): string | null {
  if (verdict.kind === 'refused') return verdict.reason;
  if (verdict.kind !== 'not enough data') return null;
  if (verdict.soFar) return 'interval-too-wide';
  return verdict.moreNeeded === null ? 'too-few-before' : 'too-few-after';
}
