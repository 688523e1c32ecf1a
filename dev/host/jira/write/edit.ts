import type { ChangeItem } from '../change-item';
import { JiraError } from '../error';
import type { Site } from '../site';
import type { Param } from '../store';
import type { IssueRow, Viewer } from '../viewer';

/** What writing a field works on. For a new issue, `issue` is the row as it was just made. */
export interface Writing {
  site: Site;
  viewer: Viewer;
  issue: IssueRow;
}

/** What a new value of a field does: columns of the issue, and lines in its history. */
export interface Edit {
  columns?: Partial<Record<keyof IssueRow, Param>>;
  items: ChangeItem[];
  /** Writes what is not a column. */
  apply?: () => void;
}

export type Write = (value: unknown, writing: Writing) => Edit;

export const NO_EDIT: Edit = { items: [] };

/** One line of a history. */
export function item(field: string, fieldId: string | undefined, from: [string | null, string | null], to: [string | null, string | null]): ChangeItem {
  return {
    field,
    fieldtype: fieldId?.startsWith('customfield_') === true ? 'custom' : 'jira',
    ...(fieldId === undefined ? {} : { fieldId }),
    from: from[0],
    fromString: from[1],
    to: to[0],
    toString: to[1],
  };
}

export function notOnScreen(field: string): JiraError {
  return JiraError.field(field, `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`);
}
