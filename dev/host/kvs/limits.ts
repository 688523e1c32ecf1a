/**
 * The limits of Forge's key-value store and custom entities. Sources: "limits" is Atlassian's page "KVS and Custom
 * Entity Store limits", "errors" the page on error handling, "entities" the pages on custom entities and their queries,
 * "transactions" and "batch" the pages of those names (developer.atlassian.com/platform/forge/storage-reference).
 */

/** limits: "Key length 500"; errors: KEY_TOO_LONG. */
export const KEY_LENGTH = 500;

/** errors: INVALID_KEY quotes this expression. A hyphen between a class and a character stands for itself. */
export const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

/** limits: "Value size 240 KiB, maximum size of a single persisted value (in RAW)". */
export const VALUE_BYTES = 240 * 1024;

/** limits: "Object depth 31". (The text of MAX_DEPTH says 32; the smaller one is safe on both readings.) */
export const OBJECT_DEPTH = 31;

/** entities, query: "up to 10 values by default, this can be increased to a maximum of 100". */
export const PAGE_DEFAULT = 10;
export const PAGE_MAX = 100;

/** entities, query: "each complex query can only have a maximum of 100 conditions". */
export const QUERY_CONDITIONS = 100;

/** limits: read and write units are of 10 KB. */
export const UNIT_BYTES = 10 * 1024;

/** transactions: "Each transaction can contain a maximum of 25 operations". */
export const TRANSACTION_OPERATIONS = 25;

/** batch: "Each batch operation can contain a maximum of 25 keys". */
export const BATCH_KEYS = 25;

/** transactions and batch: "limited to a payload size of 4MB". FRGE-1916 reports 1 MB in practice. */
export const PAYLOAD_BYTES = 4 * 1024 * 1024;

/** entities, limitations: an `integer` is a 32-bit signed integer. */
export const INTEGER_MIN = -2_147_483_648;
export const INTEGER_MAX = 2_147_483_647;

/**
 * entities, limitations: a `float` is 0 or of a magnitude from 1E-130 to 9.99…E+125 with 38 digits. The JavaScript
 * number nearest to that is 1e126, which is already beyond.
 */
export const FLOAT_SMALLEST = 1e-130;
export const FLOAT_BEYOND = 1e126;

/** entities, partitioning: the values of an index's partition together, and the value of its range. */
export const PARTITION_BYTES = 1_700;
export const RANGE_BYTES = 900;

/** KVS, TTL: "maximum of 1 year". */
export const TTL_MAX_MS = 365 * 24 * 60 * 60 * 1000;

/** KVS, TTL: expired data is deleted "within 48 hours" and is readable until then; here always at the very end. */
export const EXPIRED_READABLE_MS = 48 * 60 * 60 * 1000;

/**
 * Queries are eventually consistent; Atlassian names no figure. By default a write is seen by queries this many real
 * milliseconds later: short for a person, long enough that code which queries what it has just written notices.
 */
export const DEFAULT_LAG_MS = 10;
