import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Failure } from './failure';
import { numberIn } from './number';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options of a call; an option that is not known, or lacks its value, is a failure. */
export function readOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: joined(args, options), options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(error.message.split('. ')[0]?.replace(/\.?$/, '.') ?? '');
    throw error;
  }
}

/** `--target -5` as `--target=-5`: a negative number is a value and no option. */
function joined(args: readonly string[], options: Options): string[] {
  const all: string[] = [];
  for (const arg of args) {
    const option = all.at(-1)?.replace(/^--/, '') ?? '';
    const isValue = numberIn(arg) !== undefined && Object.hasOwn(options, option) && options[option]?.type === 'string';
    if (isValue) all[all.length - 1] = `--${option}=${arg}`;
    else all.push(arg);
  }
  return all;
}

/** The one file of a call. */
export function onlyFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined) throw new Failure('Name the file.');
  if (more.length > 0) throw new Failure(`One file at a time: "${more[0]}" is one too many.`);
  return file;
}

export function needed(name: string, value: string | undefined): string {
  if (value === undefined) throw new Failure(`--${name} is missing.`);
  return value;
}

/** An option's number; undefined when it was not given. */
export function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = numberIn(text);
  if (value === undefined) throw new Failure(`--${name} takes a number, and "${text}" is none.`);
  return value;
}

/** An option's number above 0. */
export function sizeOption(name: string, text: string | undefined): number | undefined {
  const value = numberOption(name, text);
  if (value !== undefined && !(value > 0)) throw new Failure(`--${name} takes a number above 0.`);
  return value;
}

/** An option's whole number from 1. */
export function countOption(name: string, text: string | undefined): number | undefined {
  const value = numberOption(name, text);
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
    throw new Failure(`--${name} takes a whole number from 1.`);
  }
  return value;
}

export function choiceOption<T extends string>(name: string, text: string | undefined, choices: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new Failure(`--${name} takes ${choices.join(' or ')}, and "${text}" is neither.`);
  return choice;
}
