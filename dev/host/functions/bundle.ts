/** Makes plain JavaScript of the app's handlers and of the process that runs them. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildFailure } from 'esbuild';
import { PlatformError } from '../error';
import type { Manifest } from '../manifest';
import { isAlive } from '../process';

/** Node that the bundles are made for: the oldest one that the project supports. */
const TARGET = 'node20';

export interface FunctionBundles {
  worker: string;
  handlers: string;
}

/**
 * Bundles into `<app>/.needle/dist`, inside the app's folder, so that packages, which stay outside the bundle and
 * therefore unmodified, are found where the app's own imports find them. Several platforms may run over one app at
 * once, so each has its own files, which it removes when it ends.
 */
export async function bundleFunctions(manifest: Manifest): Promise<FunctionBundles> {
  const folder = join(manifest.folder, '.needle', 'dist');
  mkdirSync(folder, { recursive: true });
  removeLeftOvers(folder);
  const worker = join(folder, `worker-${process.pid}.cjs`);
  const handlers = join(folder, `handlers-${process.pid}.cjs`);
  process.on('exit', () => {
    for (const file of [worker, handlers]) rmSync(file, { force: true });
  });
  const shared = { bundle: true, platform: 'node', format: 'cjs', target: TARGET, logLevel: 'silent' } as const;
  try {
    await Promise.all([
      build({ ...shared, entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))], outfile: worker }),
      build({
        ...shared,
        stdin: { contents: entryOf(manifest), resolveDir: join(manifest.folder, 'src'), loader: 'ts' },
        outfile: handlers,
        packages: 'external',
        sourcemap: 'inline',
      }),
    ]);
  } catch (error) {
    throw new PlatformError(`The app's functions do not build. ${describe(error)}`);
  }
  return { worker, handlers };
}

/** Removes the bundles of platforms that were killed and could not do so themselves. */
function removeLeftOvers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/-(\d+)\.cjs$/.exec(name)?.[1]);
    if (!Number.isNaN(pid) && !isAlive(pid)) rmSync(join(folder, name), { force: true });
  }
}

/** One module whose exports are the handler files by name, as `handler: file.export` names them. */
function entryOf(manifest: Manifest): string {
  const files = new Set(manifest.functions.map(({ handler }) => handler.slice(0, handler.lastIndexOf('.'))));
  return [...files]
    .map((file) => `export * as ${JSON.stringify(file)} from ${JSON.stringify(`./${file}`)};`)
    .join('\n');
}

function describe(error: unknown): string {
  const errors = (error as Partial<BuildFailure>).errors ?? [];
  return errors.length === 0
    ? String(error)
    : errors.map(({ text, location }) => `${location ? `${location.file}:${location.line}: ` : ''}${text}`).join('; ');
}
