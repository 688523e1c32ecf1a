import { z } from 'zod';
import { FILE_ROW_FAULTS, IMPORT_STATES, MAX_KEPT_ROWS, MAX_PARTS, MAX_PART_VALUES, OUTCOMES } from '../../domain/import';
import { MAX_FILE_ROWS } from '../../domain/table-file';
import { call } from '../call';
import * as f from '../fields';

const MAX_FILE_NAME = 255;
const MAX_HEADING = 100;
/** As a spreadsheet numbers them, from 1: Excel's last one. */
const row = z.int().min(1).max(1_048_576);
const count = z.int().min(0).max(10_000_000);

const record = z.strictObject({
  importId: f.importId,
  name: z.string(),
  createdAt: z.string(),
  at: z.string(),
  state: z.enum(IMPORT_STATES),
  rows: z.int(),
  /** Values that arrived, and those of them that are dealt with. */
  values: z.int(),
  done: z.int(),
  counts: z.strictObject({ added: z.int(), corrected: z.int(), known: z.int(), refused: z.int() }),
  notSent: z.strictObject({ repeated: z.int(), refused: z.int() }),
  /** Those of its KPIs that the caller may change. */
  kpis: z.array(z.strictObject({ kpiId: f.kpiId, name: z.string() })),
  parts: z.int(),
  /** The import that brought the same before; absent where the caller may not see it. */
  sameAs: z.strictObject({ importId: f.importId, name: z.string(), at: z.string() }).optional(),
  /** Of an import that was taken back: where a later value stays, some dates are named. */
  undone: z.strictObject({ restored: z.int(), withdrawn: z.int(), kept: z.int(), keptAt: z.array(z.strictObject({ kpiId: f.kpiId, at: f.date })) }).optional(),
  byId: f.accountId.optional(),
  mayUndo: z.boolean(),
  error: z.string().optional(),
});

const refusedRow = z.strictObject({
  row,
  column: z.string().max(MAX_HEADING, `is longer than ${MAX_HEADING} characters`),
  reason: z.enum(FILE_ROW_FAULTS),
});

/** Of one KPI, by date: the row of the file, the date, the value. */
const values = z
  .array(z.tuple([row, f.date, f.quantity]))
  .min(1, 'holds no value')
  .max(MAX_PART_VALUES, `holds more than ${MAX_PART_VALUES} values`)
  .superRefine((all, context) => {
    const wrong = all.findIndex(([, at], i) => i > 0 && at <= (all[i - 1]?.[1] ?? ''));
    if (wrong >= 0) context.addIssue({ code: 'custom', message: 'does not follow the date before it', path: [wrong, 1] });
  });

const MODULES = ['global-page'] as const;

export const importCalls = {
  'import.begin': call({
    summary: 'Begins an import of a file that the page has read; its values follow in parts. Names one of its KPIs.',
    permission: 'edit-kpi',
    modules: MODULES,
    input: z.strictObject({
      name: z.string().trim().min(1, 'is empty').max(MAX_FILE_NAME, `is longer than ${MAX_FILE_NAME} characters`),
      /** One more than are taken, for a file without headings. */
      rows: z.int().min(1).max(MAX_FILE_ROWS + 1, `is more than ${MAX_FILE_ROWS + 1}`),
      parts: z.int().min(1, 'are none').max(MAX_PARTS, `are more than ${MAX_PARTS}`),
      kpiId: f.kpiId,
    }),
    reply: z.strictObject({ importId: f.importId }),
  }),
  'import.part': call({
    summary: 'Sends the next part of an import: values of one KPI by date, each date once. The same part again changes nothing.',
    permission: 'edit-kpi',
    modules: MODULES,
    input: z.strictObject({ importId: f.importId, part: z.int().min(0).max(MAX_PARTS - 1), kpiId: f.kpiId, values }),
    reply: z.strictObject({ received: z.int() }),
  }),
  'import.start': call({
    summary: 'Says that all parts are sent, and which rows were not: from here on a queue takes the values in.',
    permission: 'signed-in',
    modules: MODULES,
    input: z.strictObject({
      importId: f.importId,
      /** Rows that were not sent: the first of them by row, and how many there are in all. */
      rows: z.array(refusedRow).max(MAX_KEPT_ROWS, `are more than ${MAX_KEPT_ROWS}`),
      repeated: count,
      refused: count,
    }),
    reply: z.strictObject({ import: record }),
  }),
  'import.read': call({
    summary: 'How far an import is: of those that the caller began, or any for whoever manages outcomes.',
    permission: 'signed-in',
    modules: MODULES,
    input: z.strictObject({ importId: f.importId }),
    reply: z.strictObject({ import: record }),
  }),
  'import.report': call({
    summary: 'What became of each row: first the rows that were not sent, then part after part.',
    permission: 'signed-in',
    modules: MODULES,
    input: z.strictObject({ importId: f.importId, part: z.int().min(0).max(MAX_PARTS).optional() }),
    reply: z.strictObject({
      notSent: z.array(refusedRow),
      /** Of one KPI; absent where the caller may not change it. */
      part: z
        .strictObject({ kpiId: f.kpiId, rows: z.array(row), outcomes: z.array(z.enum(Object.values(OUTCOMES))) })
        .optional(),
      next: z.int().optional(),
    }),
  }),
  'import.undo': call({
    summary: 'Takes a finished import back: what stood before its values stands again, and values that came later stay.',
    permission: 'signed-in',
    modules: MODULES,
    input: z.strictObject({ importId: f.importId }),
    reply: z.strictObject({ import: record }),
  }),
  'import.list': call({
    summary: 'The newest imports: those that the caller began, or all for whoever manages outcomes.',
    permission: 'signed-in',
    modules: MODULES,
    input: z.strictObject({}),
    reply: z.strictObject({ imports: z.array(record) }),
  }),
};

export type ImportRecord = z.infer<typeof record>;
