import { jira } from '../api';
import { h } from '../dom';
import { deed, documentOf, foldedForm, followed, lazyFold, wordsOf } from '../forms';
import type { Issue } from '../model';
import { dayOf, table } from '../parts';
import type { User } from '../session';
import { properties } from './properties';
import type { ViewContext } from './view';

interface Note {
  id: string;
  author?: { displayName: string };
  created: string;
}

interface Comment extends Note {
  body: unknown;
}

interface Worklog extends Note {
  timeSpent: string;
}

interface Change extends Note {
  items: { field: string; fromString: string | null; toString: string | null }[];
}

/** What a page of Jira's history holds at most. */
const MOST_CHANGES = 100;

type Again = () => Promise<void>;

/** What was said of an issue, the work logged on it and its properties, each to be changed or deleted by who may; and its history. */
export function notes({ user }: ViewContext, { key }: Issue): HTMLElement[] {
  const path = `/rest/api/3/issue/${encodeURIComponent(key)}`;
  return [
    lazyFold('Comments', (again) => comments(user, `${path}/comment`, again)),
    lazyFold('Work logged', (again) => worklogs(user, `${path}/worklog`, again)),
    lazyFold('Properties', (again) => properties(user, `${path}/properties`, again)),
    lazyFold('History', () => history(user, `${path}/changelog`)),
  ];
}

async function comments(user: User, path: string, again: Again): Promise<HTMLElement[]> {
  const page = await jira<{ comments: Comment[] }>(user, 'GET', `${path}?maxResults=100`);
  if (page.comments.length === 0) return [h('p', { class: 'quiet' }, 'Nobody has said anything.')];
  return page.comments.map((comment) => {
    const edit = foldedForm('Edit this comment', 'Save comment', [{ name: 'body', label: 'Its new words', type: 'area', value: wordsOf(comment.body), required: true }], ({ body = '' }) =>
      followed(jira(user, 'PUT', `${path}/${comment.id}`, { body: documentOf(body) }), again),
    );
    return note(comment, wordsOf(comment.body), edit, deed('Delete comment', () => followed(jira(user, 'DELETE', `${path}/${comment.id}`), again)));
  });
}

async function worklogs(user: User, path: string, again: Again): Promise<HTMLElement[]> {
  const page = await jira<{ worklogs: Worklog[] }>(user, 'GET', path);
  if (page.worklogs.length === 0) return [h('p', { class: 'quiet' }, 'No work was logged.')];
  return page.worklogs.map((worklog) => {
    const edit = foldedForm('Edit this work', 'Save work', [{ name: 'spent', label: 'New time spent, such as 1d 2h', value: worklog.timeSpent, required: true }], ({ spent }) =>
      followed(jira(user, 'PUT', `${path}/${worklog.id}`, { timeSpent: spent }), again),
    );
    return note(worklog, worklog.timeSpent, edit, deed('Delete work', () => followed(jira(user, 'DELETE', `${path}/${worklog.id}`), again)));
  });
}

/** Who changed what, the newest first. */
async function history(user: User, path: string): Promise<HTMLElement[]> {
  const { total } = await jira<{ total: number }>(user, 'GET', `${path}?maxResults=1`);
  const page = await jira<{ values: Change[] }>(user, 'GET', `${path}?startAt=${Math.max(0, total - MOST_CHANGES)}&maxResults=${MOST_CHANGES}`);
  const rows = page.values.toReversed().flatMap(({ author, created, items }) =>
    items.map(({ field, fromString, toString }) => [created.slice(0, 16).replace('T', ' '), author?.displayName ?? 'Somebody', field, fromString ?? '', toString ?? '']),
  );
  return [table('History', ['When', 'Who', 'Field', 'From', 'To'], rows), ...(total > MOST_CHANGES ? [h('p', { class: 'quiet' }, `The newest ${MOST_CHANGES} of ${total} changes.`)] : [])];
}

function note({ author, created }: Note, words: string, ...deeds: HTMLElement[]): HTMLElement {
  return h('article', { class: 'stack' }, h('div', { class: 'quiet' }, `${author?.displayName ?? 'Somebody'}, ${dayOf(created)}`), h('p', {}, words), ...deeds);
}
