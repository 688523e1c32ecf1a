/** What Jira answers instead of a result: `{errorMessages, errors}` with a status. */
export class JiraError extends Error {
  override readonly name = 'JiraError';

  constructor(
    readonly status: number,
    readonly errorMessages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
  ) {
    super([...errorMessages, ...Object.entries(errors).map(([field, text]) => `${field}: ${text}`)].join(' '));
  }

  /** A 400 that names one field of the request. */
  static field(field: string, text: string): JiraError {
    return new JiraError(400, [], { [field]: text });
  }
}

/** A line of a seed file that is no issue. Nothing of the file was loaded. */
export class SeedError extends Error {
  override readonly name = 'SeedError';

  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`Line ${String(line)}: ${reason}`);
  }
}

/** The issue does not exist, or the caller may not know that it does: Jira tells the two apart to nobody. */
export function noSuchIssue(): JiraError {
  return new JiraError(404, ['Issue does not exist or you do not have permission to see it.']);
}

export function noSuchProject(idOrKey: string): JiraError {
  return new JiraError(404, [`No project could be found with key '${idOrKey}'.`]);
}

export function forbidden(text = 'You do not have permission to perform this operation.'): JiraError {
  return new JiraError(403, [text]);
}
