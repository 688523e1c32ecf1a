import { privacy } from '@forge/api';
import { z } from 'zod';
import { type AccountNews, type StoredAccount } from '../domain/person';

const news = z.array(z.object({ accountId: z.string(), status: z.enum(['closed', 'updated']) }));

/** Atlassian's personal-data service, told of at most ninety accounts at a time. Throws when it refuses, so that the report is made again. */
export async function reportAccounts(accounts: readonly StoredAccount[]): Promise<AccountNews[]> {
  try {
    return news.parse(await privacy.reportPersonalData([...accounts]));
  } catch (error) {
    // The package rejects with the bare response of a refusal.
    if (error instanceof Error) throw error;
    const status = z.object({ status: z.number() }).safeParse(error).data?.status;
    throw new Error(`Atlassian refused the report of accounts${status === undefined ? '' : ` with ${status}`}.`, { cause: error });
  }
}
