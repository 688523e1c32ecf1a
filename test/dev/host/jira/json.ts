/** The value at a path of names and indexes in a parsed reply; undefined where there is none. */
export function pick(value: unknown, ...path: (string | number)[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string | number, unknown>)[name];
  }
  return here;
}

/** The list at a path; fails when there is none. */
export function list(value: unknown, ...path: (string | number)[]): unknown[] {
  const found = pick(value, ...path);
  if (!Array.isArray(found)) throw new Error(`No list at ${path.join('.')} of ${JSON.stringify(value)?.slice(0, 500) ?? 'nothing'}`);
  return found as unknown[];
}

export function text(value: unknown, ...path: (string | number)[]): string {
  const found = pick(value, ...path);
  if (typeof found !== 'string') throw new Error(`No text at ${path.join('.')} of ${JSON.stringify(value)?.slice(0, 500) ?? 'nothing'}`);
  return found;
}

/** What a Jira site answered. */
export interface Reply {
  status: number;
  json: unknown;
}
