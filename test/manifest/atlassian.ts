import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FullValidationProcessor, type ManifestSchema, ProductTriggerValidationProcessor } from '@forge/manifest';
import { getNodeBundler } from '@forge/bundler';
import { getClientSideLintersOnly, lint, parseSourceFile } from '@forge/lint';

/** Atlassian's own tools, run without an account and without a network. */

const DEPRECATED_RUNTIMES = ['nodejs20.x'];

/** Findings, errors and warnings alike, of the validators that `forge lint` and `forge deploy` run on a manifest. */
export async function validate(file: string): Promise<string[]> {
  const processors = [
    new FullValidationProcessor({ deprecatedRuntimes: DEPRECATED_RUNTIMES }),
    new ProductTriggerValidationProcessor(),
  ];
  const results = await Promise.all(processors.map((processor) => processor.process(file)));
  return results.flatMap(({ success, errors = [] }) => {
    const found = errors.map(({ level, line, message }) => `${level}, line ${line ?? '?'}: ${message}`);
    return success || found.length > 0 ? found : ['error: the validator failed without a word'];
  });
}

type LintArguments = Parameters<typeof lint>;

/** What the linters ask of Atlassian's feature service: only which runtimes are on their way out. */
const features = {
  getDeprecatedRuntimes: () => Promise.resolve(DEPRECATED_RUNTIMES),
  // The linters use no other member of this large class.
} as unknown as LintArguments[4];

const silent = { info: () => {}, warn: () => {}, debug: () => {}, trace: () => {}, error: () => {} };

export interface LintRun {
  findings: string[];
  /** Names of the linters that ran, and files that they parsed: a linter that saw nothing finds nothing. */
  linters: string[];
  parsed: string[];
}

/**
 * Runs the linters of `forge lint`. Paths are relative to the app's folder, which must be the working directory.
 * `PermissionLinter` downloads Atlassian's REST descriptions and is left out unless the environment names local copies.
 * `planted` replaces the text of files.
 */
export async function lintApp(
  manifest: ManifestSchema,
  files: string[],
  planted: ReadonlyMap<string, string> = new Map(),
): Promise<LintRun> {
  const all = await getClientSideLintersOnly(manifest, 'development', silent, features);
  const offline = all.filter((one) => one.constructor.name !== 'PermissionLinter' || process.env['USE_LOCAL_SWAGGER']);
  const parsed: string[] = [];
  const results = await lint(files, manifest, 'development', silent, features, {
    linter: { mode: 'client-side' },
    linters: offline,
    parseFunction: (path, parser) => {
      parsed.push(path);
      const text = planted.get(path);
      return text === undefined ? parseSourceFile(path, parser) : parser(text, path).then((ast) => ({ ast, filepath: path }));
    },
  });
  const findings = results.flatMap(({ file, errors, warnings, approvals }) =>
    [...errors, ...warnings, ...approvals].map((one) => `${one.class}, ${file}:${one.line}: ${one.message}`),
  );
  return { findings, linters: offline.map((one) => one.constructor.name), parsed };
}

/** Bundles a handler file as `forge deploy` does, type check included; gives the code that would be uploaded. */
export async function bundle(manifest: ManifestSchema, appDirectory: string, name: string): Promise<string> {
  // On deploy these come from Atlassian's servers and are laid beside the bundle; they do not change it.
  const nothing = () => Promise.resolve({ script: '', source: '', version: '0' });
  const wrapper = { getNodeRuntimeWrapper: nothing, getNodeRuntimeLoader: nothing };
  const reader = { readConfig: () => Promise.resolve(manifest) };
  const logger = silent as unknown as Parameters<typeof getNodeBundler>[0];
  const bundler = getNodeBundler(logger, wrapper, reader as Parameters<typeof getNodeBundler>[2]);
  const { outputDir } = await bundler.bundle({
    appDirectory,
    entryPoints: [{ name, path: `${appDirectory}/src/${name}` }],
  });
  const code = readFileSync(join(outputDir, `${name}.cjs`), 'utf8');
  // The bundler leaves its temporary folder to a command line that ends.
  rmSync(outputDir, { recursive: true });
  return code;
}
