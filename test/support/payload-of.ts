import { z } from 'zod';
import { type CallName, calls } from '../../src/contract';

interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
  pattern?: string;
}

/** Ids that stand wherever a call asks for them by that name. */
export type Known = Readonly<Record<string, unknown>>;

/**
 * A payload that a call's schema lets through, made from the schema: of optional fields only those in `known`. A version
 * that is wrong is always sent, so that whoever is let through changes nothing.
 */
export function payloadOf(name: CallName, known: Known): unknown {
  const schema = z.toJSONSchema(calls[name].input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return valueOf(schema, { version: 9_999, ...known });
}

function valueOf(schema: Schema, known: Known): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const either = schema.oneOf ?? schema.anyOf;
  if (either?.[0]) return valueOf(either[0], known);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map((item) => valueOf(item, known));
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => valueOf(schema.items ?? {}, known));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? 0) + 1, 1);
    case 'boolean':
      return true;
    case 'string':
      return textOf(schema);
    default:
      return null;
  }
}

/** Ids of ours are all of one form. */
const OWN_ID = /^\^([a-z]+_)\[0-9a-z\]\{16\}\$$/;

function textOf({ format, pattern = '' }: Schema): string {
  const prefix = OWN_ID.exec(pattern)?.[1];
  if (prefix !== undefined) return `${prefix}${'0'.repeat(16)}`;
  return format === 'date' ? '2026-03-09' : 'UTC';
}

function objectOf({ properties = {}, required = [] }: Schema, known: Known): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || name in known);
  return Object.fromEntries(wanted.map(([name, schema]) => [name, known[name] ?? valueOf(schema, known)]));
}
