import { route } from '@forge/api';
import { z } from 'zod';
import { type Client, post } from './jira-client';

/** Issues in one jql/match: Jira's documents name no limit, so as many as in a page of a search. */
const MAX_ISSUES_PER_MATCH = 100;

const none = z.array(z.string()).nullish().transform((errors) => errors ?? []);
const matchReply = z.object({ matches: z.array(z.object({ matchedIssues: z.array(z.union([z.number(), z.string()])), errors: none })) });
const parseReply = z.object({ queries: z.array(z.object({ query: z.string(), errors: none })) });

/** The queries that find each of the issues, by issue id; and what Jira says of those that it cannot read. */
export async function matching(client: Client, issueIds: readonly string[], queries: readonly string[]): Promise<{ found: Map<string, string[]>; faults: Map<string, string> }> {
  const found = new Map<string, string[]>();
  const faults = new Map<string, string>();
  for (let start = 0; start < issueIds.length && queries.length > 0; start += MAX_ISSUES_PER_MATCH) {
    const some = issueIds.slice(start, start + MAX_ISSUES_PER_MATCH).map(Number);
    // An entry a query, in their order.
    const { matches } = await post(client, route`/rest/api/3/jql/match`, { issueIds: some, jqls: queries }, matchReply);
    for (const [i, { matchedIssues, errors }] of matches.entries()) {
      const query = queries[i] ?? '';
      for (const id of matchedIssues) found.set(String(id), [...(found.get(String(id)) ?? []), query]);
      if (errors.length > 0) faults.set(query, errors.join(' '));
    }
  }
  return { found, faults };
}

/** What Jira says of those of the queries that it cannot read for whoever asks. */
export async function faultsOf(client: Client, queries: readonly string[]): Promise<Map<string, string>> {
  if (queries.length === 0) return new Map();
  const reply = await post(client, route`/rest/api/3/jql/parse?validation=strict`, { queries }, parseReply);
  return new Map(reply.queries.flatMap(({ query, errors }) => (errors.length > 0 ? [[query, errors.join(' ')] as const] : [])));
}
