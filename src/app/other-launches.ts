import { type Viewer } from '../domain/access';
import { otherLaunches } from '../domain/launches';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { seenAmong } from './authorise';
import { type Ports, ref } from './ports';
import { type Titles } from './records';

/** Ids of other outcomes whose launches are to be named beside the verdicts of these, as of `today` (ISO date). */
export function launchedElsewhere(views: readonly OutcomeSnapshot[], today: string): string[] {
  return views.flatMap(({ measures }) =>
    measures.flatMap((measure) => otherLaunches(measure, measures, today).flatMap(({ outcomeId }) => outcomeId ?? [])),
  );
}

/** Their titles, of those that the viewer may see. Reads nothing when there are none, which is most often so. */
export async function titlesElsewhere(
  ports: Ports,
  viewer: Viewer,
  views: readonly OutcomeSnapshot[],
  today: string,
): Promise<Titles> {
  const wanted = [...new Set(launchedElsewhere(views, today))];
  if (wanted.length === 0) return new Map();
  const refs = wanted.map((id) => ref('outcomeView', id));
  const found = await ports.store.read(refs);
  const seen = await seenAmong(ports, viewer, refs.flatMap((one) => found.get(one)?.body ?? []));
  return new Map(seen.map(({ outcomeId, title }) => [outcomeId, title]));
}
