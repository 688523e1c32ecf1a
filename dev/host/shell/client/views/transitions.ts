import { jira } from '../api';
import { h } from '../dom';
import type { Issue } from '../model';
import { reload } from '../navigation';
import type { ViewContext } from './view';

interface Transition {
  id: string;
  name: string;
}

/** Moves the issue on: asks Jira where to when it is opened, and shows Jira's own words when it refuses. */
export function transitions({ user }: ViewContext, issue: Issue): HTMLElement {
  const path = `/rest/api/3/issue/${encodeURIComponent(issue.key)}/transitions`;
  const message = h('p', { class: 'error', role: 'alert' });
  const choices = h('div', { class: 'buttons' });
  const tell = (error: unknown): void => {
    message.textContent = error instanceof Error ? error.message : String(error);
  };
  const move = async (id: string): Promise<void> => {
    message.textContent = '';
    await jira(user, 'POST', path, { transition: { id } });
    reload();
  };
  const load = async (): Promise<void> => {
    const found = await jira<{ transitions: Transition[] }>(user, 'GET', path);
    const buttons = found.transitions.map(({ id, name }) =>
      h('button', { type: 'button', on: { click: () => void move(id).catch(tell) } }, name),
    );
    choices.replaceChildren(...(buttons.length === 0 ? [h('span', { class: 'quiet' }, 'You cannot move this issue.')] : buttons));
  };
  const toggle = (event: Event): void => {
    if (event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open) void load().catch(tell);
  };
  return h(
    'details',
    { class: 'context transitions', on: { toggle } },
    h('summary', {}, 'Move to another status'),
    h('div', { class: 'inset' }, choices, message),
  );
}
