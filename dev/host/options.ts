import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PlatformError } from './error';

export interface Options {
  port: number;
  data: string;
  app: string;
  /** `demo`, `empty`, or the path of a file; undefined when not named. */
  seed: string | undefined;
  now: number | undefined;
  reset: boolean;
  /** The app's own environment, as `forge variables set` makes it. */
  variables: Record<string, string>;
}

const DEFAULT_PORT = 8080;

export const USAGE = `Options:
  --port N        port of the printed address (default ${DEFAULT_PORT}; 0 takes a free one)
  --data DIR      folder that keeps everything (default .needle/data)
  --seed WHAT     demo, empty, or a FILE.jsonl with one Jira issue and its changelog a line (default demo)
  --now INSTANT   the platform's present, for example 2026-03-01T09:00:00Z (default the real one)
  --variable N=V  a variable that the app's functions see, as Forge's own variables; may be repeated
  --reset         empties the data folder first
  --app DIR       folder of the app's manifest.yml (default the current one)`;

/**
 * Reads the command line. Throws PlatformError with what to type instead.
 * @param from the folder that paths are relative to: where the person stands, which npm does not keep
 */
export function parseOptions(args: string[], from: string): Options {
  const values = read(args);
  return {
    port: portOf(values.port),
    data: values.data === undefined ? resolve('.needle/data') : resolve(from, values.data),
    app: values.app === undefined ? resolve('.') : resolve(from, values.app),
    seed: values.seed === undefined || ['demo', 'empty'].includes(values.seed) ? values.seed : resolve(from, values.seed),
    now: instantOf(values.now),
    reset: values.reset ?? false,
    variables: variablesOf(values.variable ?? []),
  };
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        app: { type: 'string' },
        seed: { type: 'string' },
        now: { type: 'string' },
        reset: { type: 'boolean' },
        variable: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    throw new PlatformError(`${reason}.\n${USAGE}`);
  }
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new PlatformError(`--port needs a number from 0 to 65535, not "${text ?? ''}".`);
  }
  return port;
}

function variablesOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new PlatformError(`--variable needs NAME=VALUE, not "${text}".`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) {
    throw new PlatformError(`--now needs an ISO 8601 instant such as 2026-03-01T09:00:00Z, not "${text}".`);
  }
  return instant;
}
