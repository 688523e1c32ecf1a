import { type Source } from '../../domain/source';
import { change } from '../change';
import { ref } from '../ports';
import { activeSource, sourceRecords } from '../sources';
import { sourceStream } from '../streams';
import { type UseCase } from '../use-case';

export const revokeSource: UseCase<'source.revoke'> = async ({ ports, caller, input }) => {
  const { sourceId, version } = input;
  const source = await change(ports, caller, async (tx) => {
    const before = await activeSource(tx, sourceId, version);
    const after: Source = { ...before, state: 'revoked', revision: before.revision + 1 };
    tx.put(ref('source', sourceId), after);
    tx.record(sourceStream(sourceId), 'source.revoked', {});
    return after;
  });
  // What is revoked takes no batch, whether or not the secret is still there.
  await ports.secrets.remove(sourceId);
  const [record] = await sourceRecords(ports, [source]);
  if (!record) throw new Error('A source that was just changed has no record.');
  return { source: record };
};
