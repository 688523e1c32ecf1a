/**
 * `npm run --silent analyse -- COMMAND …`: the domain for anyone with a spreadsheet and no Jira. Results go to standard
 * output and nothing else does; what is wrong is one sentence on standard error, and exit code 2.
 */
import { commands } from './analyse/commands';
import { Failure } from './analyse/failure';

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new Failure(`Use: analyse ${Object.keys(commands).join('|')} …, each told more about by --help.`);
  }
  if (args.includes('--help')) process.stdout.write(`${command.usage}\n`);
  else await command.run(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
