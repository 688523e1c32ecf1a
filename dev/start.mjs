/** `npm start`: sets up what is missing, then runs the local platform with the options that follow `--`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ROOT } from './setup.mjs';

ensureInstalled();
ensureBuilt();

const platform = spawn(process.execPath, ['--import', 'tsx', join('dev', 'host', 'main.ts'), ...process.argv.slice(2)], {
  cwd: ROOT,
  // Paths among the options are relative to where the person stands.
  env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  // Through the channel the platform notices when this process ends, however roughly, and ends too.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// The terminal sends Ctrl+C to both; the platform ends itself, and this process with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => platform.kill('SIGTERM'));
platform.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 0)));
