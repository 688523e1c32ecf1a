/** What an administrator sets for the whole site. */

export interface SiteSettings {
  /** Whether an owner is told of new alarms through Jira. */
  notices: boolean;
  /** IANA name of the time zone in which weeks begin; the site's own when left out. */
  zone?: string | undefined;
  /** What a day of delay costs; `currency` by its ISO 4217 code. */
  delayCost?: { perDay: number; currency: string } | undefined;
}

export const DEFAULT_SETTINGS: SiteSettings = { notices: true };
