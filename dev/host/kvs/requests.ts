/** The bodies of the wire protocol, as `@forge/kvs` sends them. Unknown fields are refused. */
import { z } from 'zod';
import { badRequest } from './refusal';

const metadataFields = z.array(z.enum(['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME']));
export type MetadataFields = z.infer<typeof metadataFields>;

const readOptions = z.strictObject({ metadataFields: metadataFields.optional() });

// Both parts are checked later: a wrong TTL has a code of its own.
const ttl = z.strictObject({ value: z.unknown(), unit: z.unknown() });

const plainSetOptions = z.strictObject({ ttl: ttl.optional() });

const setOptions = z
  .strictObject({
    ttl: ttl.optional(),
    keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
    returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
    returnMetadataFields: metadataFields.optional(),
  })
  .refine(({ keyPolicy, returnValue }) => returnValue === undefined || keyPolicy === 'OVERRIDE', {
    message: 'returnValue needs the keyPolicy OVERRIDE',
  });
export type SetOptions = z.infer<typeof setOptions>;

const key = z.string();
const entityName = z.string();
/** The documented types of a value; `null` and an absent value are none of them. */
const value = z.unknown().refine((given) => given !== undefined && given !== null, { message: 'a value is required' });

const scalar = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;

const rangeCondition = z.strictObject({
  condition: z.enum([
    'BEGINS_WITH',
    'BETWEEN',
    'EQUAL_TO',
    'GREATER_THAN',
    'GREATER_THAN_EQUAL_TO',
    'LESS_THAN',
    'LESS_THAN_EQUAL_TO',
  ]),
  values: z.array(scalar),
});
export type RangeCondition = z.infer<typeof rangeCondition>;

const filter = z.strictObject({
  property: z.string(),
  condition: z.enum([
    ...rangeCondition.shape.condition.options,
    'NOT_EQUAL_TO',
    'CONTAINS',
    'NOT_CONTAINS',
    'EXISTS',
    'NOT_EXISTS',
  ]),
  values: z.array(scalar),
});
export type Filter = z.infer<typeof filter>;

const filters = z.strictObject({ and: z.array(filter).optional(), or: z.array(filter).optional() });
export type Filters = z.infer<typeof filters>;

export const getRequest = z.strictObject({ key, options: readOptions.optional() });
export const setRequest = z.strictObject({ key, value, options: setOptions.optional() });
export const deleteRequest = z.strictObject({ key });

export const entityGetRequest = getRequest.extend({ entityName });
export const entitySetRequest = z.strictObject({ entityName, key, value, options: setOptions.optional() });
export const entityDeleteRequest = deleteRequest.extend({ entityName });

export const queryRequest = z.strictObject({
  limit: z.number().optional(),
  after: z.string().optional(),
  where: z
    .array(
      z.strictObject({
        property: z.literal('key'),
        condition: z.literal('BEGINS_WITH'),
        values: z.tuple([z.string()]),
      }),
    )
    .max(1, 'only one where condition is allowed')
    .optional(),
  options: readOptions.optional(),
});

export const entityQueryRequest = z.strictObject({
  entityName,
  indexName: z.string(),
  partition: z.array(scalar).optional(),
  range: rangeCondition.optional(),
  filters: filters.optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  cursor: z.string().optional(),
  limit: z.number().optional(),
  options: readOptions.optional(),
});
export type EntityQuery = z.infer<typeof entityQueryRequest>;

const itemKey = { key, entityName: entityName.optional() };

export const batchGetRequest = z.array(z.strictObject({ ...itemKey, options: readOptions.optional() }));
export const batchSetRequest = z.array(z.strictObject({ ...itemKey, value, options: plainSetOptions.optional() }));
export const batchDeleteRequest = z.array(z.strictObject(itemKey));

export const transactionRequest = z.strictObject({
  set: z
    .array(
      z.strictObject({ ...itemKey, value, conditions: filters.optional(), options: plainSetOptions.optional() }),
    )
    .optional(),
  delete: z.array(z.strictObject({ ...itemKey, conditions: filters.optional() })).optional(),
  check: z.array(z.strictObject({ ...itemKey, conditions: filters.optional() })).optional(),
});

/** Reads a body by its schema. Throws the store's refusal with the first thing that is wrong. */
export function parseRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(issue === undefined ? 'unreadable' : `${issue.path.join('.') || 'body'}: ${issue.message}`);
}
