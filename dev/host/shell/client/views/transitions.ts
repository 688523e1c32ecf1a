import { jira, JiraError } from '../api';
import { h } from '../dom';
import type { Issue } from '../model';
import { reload } from '../navigation';
import type { ViewContext } from './view';

interface Transition {
  id: string;
  name: string;
}

/** Buttons that move the issue on, with Jira's own words when it refuses. Absent where there are none. */
export async function transitions({ user }: ViewContext, issue: Issue): Promise<HTMLElement | undefined> {
  const path = `/rest/api/3/issue/${encodeURIComponent(issue.key)}/transitions`;
  const found = await offered(() => jira<{ transitions: Transition[] }>(user, 'GET', path));
  if (!found || found.transitions.length === 0) return undefined;
  const message = h('p', { class: 'error', role: 'alert' });
  const buttons = found.transitions.map(({ id, name }) =>
    h('button', { type: 'button', on: { click: () => void move(id) } }, name),
  );
  const move = async (id: string): Promise<void> => {
    message.textContent = '';
    try {
      await jira(user, 'POST', path, { transition: { id } });
      reload();
    } catch (error) {
      message.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  return h('section', { class: 'transitions' }, h('h2', {}, 'Move to'), h('div', { class: 'buttons' }, ...buttons), message);
}

/** Undefined where Jira does not offer or allow the call; then the page simply has no such part. */
async function offered<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof JiraError) return undefined;
    throw error;
  }
}
