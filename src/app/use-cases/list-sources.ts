import { SITE, ref } from '../ports';
import { sourceRecords } from '../sources';
import { type UseCase } from '../use-case';

export const listSources: UseCase<'source.list'> = async ({ ports }) => {
  const list = ref('sourceIds', SITE);
  const refs = ((await ports.store.read([list])).get(list)?.body.ids ?? []).map((id) => ref('source', id));
  const found = await ports.store.read(refs);
  const sources = refs.flatMap((r) => found.get(r)?.body ?? []);
  return { sources: await sourceRecords(ports, sources), address: await ports.pushAddress() };
};
