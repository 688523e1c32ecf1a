import { showFlag } from '@forge/bridge';

let shown = 0;

/** Tells that something was done, in Jira's own corner of the page, with a way back where there is one. */
export function tell(title: string, more: { description?: string; undo?: { text: string; run: () => void } } = {}): void {
  shown += 1;
  const { description, undo } = more;
  showFlag({
    id: `needle-${shown}`,
    title,
    type: 'success',
    isAutoDismiss: true,
    ...(description === undefined ? {} : { description }),
    ...(undo ? { actions: [{ text: undo.text, onClick: undo.run }] } : {}),
  });
}
