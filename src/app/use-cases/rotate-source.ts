import { type Source } from '../../domain/source';
import { change } from '../change';
import { ref } from '../ports';
import { activeSource, sourceRecords } from '../sources';
import { sourceStream } from '../streams';
import { type UseCase } from '../use-case';

const HOUR_MS = 3_600_000;

export const rotateSource: UseCase<'source.rotate'> = async ({ ports, caller, input }) => {
  const { sourceId, version, overlapHours } = input;
  const secret = ports.secrets.make();
  const source = await change(ports, caller, async (tx) => {
    const before = await activeSource(tx, sourceId, version);
    const after: Source = { ...before, revision: before.revision + 1, rotatedAt: tx.now };
    tx.put(ref('source', sourceId), after);
    tx.record(sourceStream(sourceId), 'source.rotated', { overlapHours });
    return after;
  });
  const old = await ports.secrets.read(sourceId);
  const until = new Date(Date.parse(ports.now()) + overlapHours * HOUR_MS).toISOString();
  await ports.secrets.write(sourceId, { current: secret, ...(old && overlapHours > 0 ? { previous: { secret: old.current, until } } : {}) });
  const [record] = await sourceRecords(ports, [source]);
  if (!record) throw new Error('A source that was just changed has no record.');
  return { source: record, secret };
};
