/** Small forms for what one does in Jira by hand: each folds out, sends, and shows Jira's own words when it is refused. */
import { h } from './dom';
import { reload } from './navigation';

export interface Field {
  name: string;
  label: string;
  type?: 'text' | 'date' | 'number' | 'area' | 'choice';
  value?: string | undefined;
  options?: readonly { value: string; label: string }[];
  required?: boolean;
}

/** What was typed, by the fields' names, without spaces around it. */
export type Typed = Readonly<Record<string, string>>;

let nextForm = 1;

/** A form below its title. `send` may go elsewhere; otherwise the page is drawn anew. */
export function foldedForm(title: string, button: string, fields: readonly Field[], send: (typed: Typed) => Promise<unknown>): HTMLElement {
  const id = `form-${nextForm++}`;
  const message = h('p', { class: 'error', role: 'alert' });
  const submit = async (form: HTMLFormElement): Promise<void> => {
    message.textContent = '';
    const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    try {
      if ((await send(typed)) !== STAY) reload();
    } catch (error) {
      message.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) void submit(event.currentTarget);
  };
  const form = h('form', { class: 'inset stack', on: { submit: onSubmit } }, ...fields.flatMap((field) => control(field, `${id}-${field.name}`)), h('div', {}, h('button', { type: 'submit' }, button)), message);
  return h('details', { class: 'context' }, h('summary', {}, title), form);
}

/** A button that does something at once, draws the page anew, and shows Jira's own words when it is refused. */
export function deed(label: string, act: () => Promise<unknown>, called = label): HTMLElement {
  const message = h('p', { class: 'error', role: 'alert' });
  const run = async (): Promise<void> => {
    message.textContent = '';
    try {
      if ((await act()) !== STAY) reload();
    } catch (error) {
      message.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  return h('span', {}, h('button', { type: 'button', 'aria-label': called, on: { click: () => void run() } }, label), message);
}

/** What is asked for only when it is unfolded. `load` is given a way to load it again, for what it changes itself. */
export function lazyFold(title: string, load: (again: () => Promise<void>) => Promise<HTMLElement[]>): HTMLElement {
  const inside = h('div', { class: 'inset stack' });
  const fill = async (): Promise<void> => {
    try {
      inside.replaceChildren(...(await load(fill)));
    } catch (error) {
      inside.replaceChildren(h('p', { class: 'error', role: 'alert' }, error instanceof Error ? error.message : String(error)));
    }
  };
  const toggle = (event: Event): void => {
    if (event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open) void fill();
  };
  return h('details', { class: 'context', on: { toggle } }, h('summary', {}, title), inside);
}

/** For what is lazily folded: loads that again once something was done, in place of the whole page. */
export async function followed(doing: Promise<unknown>, again: () => Promise<void>): Promise<typeof STAY> {
  await doing;
  await again();
  return STAY;
}

/** Given back by a `send` that went to another page. */
export const STAY = Symbol('stay');

function control({ name, label, type = 'text', value = '', options = [], required = false }: Field, id: string): HTMLElement[] {
  const labelled = h('label', { for: id }, label);
  if (type === 'choice') {
    return [labelled, h('select', { id, name, required }, ...options.map((option) => h('option', { value: option.value, selected: option.value === value }, option.label)))];
  }
  if (type === 'area') return [labelled, h('textarea', { id, name, rows: 3, required }, value)];
  return [labelled, h('input', { id, name, type, value, required, step: type === 'number' ? 'any' : undefined })];
}

/** Plain words as the document that Jira wants. */
export function documentOf(words: string): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] };
}

/** The words of a document of Jira's, a line a paragraph. */
export function wordsOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { text, content = [], type } = node as { text?: string; content?: unknown[]; type?: string };
  return text ?? content.map(wordsOf).join(type === 'doc' ? '\n' : '');
}

/** Names between commas. */
export function listOf(text: string): string[] {
  return text.split(',').map((one) => one.trim()).filter((one) => one !== '');
}
