/**
 * `npm run deploy`: puts Needle on a real Jira Cloud site with Atlassian's Forge CLI. Needs an Atlassian account; see
 * HELP below. `npm run deploy -- --dry-run` prints the steps and does nothing.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ROOT, ensureInstalled } from './setup.mjs';

const CLI = '@forge/cli@13.3.0';
/** The id that this repository carries until someone registers the app as their own. */
const PLACEHOLDER = 'ari:cloud:ecosystem::app/5b1a3c0e-6f0f-4c58-9d0b-4e6e65646c65';

const HELP = `npm run deploy -- --site NAME.atlassian.net [options]

Registers Needle under your account (once), builds it, deploys it and installs it on a site.

Before the first time:
  1. Have an Atlassian account, and a Jira Cloud site that you administer (a free developer site will do).
  2. Create an API token at https://id.atlassian.com/manage-profile/security/api-tokens
  3. Put both into the environment: FORGE_EMAIL=you@example.com FORGE_API_TOKEN=…
Atlassian supports its CLI on Node 22 and 24.

Options:
  --site NAME            the site, for example your-name.atlassian.net (or in NEEDLE_SITE)
  --environment NAME     development (default), staging or production
  --developer-space ID   the developer space to register in; the CLI asks when it is left out
  --upgrade              the site has an older version whose scopes differ: ask for consent again
  --yes                  ask nothing: agree to the scopes without showing them
  --dry-run              print the steps, do nothing`;

const options = readOptions();

function readOptions() {
  try {
    return parseArgs({
      options: {
        site: { type: 'string', default: process.env.NEEDLE_SITE },
        environment: { type: 'string', default: 'development' },
        'developer-space': { type: 'string' },
        upgrade: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

function forge(...args) {
  return ['npx', '--yes', CLI, ...args];
}

function isPlaceholder() {
  return readFileSync(`${ROOT}/manifest.yml`, 'utf8').includes(PLACEHOLDER);
}

/** What is to be done, in order. */
function steps() {
  const quiet = options.yes ? ['--non-interactive'] : [];
  const space = options['developer-space'];
  const where = ['--environment', options.environment];
  return [
    isPlaceholder() && {
      says: 'Registering the app under your account (its id is written to manifest.yml; commit that change)',
      command: forge('register', 'Needle', ...(space ? ['--developer-space-id', space] : [])),
    },
    { says: 'Building the pages', command: ['npm', 'run', 'build'] },
    { says: `Deploying to ${options.environment}`, command: forge('deploy', ...where, ...quiet) },
    {
      says: `Installing on ${options.site ?? 'the site that you name with --site'}`,
      command: forge(
        'install',
        ...['--site', options.site ?? 'NAME.atlassian.net', '--product', 'jira', ...where],
        ...(options.upgrade ? ['--upgrade'] : []),
        ...(options.yes ? ['--confirm-scopes', ...quiet] : []),
      ),
    },
  ].filter(Boolean);
}

/** One sentence for each thing that is missing, with the remedy. */
function missing() {
  const lacks = [];
  if (!process.env.FORGE_EMAIL || !process.env.FORGE_API_TOKEN) {
    lacks.push(
      'Deploying needs an Atlassian account: set FORGE_EMAIL and FORGE_API_TOKEN (npm run deploy -- --help says where to get them).',
    );
  }
  if (isPlaceholder() && !process.stdin.isTTY) {
    lacks.push('The app is not registered yet, and registering asks questions: do this first time in a terminal.');
  }
  if (!options.site) lacks.push('No site is named: add --site NAME.atlassian.net, or set NEEDLE_SITE.');
  return lacks;
}

function run({ says, command: [program, ...args] }) {
  console.log(`\n${says}: ${[program, ...args].join(' ')}`);
  const { status, error } = spawnSync(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    // npm and npx are command scripts there, which only a shell starts.
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  return status === 0;
}

function main() {
  if (options.help) return console.log(HELP);
  if (options['dry-run']) {
    steps().forEach(({ says, command }, i) => console.log(`${i + 1}. ${says}\n   ${command.join(' ')}`));
    for (const lack of missing()) console.log(`Not yet possible: ${lack}`);
    return;
  }
  const lacks = missing();
  if (lacks.length > 0) {
    for (const lack of lacks) console.error(lack);
    process.exitCode = 1;
    return;
  }
  ensureInstalled();
  for (const step of steps()) {
    if (run(step)) continue;
    console.error(`\nThis step failed: ${step.says}. What was done before it stays done; the same command goes on from here.`);
    process.exitCode = 1;
    return;
  }
}

main();
