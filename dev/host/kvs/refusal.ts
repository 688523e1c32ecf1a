/**
 * What the store answers when it refuses. "Measured" codes, statuses and texts were observed on Forge in October 2026;
 * "documented" codes stand on Atlassian's pages on error handling; where neither says anything the nearest documented
 * code is used, and says so here.
 */
import * as limits from './limits';

export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The body is not of the call's form. The code and text are those in the tests of Atlassian's own package. */
export const badRequest = (detail: string): Refusal =>
  new Refusal(400, 'BAD_REQUEST', `Provided request body is invalid: ${detail}`);

// Documented: keys and values.
export const emptyKey = (): Refusal => new Refusal(400, 'EMPTY_KEY', 'Key cannot be empty.');
export const keyTooLong = (): Refusal =>
  new Refusal(400, 'KEY_TOO_LONG', `The provided key has exceeded the maximum ${limits.KEY_LENGTH} characters.`);
export const invalidKey = (): Refusal =>
  new Refusal(400, 'INVALID_KEY', `The provided key does not match the regex: ${String(limits.KEY_PATTERN)}`);
export const maxSize = (what: string, bytes: number): Refusal =>
  new Refusal(400, 'MAX_SIZE', `The provided ${what} has exceeded the maximum size limit of ${bytes} bytes.`);
export const maxDepth = (): Refusal =>
  new Refusal(400, 'MAX_DEPTH', `The provided value has exceeded the maximum object depth (${limits.OBJECT_DEPTH}) limit.`);

// Measured: reading, policies and TTL.
export const keyNotFound = (): Refusal => new Refusal(404, 'KEY_NOT_FOUND', 'Provided key does not exist');
export const keyConflict = (): Refusal =>
  new Refusal(409, 'KEY_CONFLICT', 'Provided key already exists and cannot be overwritten');
export const invalidTtl = (received: unknown): Refusal =>
  new Refusal(400, 'INVALID_TTL', `TTL value must be a positive integer, received: ${String(received)}`);
/** The code is the measured one; that these cases get it too is assumed. */
export const ttlUnit = (received: unknown): Refusal =>
  new Refusal(400, 'INVALID_TTL', `TTL unit must be SECONDS, MINUTES, HOURS or DAYS, received: ${String(received)}`);
export const ttlTooLong = (): Refusal => new Refusal(400, 'INVALID_TTL', 'TTL must not exceed 1 year');

// Entities.
/** Measured. */
export const schemaNotFound = (): Refusal => new Refusal(404, 'SCHEMA_NOT_FOUND', 'The schema provided does not exist');
/** Measured for `integer`; assumed for the other types. */
export const incorrectType = (property: string, type: string): Refusal =>
  new Refusal(400, 'INCORRECT_PROPERTY_TYPE', `Data type for property "${property}" is defined as "${type}"`);
/** Documented: "Entity values must match one of the types defined in Custom Entities". */
export const invalidEntityValue = (detail: string): Refusal => new Refusal(400, 'INVALID_ENTITY_VALUE', detail);
/** Documented for reserved names; assumed for an index that does not exist and a partition that does not fit it. */
export const invalidIndex = (detail: string): Refusal => new Refusal(400, 'INVALID_ENTITY_INDEX', detail);

// Documented: queries.
export const pageLimit = (): Refusal =>
  new Refusal(
    400,
    'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
    `The page limit must be set between 1 and ${limits.PAGE_MAX}.`,
  );
export const emptyFilter = (): Refusal =>
  new Refusal(400, 'EMPTY_FILTER_OPERATOR', 'Filter operators "and" and "or" cannot be empty.');
export const mixedFilter = (): Refusal =>
  new Refusal(
    400,
    'INVALID_FILTER_OPERATORS_COMBINATION',
    'Filter operators "and" and "or" cannot be present at the same level.',
  );
export const tooFewValues = (): Refusal =>
  new Refusal(400, 'INSUFFICIENT_FILTER_VALUES', 'The specified condition needs at least two values.');

// Several keys at once.
/** Measured for a false condition and for an absent entity. Nothing of the transaction is stored. */
export const conditionFailed = (): Refusal =>
  new Refusal(400, 'CONDITIONAL_CHECK_FAILED', 'Request failed due to conditional check specified or optimistic locking');
/** Measured for 26 operations. */
export const tooManyOperations = (): Refusal =>
  new Refusal(422, 'UNPROCESSABLE_ENTITY', 'Request cannot be processed due to one or more semantic errors');
/** Measured in a transaction; assumed in a batch. */
export const duplicateKey = (): Refusal => new Refusal(400, 'KEY_DUPLICATION_ERROR', 'Duplicate key found in request');
/** Measured for `set`; assumed for the others. */
export const tooManyBatchItems = (verb: 'set' | 'get' | 'delete', count: number): Refusal =>
  new Refusal(
    400,
    'TOO_MANY_BATCH_ENTITIES',
    `Number of entities to ${verb} was ${count}, but you can only ${verb} a maximum of ${limits.BATCH_KEYS} entities at a time.`,
  );
/** Documented. */
export const invalidTransaction = (detail: string): Refusal => new Refusal(400, 'INVALID_TRANSACTION_REQUEST', detail);
