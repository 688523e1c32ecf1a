import { type CallInput, type CallName, type CallReply } from '../../src/contract';
import { type Reply } from '../../src/contract/errors';
import { ONCE } from '../../src/contract/once';

/** What a test answers a call with: the contract's reply, or a throw for a function that failed. */
export type Answers = { [N in CallName]?: (input: CallInput<N>) => Reply<CallReply<N>> | Promise<Reply<CallReply<N>>> };

/** An answer that does not come until the test gives it. */
export function held<T>(): { reply: Promise<T>; give: (answer: T) => void } {
  let give: (answer: T) => void = () => undefined;
  const reply = new Promise<T>((resolve) => (give = resolve));
  return { reply, give };
}

interface Sent {
  op: string;
  payload: unknown;
}

let answers: Answers = {};
let extension: Record<string, unknown> = {};
let giveRule: () => Promise<string | undefined> = () => Promise.resolve(undefined);

/** Where in the workflow the page stands, as Jira tells it. */
export function openRule(place: Record<string, unknown>): void {
  extension = place;
}

/** What Jira gets when its own button is pressed; undefined keeps its form open. */
export const configured = (): Promise<string | undefined> => giveRule();

let sent: Sent[] = [];

/** Stands where Forge's bridge does; the pages' own code and @forge/bridge run unchanged. */
export const bridge = {
  callBridge: async (op: string, payload: unknown): Promise<unknown> => {
    sent.push({ op, payload });
    switch (op) {
      case 'invoke': {
        const { functionKey, payload: carried } = payload as { functionKey: CallName; payload: object };
        const input = inputIn(carried);
        const answer = answers[functionKey] as ((input: unknown) => unknown) | undefined;
        if (!answer) throw new Error(`The test answers no ${functionKey}.`);
        return structuredClone(await answer(input));
      }
      case 'getContext':
        return { locale: 'en-US', timezone: 'UTC', siteUrl: 'https://example.atlassian.net', extension };
      case 'setWorkflowRuleConfigurationCallback':
        giveRule = (payload as { data: { onConfigure: typeof giveRule } }).data.onConfigure;
        return true;
      case 'createHistory':
        return history();
      default:
        return true;
    }
  },
};

interface Location {
  pathname: string;
  search: string;
}

/** Where the page stands; a test may set it before the page is rendered. */
export let address = '/';

export function openAt(path: string): void {
  address = path;
}

function history() {
  let listeners: ((location: Location) => void)[] = [];
  const locationOf = (path: string): Location => {
    const { pathname, search } = new URL(path, 'https://page');
    return { pathname, search };
  };
  const move = (path: string): void => {
    address = path;
    made.location = locationOf(path);
    for (const listener of listeners) listener(made.location);
  };
  const made = {
    location: locationOf(address),
    push: move,
    replace: move,
    listen: (listener: (location: Location) => void) => {
      listeners.push(listener);
      return () => {
        listeners = listeners.filter((one) => one !== listener);
      };
    },
  };
  return made;
}

/** What pages ask beside what a test is about: there is nothing of it. */
const QUIET: Answers = {
  'project.name': () => ({ ok: true, data: { key: 'NSP', name: 'New service portal' } }),
  'project.teams': () => ({ ok: true, data: { teams: [] } }),
  'project.conflicts': () => ({ ok: true, data: { conflicts: [] } }),
  'outcome.conflicts': () => ({ ok: true, data: { conflicts: [] } }),
  'team.read': () => ({ ok: true, data: { teams: [] } }),
  'incentive.read': () => ({ ok: true, data: { teams: [] } }),
};

/** Sets what calls are answered with from here on, and forgets what was sent. */
export function answerWith(next: Answers): void {
  answers = { ...QUIET, ...next };
  sent = [];
  address = '/';
}

/** The inputs of the calls of a name so far. */
export function inputsOf<N extends CallName>(name: N): CallInput<N>[] {
  return sent
    .filter(({ op }) => op === 'invoke')
    .map(({ payload }) => payload as { functionKey: string; payload: CallInput<N> })
    .filter(({ functionKey }) => functionKey === name)
    .map(({ payload }) => inputIn(payload) as CallInput<N>);
}

/** Without the key that goes with it. */
function inputIn(payload: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== ONCE));
}

/** The flags that were shown, with the actions that they offer. */
export function flags(): { title: string; actions?: { text: string; onClick: () => void }[] }[] {
  return sent.filter(({ op }) => op === 'showFlag').map(({ payload }) => payload as { title: string });
}

/** The keys under which calls of a name were sent. */
export function keysOf(name: CallName): unknown[] {
  return sent.flatMap(({ op, payload }) => {
    const { functionKey, payload: carried } = payload as { functionKey?: string; payload?: Record<string, unknown> };
    return op === 'invoke' && functionKey === name ? [carried?.[ONCE]] : [];
  });
}
