import { type PackedChunk, packed, unpacked } from './packed-chunk';
import { type PackedCrowds, packedCrowds, unpackedCrowds } from './packed-crowds';
import { type Collection, type Collections, type Ref } from '../app/ports';

/**
 * How each collection lies in Forge's key-value store: which entity of the manifest, under which key, with which
 * attributes for its index. The record itself is in `body`, with the number of its shape.
 */
interface Shape<C extends Collection> {
  entity: string;
  key(key: string): string;
  attributes?(body: Collections[C]): Record<string, string>;
  /** For a collection that is stored otherwise than it is worked with. */
  packing?: {
    pack(body: Collections[C]): unknown;
    unpack(data: unknown): Collections[C];
    /** Reads what was stored before it was packed, where that is not as it is worked with today. */
    upgrade?(data: unknown): Collections[C];
  };
}

/** Longest range value in bytes (PLATFORM: range ≤ 900 B); names are cut for the index only, never for the record. */
const MAX_RANGE_CHARACTERS = 200;

function sortable(name: string): string {
  return name.toLowerCase().slice(0, MAX_RANGE_CHARACTERS);
}

const plain = (entity: string) => ({ entity, key: (key: string) => key });

export const shapes: { [C in Collection]: Shape<C> } = {
  outcome: plain('outcome'),
  kpi: { ...plain('kpi'), attributes: (kpi) => ({ name: sortable(kpi.name), state: kpi.state }) },
  measure: plain('measure'),
  issueLinks: {
    ...plain('link'),
    attributes: ({ projectId, issueId }) => ({ projectId, issueId }),
  },
  checkIns: { entity: 'outcome', key: (key) => `check-ins:${key}` },
  proposals: { entity: 'outcome', key: (key) => `proposals:${key}` },
  // What is unpacked was packed by this app.
  chunk: { ...plain('chunk'), packing: { pack: packed, unpack: (data) => unpacked(data as PackedChunk) } },
  outcomeView: {
    entity: 'snapshot',
    key: (key) => `outcome:${key}`,
    attributes: ({ state, title }) => ({ kind: outcomeKind(state), name: sortable(title) }),
  },
  projectOutcomes: { entity: 'snapshot', key: (key) => `project:${key}` },
  issueRequests: { entity: 'setting', key: (key) => `requests:${key}` },
  projectRequests: { entity: 'setting', key: (key) => `open-requests:${key}` },
  source: { entity: 'setting', key: (key) => `source:${key}` },
  sourceLog: { entity: 'ledger', key: (key) => `source:${key}` },
  inbox: { entity: 'ledger', key: (key) => `inbox:${key}` },
  sourceIds: { entity: 'setting', key: (key) => `sources:${key}` },
  import: { entity: 'job', key: (key) => `import:${key}` },
  importPart: { entity: 'ledger', key: (key) => `import:${key}` },
  importRows: { entity: 'ledger', key: (key) => `import-rows:${key}` },
  importOf: { entity: 'ledger', key: (key) => `import-of:${key}` },
  importIds: { entity: 'job', key: (key) => `imports:${key}` },
  trailHead: { entity: 'trail', key: (key) => `head:${key}` },
  trailRecord: plain('trail'),
  scratch: { entity: 'setting', key: (key) => `scratch:${key}`, attributes: ({ partition, name }) => ({ kind: scratchKind(partition), name }) },
  arrival: { entity: 'job', key: (key) => `arrival:${key}` },
  jobRun: { entity: 'job', key: (key) => `run:${key}` },
  history: { entity: 'job', key: (key) => `history:${key}` },
  histories: { entity: 'job', key: (key) => `histories:${key}` },
  shard: { entity: 'ledger', key: (key) => `issues:${key}` },
  sums: { entity: 'ledger', key: (key) => `sums:${key}` },
  crowd: { entity: 'ledger', key: (key) => `crowd:${key}` },
  teamCrowds: {
    entity: 'ledger',
    key: (key) => `team-crowds:${key}`,
    // Before it was packed, pairs of teams were not told apart: nothing of that may be shown, and it is counted anew.
    packing: { pack: packedCrowds, unpack: (data) => unpackedCrowds(data as PackedCrowds), upgrade: () => ({}) },
  },
  teamWork: { entity: 'snapshot', key: (key) => `team-work:${key}` },
  teams: { entity: 'setting', key: (key) => `teams:${key}` },
  activity: { entity: 'snapshot', key: (key) => `activity:${key}` },
  workBrief: { entity: 'snapshot', key: (key) => `work-brief:${key}` },
  workRules: { entity: 'setting', key: (key) => `work-rules:${key}` },
  settings: { entity: 'setting', key: (key) => `settings:${key}` },
  glances: { entity: 'job', key: (key) => `glances:${key}` },
  notice: { entity: 'job', key: (key) => `notice:${key}` },
  undecidedBelow: { entity: 'job', key: (key) => `undecided-below:${key}` },
  kpiReading: { entity: 'job', key: (key) => `kpi:${key}` },
  kpiShard: { entity: 'ledger', key: (key) => `kpi:${key}` },
  workedOut: { entity: 'setting', key: (key) => `worked-out:${key}` },
  linkCheck: { entity: 'job', key: (key) => `link-check:${key}` },
  budget: { entity: 'job', key: (key) => `budget:${key}` },
  receipt: { entity: 'job', key: (key) => `receipt:${key}` },
  gateRecord: { entity: 'setting', key: (key) => `gate:${key}` },
  gateOverrides: { entity: 'setting', key: (key) => `gate-overrides:${key}` },
  gatesSeen: { entity: 'setting', key: (key) => `gates-seen:${key}` },
  gatesAnnounced: { entity: 'setting', key: (key) => `gates-announced:${key}` },
  gateLog: { entity: 'job', key: (key) => `gate-log:${key}` },
  person: { entity: 'setting', key: (key) => `person:${key}`, attributes: ({ accountId }) => ({ kind: PEOPLE, name: accountId }) },
  privacy: { entity: 'setting', key: (key) => `privacy:${key}` },
  roles: { entity: 'setting', key: (key) => `roles:${key}` },
  site: plain('setting'),
};

