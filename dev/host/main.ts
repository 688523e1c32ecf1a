/** Starts the local platform over the app in the current folder: `npm start`. */
import { takeDataFolder, emptyDataFolder } from './data';
import { openDatabase } from './database';
import { PlatformError } from './error';
import { bundleFunctions } from './functions/bundle';
import { loadManifest, unsupported } from './manifest';
import { parseOptions, type Options } from './options';
import { Platform } from './platform';
import { ProgressBar } from './progress';
import { checkSeed, isHalfSeeded, seed } from './seeding';
import { startServers, type Servers } from './server';

async function main(args: string[]): Promise<void> {
  const options = parseOptions(args, process.env['INIT_CWD'] ?? process.cwd());
  if (options.seed !== undefined) checkSeed(options.seed);
  const manifest = loadManifest(options.app);
  const log = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const servers = await startServers(options.port, log);
  const file = takeDataFolder(options.data, options.reset);
  const parts = { bundles: await bundleFunctions(manifest), siteUrl: servers.url, variables: options.variables, log };
  let platform = new Platform(manifest, { ...parts, db: openDatabase(file) });
  if (isHalfSeeded(platform)) {
    log('The last start ended while the site was being made; it is made anew.');
    platform.close();
    emptyDataFolder(options.data);
    platform = new Platform(manifest, { ...parts, db: openDatabase(file) });
  }
  await run(platform, servers, options);
}

async function run(platform: Platform, servers: Servers, options: Options): Promise<void> {
  let ready = false;
  if (options.now !== undefined) platform.clock.set(options.now);
  platform.functions.warm();
  servers.serve(platform, () => ready);
  const keeping = setInterval(() => platform.clock.keep(), KEEP_CLOCK_MS);
  const stop = (): void => {
    clearInterval(keeping);
    platform.clock.keep();
    servers.close();
    platform.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // `npm start` holds a channel to this process; its end is this one's.
  process.on('disconnect', stop);
  // The demo is made through the running platform, events and all.
  platform.install();
  platform.dispatcher.start();
  const notes = await seed(platform, options.seed, servers.url, new ProgressBar(process.stderr));
  ready = true;
  greet(platform, servers.url, [...notes, ...unsupported(platform.manifest)]);
}

function greet(platform: Platform, url: string, notes: string[]): void {
  for (const note of notes) console.log(note);
  console.log(`\nThe site is at ${url}  (clock: ${new Date(platform.clock.now()).toISOString()}${platform.clock.frozen ? ', frozen' : ''})`);
  console.log('You can be:');
  const users = platform.jira.users();
  const shown = users.slice(0, SHOWN_USERS);
  for (const { accountId, displayName, roles } of shown) {
    console.log(`  ${displayName.padEnd(24)} ${url}/?as=${encodeURIComponent(accountId)}  ${roles.slice(0, SHOWN_ROLES).join(', ')}`);
  }
  if (users.length > shown.length) console.log(`  and ${users.length - shown.length} more, chosen at the top right of every page.`);
  console.log('Stop with Ctrl+C.');
}

const SHOWN_USERS = 8;
const SHOWN_ROLES = 3;
/** How much of its time a killed platform's clock may lose. */
const KEEP_CLOCK_MS = 5_000;

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof PlatformError ? error.message : error);
  process.exit(1);
});
