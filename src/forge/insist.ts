import { randomInt } from 'node:crypto';

/** How a request that fails for now is repeated: so often in all, with waits that double from the first and are jittered. */
export interface Insistence {
  tries: number;
  firstWaitMs: number;
  /** A wait that is asked for and longer than this is not waited here; whoever asked comes back later. */
  longestWaitMs: number;
}

/** Short enough for a person who waits at a page, of whose 25 s (Forge, "Invocation limits") most must stay for the work. */
export const INSISTENCE: Insistence = { tries: 4, firstWaitMs: 80, longestWaitMs: 3_000 };

/** What one try came to, and whether another may help: after a wait that was asked for, or the usual one. */
export type Tried<T> = { done: T } | { failed: unknown; waitMs?: number };

/** Tries again while that may help. Throws what the last try failed with. */
export async function insist<T>(
  ask: (attempt: number) => Promise<Tried<T>>,
  { tries, firstWaitMs, longestWaitMs }: Insistence = INSISTENCE,
  wait: (ms: number) => Promise<void> = pause,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const tried = await ask(attempt);
    if ('done' in tried) return tried.done;
    const { failed, waitMs = firstWaitMs * 2 ** (attempt - 1) } = tried;
    if (attempt >= tries || waitMs > longestWaitMs) throw failed;
    await wait(jittered(waitMs));
  }
}

/** Never shorter than asked for; half as long again at most, so that those who failed together do not return together. */
function jittered(ms: number): number {
  return ms + randomInt(Math.ceil(ms / 2) + 1);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
