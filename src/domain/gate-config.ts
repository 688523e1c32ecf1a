/**
 * A gate's configuration, as its page gives it to Jira and Jira to the validator: JSON of at most 32 KB. Read by hand, as
 * the page reads it too, and pages do without a library for schemas.
 */
import { GATE_MODES, GATE_RULES, type GateConfig } from './gate';

export const MAX_BASELINE_VALUES = 100;

/** The only version so far. A later one upgrades this in `readGate`. */
const VERSION = 1;
const FIELDS = ['v', 'mode', 'onError', 'rules', 'baselineValues', 'leastShare'] as const;

/** Nothing is asked for and nothing happens until somebody says so. */
export const NEW_GATE: GateConfig = { mode: 'off', onError: 'pass', rules: [], baselineValues: 8, leastShare: 0.2 };

export function gateText({ mode, onError, rules, baselineValues, leastShare }: GateConfig): string {
  return JSON.stringify({ v: VERSION, mode, onError, rules, baselineValues, leastShare });
}

/**
 * What is configured. Of a configuration that cannot be read, only what it says of errors is believed; one that says
 * nothing lets transitions pass.
 */
export function readGate(configuration: unknown): { ok: true; config: GateConfig } | { ok: false; onError: GateConfig['onError'] } {
  const stored = fieldsOf(typeof configuration === 'string' ? parsed(configuration) : configuration);
  const onError = stored['onError'] === 'stop' ? 'stop' : 'pass';
  const config = configOf(stored);
  return config ? { ok: true, config } : { ok: false, onError };
}

function configOf(stored: Readonly<Record<string, unknown>>): GateConfig | undefined {
  const { v, rules, baselineValues, leastShare } = stored;
  const mode = GATE_MODES.find((one) => one === stored['mode']);
  const onError = (['pass', 'stop'] as const).find((one) => one === stored['onError']);
  const isWhole = Object.keys(stored).length === FIELDS.length && FIELDS.every((field) => Object.hasOwn(stored, field));
  if (!isWhole || v !== VERSION || !mode || !onError || !Array.isArray(rules)) return undefined;
  const known = GATE_RULES.filter((rule) => rules.includes(rule));
  const isCount = typeof baselineValues === 'number' && Number.isInteger(baselineValues) && baselineValues >= 1 && baselineValues <= MAX_BASELINE_VALUES;
  const isShare = typeof leastShare === 'number' && leastShare >= 0 && leastShare <= 1;
  if (known.length !== rules.length || !isCount || !isShare) return undefined;
  return { mode, onError, rules: known, baselineValues, leastShare };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
