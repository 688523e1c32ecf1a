/** What the person at the command line did or lacks: printed as one sentence, without a stack. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
