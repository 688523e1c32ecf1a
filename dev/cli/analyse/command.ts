/** One sub-command of `analyse`. */
export interface Command {
  /** How it is called, and what its options mean. */
  usage: string;
  /** Writes its result to standard output. Throws a `Failure` for what the person can mend. */
  run(args: readonly string[]): void | Promise<void>;
}
