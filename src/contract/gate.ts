import { z } from 'zod';
import { type GateConfig, GATE_LACKS, GATE_MODES, GATE_RULES } from '../domain/gate';

/** A gate's configuration, as its page gives it to Jira and Jira to the validator: JSON of at most 32 KB. */

export const MAX_BASELINE_VALUES = 100;

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

/** The only version so far. A later one upgrades this here. */
const VERSION = 1;

const stored = gateDemands.extend({ v: z.literal(VERSION), mode: z.enum(GATE_MODES), onError: z.enum(['pass', 'stop']) });

/** Nothing is asked for and nothing happens until somebody says so. */
export const NEW_GATE: GateConfig = { mode: 'off', onError: 'pass', rules: [], baselineValues: 8, leastShare: 0.2 };

export function gateText({ mode, onError, rules, baselineValues, leastShare }: GateConfig): string {
  return JSON.stringify({ v: VERSION, mode, onError, rules: [...rules], baselineValues, leastShare } satisfies z.input<typeof stored>);
}

/**
 * What is configured. Of a configuration that cannot be read, only what it says of errors is believed; one that says
 * nothing lets transitions pass.
 */
export function readGate(configuration: unknown): { ok: true; config: GateConfig } | { ok: false; onError: GateConfig['onError'] } {
  const value = typeof configuration === 'string' ? parsed(configuration) : configuration;
  const read = stored.safeParse(value);
  if (read.success) {
    const { mode, onError, rules, baselineValues, leastShare } = read.data;
    return { ok: true, config: { mode, onError, rules, baselineValues, leastShare } };
  }
  const said = z.looseObject({ onError: z.literal('stop') }).safeParse(value);
  return { ok: false, onError: said.success ? 'stop' : 'pass' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
