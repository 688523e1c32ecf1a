import { type Source, rotated } from '../../domain/source';
import { change } from '../change';
import { type Ports, ref } from '../ports';
import { changedMeanwhile } from '../refused';
import { activeSource, sourceRecords } from '../sources';
import { sourceStream } from '../streams';
import { type UseCase } from '../use-case';

const HOUR_MS = 3_600_000;

export const rotateSource: UseCase<'source.rotate'> = async ({ ports, caller, input }) => {
  const { sourceId, version, overlapHours } = input;
  const source = await change(ports, caller, async (tx) => {
    const before = await activeSource(tx, sourceId, version);
    const after: Source = { ...before, revision: before.revision + 1, rotatedAt: tx.now };
    tx.put(ref('source', sourceId), after);
    tx.record(sourceStream(sourceId), 'source.rotated', { overlapHours });
    return after;
  });
  const secret = await rotate(ports, source, overlapHours);
  const [record] = await sourceRecords(ports, [source]);
  if (!record) throw new Error('A source that was just changed has no record.');
  return { source: record, secret };
};

/** The new secret. Sent again, the call answers with the one that it made before: another one would take the old one its overlap. */
async function rotate(ports: Ports, { sourceId, revision }: Source, overlapHours: number): Promise<string> {
  const before = await ports.secrets.read(sourceId);
  if (before?.revision === revision) return before.current;
  if (before?.revision !== undefined && before.revision > revision) throw changedMeanwhile('source');
  const secret = ports.secrets.make();
  const now = ports.now();
  const until = new Date(Date.parse(now) + overlapHours * HOUR_MS).toISOString();
  await ports.secrets.write(sourceId, rotated(before, secret, revision, { now, until }));
  return secret;
}
