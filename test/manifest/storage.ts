import { type Entity, type Index, type Manifest } from './read';

/** Forge's bounds on custom entities; its validator lets the marked ones through. */
const MAX_ENTITIES = 20; // not checked by Atlassian's validator
const MAX_ATTRIBUTES = 50;
const MAX_INDEXES = 7;
const NAME = /^(?![_.-])(?!.*\.\.)[a-z0-9:\-_.]{3,60}$/;
const INDEX_NAME = /^\S{3,50}$/; // spaces are not checked
const RESERVED_INDEX = 'by-key';

export function storageFindings(manifest: Manifest): string[] {
  const entities = manifest.app.storage?.entities ?? [];
  const found = entities.flatMap(entityFindings);
  if (entities.length > MAX_ENTITIES) found.push(`${entities.length} entities: Forge stores at most ${MAX_ENTITIES}.`);
  return found;
}

function entityFindings(entity: Entity): string[] {
  const found: string[] = [];
  const attributes = Object.keys(entity.attributes);
  const indexes = entity.indexes ?? [];
  if (!NAME.test(entity.name)) found.push(`The name "${entity.name}" is not one that an entity may have.`);
  if (attributes.length > MAX_ATTRIBUTES) found.push(`${entity.name}: more than ${MAX_ATTRIBUTES} attributes.`);
  if (indexes.length > MAX_INDEXES) found.push(`${entity.name}: more than ${MAX_INDEXES} indexes.`);
  return [...found, ...indexes.flatMap((index) => indexFindings(entity, index))];
}

function indexFindings(entity: Entity, index: string | Index): string[] {
  const { name, partition = [], range = [] } = typeof index === 'string' ? { name: index, range: [index] } : index;
  const where = `${entity.name}, index "${name}":`;
  const found: string[] = [];
  if (!INDEX_NAME.test(name)) found.push(`${where} a name has 3 to 50 characters and no spaces.`);
  if (name === RESERVED_INDEX) found.push(`${where} the name is reserved.`);
  // The validator accepts any number; storage indexes by the first and refuses queries on the others.
  if (range.length !== 1) found.push(`${where} ${range.length} range attributes: exactly one is needed.`);
  for (const attribute of [...partition, ...range]) {
    const type = entity.attributes[attribute]?.type;
    if (type === undefined) found.push(`${where} there is no attribute "${attribute}".`);
    if (type === 'any') found.push(`${where} "${attribute}" is of type any, which cannot be indexed.`);
  }
  return found;
}
