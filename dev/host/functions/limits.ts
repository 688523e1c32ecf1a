/**
 * What Forge allows one invocation. Source of each: developer.atlassian.com, "Invocation limits"
 * (platform/forge/limits-invocation), unless named otherwise.
 */

/** Any function but the ones below. */
export const DEFAULT_TIMEOUT_MS = 25_000;

/** Web triggers and Rovo actions. */
export const WEB_TRIGGER_TIMEOUT_MS = 55_000;

/** Queue consumers and scheduled triggers without `timeoutSeconds`. */
export const BACKGROUND_TIMEOUT_MS = 55_000;

/** Queue consumers and scheduled triggers with `timeoutSeconds`. */
export const BACKGROUND_MAX_TIMEOUT_MS = 900_000;

/** Payload of an `invoke` from a page. */
export const PAGE_REQUEST_BYTES = 500 * 1024;

/** Reply of an `invoke` to a page, and payload of any invocation. */
export const REPLY_BYTES = 5 * 1024 * 1024;

/** Sub-path of time limits: which module types run longer than a resolver. */
const LIMITS: Readonly<Record<string, { byDefault: number; atMost: number }>> = {
  consumer: { byDefault: BACKGROUND_TIMEOUT_MS, atMost: BACKGROUND_MAX_TIMEOUT_MS },
  scheduledTrigger: { byDefault: BACKGROUND_TIMEOUT_MS, atMost: BACKGROUND_MAX_TIMEOUT_MS },
  webtrigger: { byDefault: WEB_TRIGGER_TIMEOUT_MS, atMost: WEB_TRIGGER_TIMEOUT_MS },
  action: { byDefault: WEB_TRIGGER_TIMEOUT_MS, atMost: WEB_TRIGGER_TIMEOUT_MS },
};

/** How long a function may run for a module of this type, given the manifest's `timeoutSeconds`. */
export function timeLimit(moduleType: string, timeoutSeconds: number | undefined): number {
  const limit = LIMITS[moduleType] ?? { byDefault: DEFAULT_TIMEOUT_MS, atMost: DEFAULT_TIMEOUT_MS };
  return timeoutSeconds === undefined ? limit.byDefault : Math.min(timeoutSeconds * 1000, limit.atMost);
}
