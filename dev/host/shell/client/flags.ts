import type { CallbackRef } from '../../bridge/messages';
import { byId, h } from './dom';
import type { Frame } from './frame';

const MARKS: Readonly<Record<string, string>> = { info: 'i', success: '✓', warning: '!', error: '✕' };
const SECOND_MS = 1000;

export interface FlagOptions {
  id: string;
  title?: string;
  description?: string;
  type: string;
  appearance?: string;
  isAutoDismiss?: boolean;
  actions?: { text: string; onClick: CallbackRef }[];
}

const AUTO_DISMISS_S = 8;

/** Shows a message of the app at the foot of the page; one with the same id is replaced. */
export function showFlag(frame: Frame, options: FlagOptions): void {
  closeFlag(options.id);
  const type = options.appearance ?? options.type;
  const flag = h(
    'section',
    { class: `flag flag-${type}`, 'data-flag': options.id },
    h('span', { class: 'flag-mark', 'aria-hidden': 'true' }, MARKS[type] ?? 'i'),
    h(
      'div',
      { class: 'flag-body' },
      h('strong', {}, options.title ?? ''),
      options.description !== undefined && h('p', {}, options.description),
      ...(options.actions ?? []).map(({ text, onClick }) =>
        h('button', { type: 'button', class: 'link', on: { click: () => frame.callBack(onClick) } }, text),
      ),
    ),
    h('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss', on: { click: () => closeFlag(options.id) } }, '✕'),
  );
  byId('flags').append(flag);
  if (options.isAutoDismiss) setTimeout(() => flag.remove(), AUTO_DISMISS_S * SECOND_MS);
}

export function closeFlag(id: string): boolean {
  const flag = [...byId('flags').children].find((one) => one instanceof HTMLElement && one.dataset['flag'] === id);
  flag?.remove();
  return flag !== undefined;
}
