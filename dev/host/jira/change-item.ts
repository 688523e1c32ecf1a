/** One change of one field, as Jira's changelog writes it. */
export interface ChangeItem {
  field: string;
  fieldtype: string;
  /** Absent for changes that Jira does not tie to a field, such as a new parent. */
  fieldId?: string;
  from: string | null;
  fromString: string | null;
  to: string | null;
  toString: string | null;
}
