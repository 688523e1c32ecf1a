/**
 * Takes each guard of guards.ts away, one after another, in a copy of the project, and runs the test that shows it: a test
 * that still passes does not show what it says.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GUARDS, type Guard } from './guards';

const COPIED = ['src', 'static', 'dev', 'test', '__LOCALES__', 'manifest.yml', 'package.json', 'jest.config.cjs', 'babel.config.cjs', 'tsconfig.json'];
const MOST_MS = 600_000;

/** Whether every guard whose name holds the word (all without one) is shown to be needed. */
export function withoutGuards(word: string | undefined): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'needle-guards-'));
  try {
    for (const name of COPIED) cpSync(name, join(folder, name), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    const asked = GUARDS.filter(({ name }) => word === undefined || name.includes(word));
    const sound = asked.filter((guard) => passesWith(folder, guard));
    const needless = asked.filter((guard) => !sound.includes(guard) || !isNeeded(folder, guard));
    for (const { name } of needless) process.stderr.write(`Nothing fails without it: ${name}\n`);
    process.stdout.write(`${asked.length - needless.length} of ${asked.length} guards are shown to be needed.\n`);
    return needless.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const passed = new Map<string, boolean>();

/** Whether the guard's test passes while it is there; one that fails anyhow shows nothing. */
function passesWith(folder: string, guard: Guard): boolean {
  const { file, name = '' } = guard.shownBy;
  const test = `${file} ${name}`;
  const passes = passed.get(test) ?? run(folder, guard, {}).status === 0;
  if (!passes) process.stdout.write(`fails with everything in its place: ${test}\n`);
  passed.set(test, passes);
  return passes;
}

/** Whether the guard's test fails without it. */
function isNeeded(folder: string, guard: Guard): boolean {
  const file = join(folder, guard.file);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, without(whole, guard));
  const began = performance.now();
  const { status } = run(folder, guard);
  writeFileSync(file, whole);
  process.stdout.write(`${status === 0 ? 'passes' : 'fails '} without: ${guard.name} (${Math.round((performance.now() - began) / 1000)} s)\n`);
  return status !== 0;
}

function without(text: string, { name, edits }: Guard): string {
  return edits.reduce((left, [from, to]) => {
    if (!left.includes(from)) throw new Error(`What guards.ts says of "${name}" no longer stands there: ${from}`);
    return left.replace(from, () => to);
  }, text);
}

function run(folder: string, { shownBy: { project, file, name, environment = {} } }: Guard, env = environment) {
  const args = [join('node_modules', 'jest', 'bin', 'jest.js'), '--selectProjects', project, '--maxWorkers=1', '--bail', '--testPathPatterns', file.replaceAll('.', '\\.')];
  return spawnSync(process.execPath, [...args, ...(name === undefined ? [] : ['--testNamePattern', `^${name}`])], { cwd: folder, stdio: 'ignore', timeout: MOST_MS, env: { ...process.env, ...env } });
}
