import { type CallReply } from '../../contract/index';
import { type Viewer } from '../../domain/access';
import { emptyHead } from '../../domain/trail';
import { type Ports, ref } from '../ports';
import { kpiStream, outcomeStream } from '../streams';
import { namesIn } from '../trail-names';
import { recordsOf } from '../trail-records';
import { asSeen } from '../trail-sight';
import { type UseCase } from '../use-case';

/** Records a page: four reads of the store. */
const RECORDS_PER_PAGE = 100;

export const readOutcomeTrail: UseCase<'outcome.trail'> = ({ ports, input, grant }) =>
  readStream(ports, grant.viewer, outcomeStream(input.outcomeId), input.from);

export const readKpiTrail: UseCase<'kpi.trail'> = ({ ports, input, grant }) =>
  readStream(ports, grant.viewer, kpiStream(input.kpiId), input.from);

async function readStream(ports: Ports, viewer: Viewer, stream: string, from: number): Promise<CallReply<'outcome.trail'>> {
  const stored = ref('trailHead', stream);
  const head = (await ports.store.read([stored])).get(stored)?.body ?? emptyHead(stream);
  const count = Math.max(0, Math.min(RECORDS_PER_PAGE, head.seq - from + 1));
  const seen = await asSeen(ports, viewer, await recordsOf(ports, [{ stream, from, count }]));
  const names = await namesIn(ports, seen);
  return {
    head: { seq: head.seq, hash: head.hash },
    records: seen,
    ...(names.length > 0 ? { names } : {}),
    ...(from + count <= head.seq ? { next: from + count } : {}),
  };
}
