/**
 * What Forge allows events. Source: developer.atlassian.com, "Async events limits" (platform/forge/limits-async-events)
 * and the checks inside @forge/events, unless named otherwise.
 */

/** Events in one push. */
export const EVENTS_PER_PUSH = 50;

/** All events of one push together. */
export const PUSH_BYTES = 200 * 1024;

/** Events pushed in a minute. */
export const EVENTS_PER_MINUTE = 500;

/** One event for a consumer that runs longer than `LONG_CONSUMER_MS`. */
export const LONG_EVENT_BYTES = 100 * 1024;
export const LONG_CONSUMER_MS = 55_000;

/** `retryData` of an InvocationError. */
export const RETRY_DATA_BYTES = 4 * 1024;

/** Longest `delayInSeconds` and `retryAfter`. */
export const MAX_DELAY_S = 900;

/** How long an event is retried after its push. */
export const RETENTION_MS = 24 * 3_600_000;

/** How many events deep a chain may go in which each event's consumer pushes the next. */
export const CYCLE_DEPTH = 1000;

/** Retries of a product event that its function asks for. Source: "Product events", retries. */
export const PRODUCT_EVENT_RETRIES = 4;

/** The platform's own redeliveries after a crash or a time-out, and their wait; the figures are the local platform's. */
export const REDELIVERIES = 3;
export const REDELIVERY_WAIT_MS = 1000;
