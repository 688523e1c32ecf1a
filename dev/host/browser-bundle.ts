import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Makes one plain script of a TypeScript file that runs in a browser. `file` is relative to this folder. */
export async function browserBundle(file: string): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  });
  const output = result.outputFiles[0];
  if (!output) throw new Error(`${file} gave no script.`);
  return output.text;
}
