import { canonicalJson } from '../domain/canonical-json';
import { type Kpi } from '../domain/kpi';
import { type PushOutput, type PushRequest, type PushedValue, type RefusedRow, type SignedBatch, readPush, sortRows } from '../domain/push';
import { EMPTY_INBOX, EMPTY_LOG, MAX_REMEMBERED, secretsAt, withRefused } from '../domain/source';
import { yearOf } from '../domain/value-log';
import { APP, type Change, change } from './change';
import { ZONE } from './measure-locks';
import { type Ports, ref } from './ports';
import { Refused } from './refused';
import { sourceStream } from './streams';
import { chunksFor, takeValues } from './take-values';
import { usesOf } from './views';

/** Items that one transaction has room for beside the trail's head and record, the source's log and its inbox. */
const ROOM = 21;

/** Values of one KPI that are taken in together. */
interface Lot {
  kpiId: string;
  values: PushedValue[];
}

/**
 * Takes a pushed batch in, once. What is wrong with single rows goes to the source's inbox and keeps no other row from
 * being taken. Nothing stored is read before size, shape and time are right, and nothing written before the signature is.
 */
export async function pushValues(ports: Ports, request: PushRequest): Promise<PushOutput> {
  try {
    const batch = readPush(request, Date.parse(ports.now()));
    if (typeof batch === 'string') return batch;
    const secrets = await ports.secrets.read(batch.sourceId);
    const known = secrets ? secretsAt(secrets, ports.now()) : [];
    if (!ports.secrets.signed(batch.signed, batch.signature, known)) return 'bad-signature';
    return await takeBatch(ports, batch);
  } catch (error) {
    if (!(error instanceof Refused)) ports.log.error('Taking in a pushed batch failed', error);
    return 'busy';
  }
}

async function takeBatch(ports: Ports, { sourceId, rows }: SignedBatch): Promise<PushOutput> {
  const content = ports.hash(canonicalJson(rows));
  const [stored, storedLog] = [ref('source', sourceId), ref('sourceLog', sourceId)];
  const found = await ports.store.read([stored, storedLog]);
  const source = found.get(stored)?.body;
  if (source?.state !== 'active') return 'bad-signature';
  if (found.get(storedLog)?.body.recent.includes(content)) return 'duplicate';

  const named = new Set(rows.map((row) => row['kpi']));
  const refs = source.kpiIds.filter((id) => named.has(id)).map((id) => ref('kpi', id));
  const kpis = await ports.store.read(refs);
  const known = new Map(
    refs.flatMap((r): [string, Kpi][] => {
      const kpi = kpis.get(r)?.body;
      return kpi ? [[r.key, kpi]] : [];
    }),
  );
  const { values, refused } = sortRows(rows, known, ports.now().slice(0, 10));
  const groups = groupsOf(values, known);
  const results: boolean[] = [];
  for (const [index, lots] of groups.entries()) {
    const last = index === groups.length - 1;
    results.push(await takeGroup(ports, { sourceId, content, lots, rows: rows.length, refused: last ? refused : undefined }));
  }
  return results.includes(true) ? 'accepted' : 'duplicate';
}

interface Group {
  sourceId: string;
  content: string;
  lots: readonly Lot[];
  rows: number;
  /** The batch's refused rows, with its last group: only then is the batch remembered as taken. */
  refused: readonly RefusedRow[] | undefined;
}

/** Takes one transaction's part of a batch in; false when there was nothing new in it. */
function takeGroup(ports: Ports, { sourceId, content, lots, rows, refused }: Group): Promise<boolean> {
  return change(ports, APP, async (tx) => {
    const [log, inbox] = [ref('sourceLog', sourceId), ref('inbox', sourceId)];
    const kpis = await readLots(tx, lots, [log, inbox]);
    const before = tx.get(log) ?? EMPTY_LOG;
    if (before.recent.includes(content)) return false;
    const counts = { added: 0, corrected: 0, repeated: 0 };
    for (const { kpiId, values } of lots) {
      const kpi = kpis.get(kpiId);
      if (!kpi) continue;
      // It became one that takes no pushes since the rows were sorted. The batch, sent again, is sorted by that.
      if (kpi.source || kpi.state === 'archived') throw new Refused('busy', 'Many changes to the same KPI are under way.', { remedy: 'It is tried again by itself.' });
      const taken = await takeValues(tx, kpi, values, 'push');
      for (const key of ['added', 'corrected', 'repeated'] as const) counts[key] += taken[key];
    }
    const taken = counts.added + counts.corrected;
    if (taken === 0 && !refused?.length) return false;
    const last = { at: tx.now, taken, repeated: counts.repeated, refused: refused?.length ?? 0 };
    tx.put(log, { recent: refused ? [...before.recent, content].slice(-MAX_REMEMBERED) : before.recent, last });
    if (refused?.length) tx.put(inbox, withRefused(tx.get(inbox) ?? EMPTY_INBOX, refused, content, tx.now));
    tx.record(sourceStream(sourceId), 'values.pushed', {
      ...{ rows, ...counts, refused: refused?.length ?? 0, content },
      kpiIds: lots.map((lot) => lot.kpiId),
    });
    return true;
  });
}

/** Reads all that a group needs, in two requests whatever the number of its KPIs. */
async function readLots(tx: Change, lots: readonly Lot[], more: Parameters<Change['read']>): Promise<Map<string, Kpi>> {
  await tx.read(...more, ...lots.map(({ kpiId }) => ref('kpi', kpiId)));
  const kpis = new Map(
    lots.flatMap(({ kpiId }): [string, Kpi][] => {
      const kpi = tx.get(ref('kpi', kpiId));
      return kpi ? [[kpiId, kpi]] : [];
    }),
  );
  const needed = lots.flatMap(({ kpiId, values }) => {
    const kpi = kpis.get(kpiId);
    return kpi ? [...chunksFor(kpi, values), ...usesOf(kpi)] : [];
  });
  if (needed.length > 0) await tx.read(ZONE, ...needed);
  return kpis;
}

/** Parts of a batch that fit one transaction each: nearly always one. A batch of refused rows alone is one empty part. */
function groupsOf(values: readonly PushedValue[], kpis: ReadonlyMap<string, Kpi>): Lot[][] {
  const groups: Lot[][] = [[]];
  let room = ROOM;
  const byPlace = new Map<string, PushedValue[]>();
  for (const value of values) {
    const place = `${value.kpiId} ${yearOf(value.at)}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), value]);
  }
  for (const [place, those] of [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [kpiId = ''] = place.split(' ');
    const start = 2 + (kpis.get(kpiId)?.outcomeIds.length ?? 0);
    let group = groups.at(-1) ?? [];
    let lot = group.find((one) => one.kpiId === kpiId);
    if (room < (lot ? 1 : start)) {
      group = [];
      groups.push(group);
      room = ROOM;
      lot = undefined;
    }
    room -= lot ? 1 : start;
    if (lot) lot.values.push(...those);
    else group.push({ kpiId, values: [...those] });
  }
  return groups;
}
