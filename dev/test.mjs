/**
 * `npm test`: sets up what is missing, then runs every check one after another and stops at the first that fails. Those
 * that use one core run beside one another, and print what they had to say when they end.
 * `--no-browser` (`npm run check`) leaves the browser out, `--long` (`npm run test:long`) adds what takes minutes.
 * The last line is `N passed, N failed`: the tests of all Jest runs.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, ensureBuilt, ensureChromium, ensureInstalled } from './setup.mjs';

const RESULTS = join(ROOT, '.needle/test');
/** How long a step may be silent before a line says that it is still at work. */
const HEARTBEAT_MS = 20_000;

const options = readOptions();

function readOptions() {
  try {
    return parseArgs({
      options: {
        'no-browser': { type: 'boolean', default: false },
        long: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\nUse: npm test [-- --no-browser] [-- --long]`);
    process.exit(2);
  }
}

const MANIFEST_TEST = 'test/manifest\\.test\\.ts';

/** One after another; the steps within a row run beside one another. */
const rows = [
  [{ name: 'set up', run: setUp }],
  [
    { name: 'manifest', run: (output) => jest('manifest', 'unit', MANIFEST_TEST, output) },
    { name: 'lint', run: (output) => tool(output, 'eslint', 'bin/eslint.js', '.', '--max-warnings', '0') },
    { name: 'types', run: (output) => tool(output, 'typescript', 'bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  ],
  [{ name: 'unit', run: () => jest('unit', 'unit', `^(?!.*${MANIFEST_TEST})`) }],
  [{ name: 'component', run: () => jest('component', 'component') }],
  [{ name: 'platform', run: () => jest('platform', 'platform') }],
  // The set-up builds only what is stale; this shows that a build from nothing works, and the browser gets its result.
  [{ name: 'build', run: (output) => tool(output, 'vite', 'bin/vite.js', 'build', '--config', 'static/vite.config.mts') }],
  [!options['no-browser'] && { name: 'browser', run: () => jest('browser', 'browser') }],
  [options.long && { name: 'long', run: () => jest('long', 'long') }],
].map((row) => row.filter(Boolean));
const steps = rows.flat();

/** Ends the process with one sentence when something is missing that it cannot get. */
function setUp() {
  ensureInstalled();
  ensureBuilt();
  // The browser tests take the one that was found here.
  if (!options['no-browser'] || options.long) process.env.CHROMIUM_PATH = ensureChromium();
  return true;
}

/** Runs the program of an installed package; true when it succeeded. What it prints goes to `output` where there is one. */
function tool(output, name, program, ...args) {
  return new Promise((resolve, reject) => {
    const out = output ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', name, program), ...args], { cwd: ROOT, stdio: ['ignore', out, out] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
}

const totals = { passed: 0, failed: 0, skipped: 0 };

/** Runs one Jest project, only the files that match the pattern when there is one, and adds its tests to the totals. */
async function jest(step, project, pattern, output) {
  const file = join(RESULTS, `${step}.json`);
  const ok = await tool(
    output,
    'jest',
    'bin/jest.js',
    ...['--selectProjects', project, '--maxWorkers=2', '--json', `--outputFile=${file}`],
    ...(pattern ? ['--testPathPatterns', pattern] : []),
  );
  count(file);
  return ok;
}

function count(file) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Jest ended before it could write: no test, a configuration that it refused, or a crash. It told why.
    totals.failed += 1;
    return;
  }
  totals.passed += results.numPassedTests;
  // A file that could not even be loaded holds no failed test, yet it failed.
  totals.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  totals.skipped += results.numPendingTests + results.numTodoTests;
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

const began = performance.now();
const done = [];

async function runStep({ name, run }, output) {
  const step = { name, ok: false, began: performance.now(), took: undefined };
  done.push(step);
  console.log(`\n[${done.length}/${steps.length}] ${name}`);
  const heartbeat = setInterval(() => console.log(`    … ${name}, ${seconds(step.began)}`), HEARTBEAT_MS);
  step.ok = await run(output);
  clearInterval(heartbeat);
  step.took = seconds(step.began);
  if (output?.length > 0) process.stdout.write(Buffer.concat(output));
  console.log(`    ${step.ok ? 'ok' : 'FAILED'}: ${name}, ${step.took}`);
  return step.ok;
}

function summarise() {
  console.log(`\nSummary, ${seconds(began)}`);
  for (const { name, ok, began: at, took = seconds(at) } of done) {
    console.log(`  ${name.padEnd(10)} ${ok ? 'ok    ' : 'FAILED'} ${took.padStart(8)}`);
  }
  for (const { name } of steps.slice(done.length)) console.log(`  ${name.padEnd(10)} not run`);
  if (totals.skipped > 0) console.log(`  ${totals.skipped} tests were skipped; the output above names what they lack.`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
// On exit rather than at the end: a set-up that ends the process is summarised too.
process.on('exit', summarise);
for (const row of rows) {
  const passed = await Promise.all(row.map((step) => runStep(step, row.length > 1 ? [] : undefined)));
  if (passed.every(Boolean)) continue;
  process.exitCode = 1;
  break;
}
