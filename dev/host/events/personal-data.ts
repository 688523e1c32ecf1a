/** Atlassian's personal-data service: apps report the accounts that they store, and hear which to erase or look up again. */
import { z } from 'zod';
import type { HostState } from '../state';
import type { Clock, HttpReply } from '../types';

/** Accounts in one report. Source: user privacy developer guide, report-accounts. */
const MAX_ACCOUNTS = 90;
const SCOPE = 'report:personal-data';
const STATE = 'accounts';

const report = z.object({ accounts: z.array(z.object({ accountId: z.string().min(1), updatedAt: z.iso.datetime({ offset: true }) })).max(MAX_ACCOUNTS) });

export type AccountChange = 'closed' | 'updated';

interface Accounts {
  /** What became of an account, and when (ISO instant). */
  changed: Record<string, { status: AccountChange; at: string }>;
  /** When the app last reported an account. */
  reported: Record<string, string>;
}

export class PersonalData {
  constructor(
    private readonly state: HostState,
    private readonly clock: Clock,
    private readonly scopes: readonly string[],
  ) {}

  get accounts(): Accounts {
    return this.state.get<Accounts>(STATE) ?? { changed: {}, reported: {} };
  }

  /** Closes an account, or lets its owner have changed their profile. */
  change(accountId: string, status: AccountChange): void {
    const { changed, reported } = this.accounts;
    this.state.set(STATE, { changed: { ...changed, [accountId]: { status, at: this.now() } }, reported });
  }

  /** Answers a report: 204 when there is nothing to do. An update is told to whoever read the account before it. */
  answer(body: unknown): HttpReply {
    if (!this.scopes.includes(SCOPE)) return reply(403, { code: 403, message: `The scope ${SCOPE} is missing.` });
    const parsed = report.safeParse(body);
    if (!parsed.success) return reply(400, { code: 400, message: `Send at most ${MAX_ACCOUNTS} accounts with accountId and updatedAt.` });
    const { changed, reported } = this.accounts;
    const told = parsed.data.accounts.flatMap(({ accountId, updatedAt }) => {
      const change = Object.hasOwn(changed, accountId) ? changed[accountId] : undefined;
      const isNews = change?.status === 'closed' || (change !== undefined && Date.parse(change.at) > Date.parse(updatedAt));
      return change && isNews ? [{ accountId, status: change.status }] : [];
    });
    const now = this.now();
    this.state.set(STATE, { changed, reported: { ...reported, ...Object.fromEntries(parsed.data.accounts.map(({ accountId }) => [accountId, now])) } });
    return told.length === 0 ? reply(204) : reply(200, { accounts: told });
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function reply(status: number, body?: unknown): HttpReply {
  return { status, headers: { 'content-type': 'application/json' }, body: body === undefined ? '' : JSON.stringify(body) };
}
