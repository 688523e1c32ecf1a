/** Makes plain JavaScript of the app's handlers and of the process that runs them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildFailure } from 'esbuild';
import { PlatformError } from '../error';
import type { Manifest } from '../manifest';

/** Node that the bundles are made for: the oldest one that the project supports. */
const TARGET = 'node20';

export interface FunctionBundles {
  worker: string;
  handlers: string;
}

/**
 * Bundles into `<app>/.needle/build`, inside the app's folder, so that packages, which stay outside the bundle and
 * therefore unmodified, are found where the app's own imports find them.
 */
export async function bundleFunctions(manifest: Manifest): Promise<FunctionBundles> {
  const folder = join(manifest.folder, '.needle', 'build');
  mkdirSync(folder, { recursive: true });
  // Several platforms may run over one app at once, each with its own bundle.
  const worker = join(folder, `worker-${process.pid}.cjs`);
  const handlers = join(folder, `handlers-${process.pid}.cjs`);
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
