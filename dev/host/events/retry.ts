import { z } from 'zod';

/** What a returned `InvocationError` of @forge/events is on the wire. */
const retrySchema = z.object({
  _retry: z.literal(true),
  retryOptions: z
    .object({ retryAfter: z.number().optional(), retryReason: z.string().optional(), retryData: z.unknown().optional() })
    .optional(),
});

/** The shortest wait, and the wait where none is named. Source: @forge/events, MIN_RETRY_AFTER. */
const MIN_RETRY_AFTER_S = 1;

export interface RetryRequest {
  afterSeconds: number;
  reason: string;
  data: unknown;
}

/** The retry that a function's return value asks for, or undefined when it asks for none. */
export function readRetry(value: unknown): RetryRequest | undefined {
  const parsed = retrySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { retryAfter, retryReason, retryData } = parsed.data.retryOptions ?? {};
  return {
    afterSeconds: Math.max(retryAfter ?? MIN_RETRY_AFTER_S, MIN_RETRY_AFTER_S),
    reason: retryReason ?? 'FUNCTION_RETRY_REQUEST',
    data: retryData,
  };
}
