import { type Call, type Permission, type PermissionInputs, onceKey } from '../contract/call';
import { type Reply } from '../contract/errors';
import { ONCE } from '../contract/once';
import {
  type CallName,
  type CallPermission,
  type CallReply,
  type ParsedInput,
  calls,
} from '../contract/index';
import { type Grants, authorisers } from './authorise';
import { type Caller, type Ports } from './ports';
import { Refused } from './refused';
import { withSealedCursors } from './sealed-lists';
import { type UseCase } from './use-case';
import { useCases } from './use-cases/index';

/** Own keys only, so that names such as `constructor` reach nothing. */
export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

/** A page that was open while Needle was updated may ask for what is gone. */
const RELOAD = 'Reload the page.';

/**
 * Answers a call from a page: known → allowed on this surface → parsed → authorised → run. Never throws; what is not an
 * expected refusal is logged and answered with `internal`, without its cause.
 */
export async function dispatch(
  ports: Ports,
  caller: Caller | undefined,
  name: string,
  payload: unknown,
): Promise<Reply<unknown>> {
  try {
    if (!isCallName(name)) throw new Refused('unknown-call', 'Needle has no such call.', { remedy: RELOAD });
    if (!caller) {
      throw new Refused('forbidden', 'Needle is for people who are signed in to Jira.', { remedy: 'Sign in.' });
    }
    return { ok: true, data: await run(name, ports, caller, payload) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.refusal };
    ports.log.error(`Call ${isCallName(name) ? name : 'unknown'} failed`, error);
    return {
      ok: false,
      error: {
        code: 'internal',
        message: 'Needle failed to answer. Nothing was half-written.',
        remedy: 'Try again; if it stays so, tell your Jira administrator, who finds the cause in the log.',
      },
    };
  }
}

async function run<N extends CallName>(
  name: N,
  ports: Ports,
  caller: Caller,
  payload: unknown,
): Promise<CallReply<N>> {
  const row = calls[name];
  if (!row.modules.some((m) => m === caller.moduleKey)) {
    throw new Refused('not-allowed-here', 'This call does not belong to this part of Needle.', { remedy: RELOAD });
  }
  const { once, sent } = opened(payload);
  const input = parse(row.input, sent) as ParsedInput<N>;
  // The row's type ties input and grant to its permission; TypeScript cannot follow that through a union of rows.
  const authorise = authorisers[row.permission] as (
    ports: Ports,
    caller: Caller,
    input: PermissionInputs[Permission],
  ) => Promise<Grants[CallPermission<N>]>;
  const grant = await authorise(ports, caller, input as PermissionInputs[Permission]);
  const useCase = useCases[name] as UseCase<N>;
  return useCase({ ports: { ...ports, store: withSealedCursors(ports), receipt: once === undefined ? undefined : receiptsOf(ports, caller, name, once) }, caller, input, grant });
}

/** The input and, apart from it, the page's key. What is no key stays in the input, which refuses it by name. */
function opened(payload: unknown): { once?: string | undefined; sent: unknown } {
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, ONCE)) return { sent: payload ?? {} };
  const { [ONCE]: key, ...sent } = payload as Record<string, unknown>;
  const once = onceKey.safeParse(key);
  return once.success ? { once: once.data, sent } : { sent: payload };
}

/** A name for each change that the call makes, which nobody else's call and no other call can meet. */
function receiptsOf(ports: Ports, { accountId }: Caller, name: CallName, once: string): () => string {
  let changes = 0;
  return () => ports.hash(JSON.stringify([accountId, name, once, (changes += 1)]));
}

function parse(schema: Call['input'], payload: unknown): unknown {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = unknownKey === undefined ? at : [at, unknownKey].filter(Boolean).join('.');
  const problem = unknownKey === undefined ? (issue?.message ?? 'is not valid') : 'is not a field of this call';
  throw new Refused('invalid-input', `${field || 'The input'}: ${problem}.`, {
    ...(field ? { field } : {}),
    remedy: 'Correct the field and send it again. Nothing was changed.',
  });
}
