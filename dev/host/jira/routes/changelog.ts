import { z } from 'zod';
import type { Bean } from '../catalogue';
import { changeBean, type ChangeRow } from '../change-view';
import { JiraError } from '../error';
import { ok, pageOf, param, parseBody, type Answer, type Call, type Route } from '../route';
import { People } from '../user-view';
import { findIssue } from '../viewer';

/** One issue's history, oldest first. */
function ofIssue(call: Call): Answer {
  const issue = call.viewer.issue(param(call, 'issueIdOrKey'));
  const rows = call.site.store.all<ChangeRow>('SELECT * FROM jira_change WHERE issueId = ? ORDER BY created, id', issue.id);
  const page = pageOf(call, `issue/${String(issue.id)}/changelog`, rows, 100);
  const people = new People(call.site);
  return ok({ ...page, values: page.values.map((row) => changeBean(people, call.viewer.zone, row)) }, page.values.length);
}

const bulk = z.object({
  issueIdsOrKeys: z.array(z.string()).min(1).max(1000),
  fieldIds: z.array(z.string()).max(10).optional(),
  maxResults: z.number().int().min(1).max(10_000).optional(),
  nextPageToken: z.string().nullish(),
});

/** Where a page of many histories ended: the change after which the next begins. */
const position = z.tuple([z.number(), z.number(), z.number()]);

/** The histories of many issues, by issue and oldest first, cut into pages of changes. Issues not seen are left out. */
function ofMany(call: Call): Answer {
  call.viewer.account();
  const asked = parseBody(call, bulk);
  const seen = asked.issueIdsOrKeys
    .map((idOrKey) => findIssue(call.site, idOrKey))
    .filter((issue) => issue !== undefined)
    .filter((issue) => call.viewer.sees(issue))
    .map(({ id }) => id);
  const [issueId, created, changeId] = typeof asked.nextPageToken === 'string' ? readPosition(asked.nextPageToken) : [0, 0, 0];
  const limit = asked.maxResults ?? 1000;
  const rows = call.site.store.all<ChangeRow>(
    `SELECT c.* FROM jira_change c
     WHERE c.issueId IN (SELECT value FROM json_each(?1)) AND (c.issueId, c.created, c.id) > (?2, ?3, ?4)
       AND (?5 IS NULL OR EXISTS (SELECT 1 FROM json_each(c.items) i
         WHERE json_extract(i.value, '$.fieldId') IN (SELECT value FROM json_each(?5))))
     ORDER BY c.issueId, c.created, c.id LIMIT ?6`,
    JSON.stringify(seen), issueId, created, changeId,
    asked.fieldIds === undefined || asked.fieldIds.length === 0 ? null : JSON.stringify(asked.fieldIds),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const people = new People(call.site);
  const histories = new Map<number, Bean[]>();
  for (const row of page) {
    const known = histories.get(row.issueId) ?? [];
    known.push(changeBean(people, call.viewer.zone, row));
    histories.set(row.issueId, known);
  }
  return ok(
    {
      issueChangeLogs: [...histories].map(([id, changeHistories]) => ({ issueId: String(id), changeHistories })),
      ...(rows.length > limit && last !== undefined
        ? { nextPageToken: Buffer.from(JSON.stringify([last.issueId, last.created, last.id])).toString('base64url') }
        : {}),
    },
    histories.size,
  );
}

function readPosition(text: string): [number, number, number] {
  try {
    return position.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new JiraError(400, ['The provided next page token is invalid or expired.']);
  }
}

export const changelogRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/changelog', scopes: ['read:jira-work'], handle: ofIssue },
  { method: 'POST', path: '/rest/api/3/changelog/bulkfetch', scopes: ['read:jira-work'], handle: ofMany },
];
