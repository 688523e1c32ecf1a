import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { dispatch, isCallName } from '../app/dispatch';
import { type Caller } from '../app/ports';
import { calls } from '../contract/index';
import { ports } from './wiring';

/** What Forge tells of an invocation, as far as Needle relies on it. */
const forgeContext = z.object({
  accountId: z.string().optional(),
  moduleKey: z.string(),
  extension: z
    .object({
      issue: z.object({ id: z.string() }).optional(),
      project: z.object({ id: z.string(), key: z.string().optional() }).optional(),
    })
    .optional(),
});

/** Nobody is signed in: Forge then names no account, or this one. */
const ANONYMOUS = 'unidentified';

const definitions = makeResolver(
  Object.fromEntries(
    Object.keys(calls).map((name) => [
      name,
      (request: { payload: unknown; context: unknown }) =>
        dispatch(ports, callerOf(request.context), name, request.payload),
    ]),
  ),
);

type Invocation = Parameters<typeof definitions>[0];

/**
 * The handler of all pages' calls. `@forge/resolver` looks names up with `in`, which finds inherited ones such as
 * `constructor`, so names that are not ours never reach it.
 */
export function resolver(invocation: Invocation, runtime?: Record<string, unknown>): Promise<unknown> {
  const { functionKey } = invocation.call;
  if (!isCallName(functionKey)) return dispatch(ports, undefined, functionKey, undefined);
  return definitions(invocation, runtime);
}

function callerOf(context: unknown): Caller | undefined {
  const { accountId, moduleKey, extension } = forgeContext.parse(context);
  if (!accountId || accountId === ANONYMOUS) return undefined;
  const { issue, project } = extension ?? {};
  return {
    accountId,
    moduleKey,
    ...(issue ? { issueId: issue.id } : {}),
    ...(project ? { projectId: project.id } : {}),
    ...(project?.key ? { projectKey: project.key } : {}),
  };
}