/** Partition of the index `by-kind` of `setting`, in which everyone whose account id is stored is listed by it. */
export const PEOPLE = 'person';

/** Partition of the same index, for one check of the installation. */
export function scratchKind(partition: string): string {
  return `scratch:${partition}`;
}

/** Partition of the index `by-kind` of `snapshot`. */
export function outcomeKind(state: 'open' | 'archived'): string {
  return `outcome:${state}`;
}

/** Entity and key of an item, as one text. */
export function storedName({ collection, key }: Ref): string {
  return `${shapes[collection].entity}/${shapes[collection].key(key)}`;
}

/** The form of stored records that are stored as they are, and of those that are packed; these may still lie there as they were before. */
const SHAPE = 1;
const PACKED_SHAPE = 2;

/** An entity as it is stored. `shape` lets a later version of the app read what an earlier one wrote. */
export interface StoredEntity {
  version: number;
  /** `by` names the transaction that wrote it, so that one whose reply was lost is known again. */
  body: { shape: number; data: unknown; by?: string };
}

export function toStored<C extends Collection>(
  collection: C,
  body: Collections[C],
  version: number,
  by: string,
): StoredEntity & Record<string, unknown> {
  const { attributes, packing } = shapes[collection];
  const stored = packing ? { shape: PACKED_SHAPE, data: packing.pack(body) } : { shape: SHAPE, data: body };
  return { ...attributes?.(body), version, body: { ...stored, by } };
}

/** The record in today's form. Only this app writes the store, so today's form is trusted to be what its type says. */
export function fromStored<C extends Collection>(collection: C, { body: { shape, data } }: StoredEntity): Collections[C] {
  const { packing } = shapes[collection];
  if (shape === PACKED_SHAPE && packing) return packing.unpack(data);
  if (shape !== SHAPE) throw new Error(`A stored record has shape ${shape}; this version of the app knows up to ${SHAPE}.`);
  return packing?.upgrade ? packing.upgrade(data) : (data as Collections[C]);
}
