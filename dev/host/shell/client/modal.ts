import type { CallbackRef } from '../../bridge/messages';
import { host, type ModuleInfo } from './api';
import { byId, h } from './dom';
import { Frame } from './frame';

export interface ModalOptions {
  resource: string | null;
  onClose: CallbackRef;
  size: string | { width: string; height?: string };
  context: Record<string, unknown>;
  closeOnEscape: boolean;
  closeOnOverlayClick: boolean;
  title: string;
}

/** Opens a page of the app over the site. Its `close` and the dialog's own both tell the page that opened it. */
export async function openModal(opener: Frame, options: ModalOptions): Promise<boolean> {
  const { module, user, place, colorMode } = opener.options;
  const resource = options.resource ?? module.resource;
  const { url } = await host<{ url?: string }>('POST', '/_host/resource', { resource });
  if (url === undefined) return false;
  const shown: ModuleInfo = { ...module, resource };
  const dialog = h('dialog', { class: `modal modal-${typeof options.size === 'string' ? options.size : 'custom'}` });
  let open = true;
  const close = (payload?: unknown): void => {
    if (!open) return;
    open = false;
    if (frame.closeCallback) frame.callBack(frame.closeCallback, payload);
    frame.remove();
    dialog.remove();
    opener.callBack(options.onClose, payload);
  };
  const title = options.title || module.title;
  const frame = new Frame({ user, module: shown, place, src: url, colorMode, title, close, extension: { modal: options.context } });
  if (typeof options.size !== 'string') dialog.style.width = options.size.width;
  dialog.setAttribute('aria-label', title);
  dialog.append(frame.element);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (options.closeOnEscape) close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && options.closeOnOverlayClick) close();
  });
  byId('modals').append(dialog);
  dialog.showModal();
  return true;
}
