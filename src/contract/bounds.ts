/** Bounds that pages too must know. They stand apart from the schemas, so that no page loads the schema library. */

/** Bytes of one call as JSON (Forge, "Invocation limits": front-end invoke request 500 KB, read the strict way). More never reaches a function. */
export const MAX_REQUEST_BYTES = 500_000;

/** Values in one call: a request may hold 500 KB and a transaction 25 operations, of which each year touched is one. */
export const MAX_VALUES = 2_000;
export const MAX_YEARS_PER_RECORD = 5;

/** People whose names one call asks for. */
export const MAX_PEOPLE = 50;

/** So many pages of a list are watched for changes while it is open. */
export const MAX_LISTED_PAGES = 4;
