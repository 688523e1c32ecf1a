import { z } from 'zod';
import { GATE_LACKS, GATE_RULES } from '../domain/gate';
import { MAX_BASELINE_VALUES } from '../domain/gate-config';

/** What a gate asks for, and what an issue lacks, as they cross the bridge. */

export const gateDemands = z.strictObject({
  rules: z.array(z.enum(GATE_RULES)).max(GATE_RULES.length),
  baselineValues: z.int().min(1, 'is below 1').max(MAX_BASELINE_VALUES, `is above ${MAX_BASELINE_VALUES}`),
  leastShare: z.number().min(0, 'is negative').max(1, 'is above 100 %'),
});

export const gateMiss = z.strictObject({
  rule: z.enum(GATE_RULES),
  lacks: z.enum(GATE_LACKS),
  has: z.number().optional(),
  needs: z.number().optional(),
});
