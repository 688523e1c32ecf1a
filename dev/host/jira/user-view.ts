import type { Site, UserRow } from './site';

/** An account as Jira shows it; e-mail addresses are hidden, as most people's are. */
export interface UserBean {
  self: string;
  accountId: string;
  accountType: string;
  avatarUrls: Record<string, string>;
  displayName: string;
  active: boolean;
  timeZone: string;
}

export function userBean(site: Site, user: UserRow): UserBean {
  const picture = (size: number): string => `${site.baseUrl}/avatar/${encodeURIComponent(user.accountId)}?size=${String(size)}`;
  return {
    self: site.url(`user?accountId=${encodeURIComponent(user.accountId)}`),
    accountId: user.accountId,
    accountType: user.accountType,
    avatarUrls: { '48x48': picture(48), '24x24': picture(24), '16x16': picture(16), '32x32': picture(32) },
    displayName: user.displayName,
    active: user.active === 1,
    timeZone: user.timeZone,
  };
}

/** Accounts of one reply, each looked up once. */
export class People {
  private readonly beans = new Map<string, UserBean>();

  constructor(private readonly site: Site) {}

  /** The account, or null for none. An account that is gone shows as a former user. */
  bean(accountId: string | null): UserBean | null {
    if (accountId === null) return null;
    const known = this.beans.get(accountId);
    if (known !== undefined) return known;
    const row = this.site.user(accountId) ?? {
      accountId, displayName: 'Former user', email: null, timeZone: this.site.zone, accountType: 'unknown', active: 0,
    };
    const bean = userBean(this.site, row);
    this.beans.set(accountId, bean);
    return bean;
  }
}
