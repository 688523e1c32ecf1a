import { z } from 'zod';
import { type RightName } from '../domain/access';

/** What stands under `ONCE`. */
export const onceKey = z.uuid();

/** The manifest's module keys from which calls come. */
export const MODULES = [
  'issue-panel',
  'issue-context',
  'project-page',
  'project-settings',
  'global-page',
  'admin-page',
  'gate',
] as const;
export type ModuleKey = (typeof MODULES)[number];

/**
 * What a caller must be allowed to do, checked in the resolver against Jira as that person, and what the input must
 * hold for it. Issue and project come from the platform's context, and even those are checked as the person.
 */
export interface PermissionInputs {
  /** Anyone signed in to the site. */
  'signed-in': object;
  /** Browse the issue that the surface stands on. */
  'view-issue': object;
  /** Browse the project that the surface stands on. */
  'browse-project': object;
  /** Administer the project that the surface stands on. */
  'administer-project': object;
  /** Administer the project of the named issue, on a surface of that project. */
  'link-issue': { issueId: string };
  /** Administer Jira, the whole site. */
  'administer-jira': object;
  /** Let the issue that the surface stands on pass a gate: administer its project, manage outcomes, or own one that it serves. */
  'override-gate': object;
  /** Create outcomes and KPIs. */
  'manage-outcomes': object;
  'view-outcome': { outcomeId: string };
  /** Manager or owner of the outcome. */
  'edit-outcome': { outcomeId: string };
  /** Jira administrator, manager or approver of the outcome. */
  'approve-outcome': { outcomeId: string };
  /** Manager, owner of the KPI, or owner of an outcome that uses it. */
  'view-kpi': { kpiId: string };
  /** Manager or owner of the KPI. */
  'edit-kpi': { kpiId: string };
}
export type Permission = keyof PermissionInputs & RightName;

/** One call: everything about it but the doing. */
export interface Call<
  P extends Permission = Permission,
  I extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  summary: string;
  permission: P;
  modules: readonly ModuleKey[];
  input: I;
  reply: R;
}

/** Writes a row. A call without a permission, or whose input lacks what its permission is checked on, does not compile. */
export function call<P extends Permission, I extends z.ZodType<PermissionInputs[P]>, R extends z.ZodType>(
  row: Call<P, I, R>,
): Call<P, I, R> {
  return row;
}
