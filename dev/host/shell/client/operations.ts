/** The bridge calls that the shell answers, by name. A call that is not here is refused by its name. */
import type { CallbackRef } from '../../bridge/messages';
import { host } from './api';
import { closeFlag, showFlag, type FlagOptions } from './flags';
import { allFrames, type Frame, type Operation } from './frame';
import { openModal, type ModalOptions } from './modal';
import { navigate, reload } from './navigation';
import { addresses } from './routes';
import { colorMode } from './session';

interface HostError {
  error?: { message: string };
}

/** Payloads come from @forge/bridge, which has checked and shaped them. */
export const operations: Readonly<Record<string, Operation>> = {
  invoke,
  getContext,
  fetchProduct,
  enableTheming: (frame) => {
    frame.enableTheming(colorMode());
    return true;
  },
  navigate: (_, payload) => {
    const target = payload as { type: 'same-tab' | 'new-tab' };
    const url = urlOf(payload);
    if (target.type === 'new-tab') window.open(url, '_blank', 'noopener');
    else navigate(url);
  },
  getUrl: (_, payload) => new URL(urlOf(payload), location.origin).href,
  reload: () => reload(),
  refresh: () => reload(),
  refreshIssueView: () => reload(),
  showFlag: (frame, payload) => showFlag(frame, payload as FlagOptions),
  closeFlag: (_, payload) => closeFlag((payload as { id: string }).id),
  openModal: (frame, payload) => openModal(frame, payload as ModalOptions),
  close: (frame, payload) => endDialog(frame, payload),
  submit: (frame, payload) => endDialog(frame, payload),
  onClose: (frame, payload) => {
    frame.closeCallback = payload as CallbackRef;
    return true;
  },
  setWorkflowRuleConfigurationCallback: (frame, payload) => {
    frame.ruleCallback = (payload as { data: { onConfigure: CallbackRef } }).data.onConfigure;
    return true;
  },
  createHistory: (frame, payload) => {
    frame.historyCallback = payload as CallbackRef;
    return pathBelow(frame) + location.search + location.hash;
  },
  historyGo: (frame, payload) => {
    const { action, path, delta } = payload as { action?: 'PUSH' | 'REPLACE'; path?: string; delta?: number };
    if (delta !== undefined) return history.go(delta);
    const address = `${frame.options.base ?? location.pathname}${frame.options.base === undefined || path === '/' ? '' : (path ?? '')}`;
    if (action === 'REPLACE') history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  },
  on: (frame, payload) => subscribe(frame, payload, false),
  onPublic: (frame, payload) => subscribe(frame, payload, true),
  off: (frame, payload) => frame.unsubscribe((payload as { subscription: number }).subscription),
  emit: (frame, payload) => emit(frame, payload, false),
  emitPublic: (frame, payload) => emit(frame, payload, true),
  changeWindowTitle: (_, payload) => {
    document.title = String(payload);
  },
  getFrameId: (frame) => frame.id,
  emitReadyEvent: (frame) => {
    frame.element.dataset['ready'] = 'true';
  },
};

async function invoke({ options }: Frame, payload: unknown): Promise<unknown> {
  const { functionKey, payload: sent, metadata } = payload as { functionKey: string; payload?: unknown; metadata?: unknown };
  const reply = await host<{ ok: boolean; result?: unknown } & HostError>('POST', '/_host/invoke', {
    accountId: options.user.accountId,
    moduleKey: options.module.key,
    ...options.place,
    functionKey,
    payload: sent,
  });
  if (!reply.ok) throw new Error(reply.error?.message ?? 'The function failed.');
  return metadata === undefined ? reply.result : { body: reply.result, metadata: {} };
}

async function getContext({ options }: Frame): Promise<unknown> {
  const reply = await host<{ context?: { extension: Record<string, unknown> } } & HostError>('POST', '/_host/context', {
    accountId: options.user.accountId,
    moduleKey: options.module.key,
    ...options.place,
  });
  if (!reply.context) throw new Error(reply.error?.message ?? 'There is no context.');
  const { extension, ...rest } = reply.context;
  return { ...rest, extension: { ...extension, ...options.extension }, theme: { colorMode: colorMode() } };
}

async function fetchProduct({ options }: Frame, payload: unknown): Promise<unknown> {
  const { product, restPath, fetchRequestInit, isMultipartFormData } = payload as {
    product: string;
    restPath: string;
    fetchRequestInit?: { method?: string; headers?: [string, string][]; body?: string | null };
    isMultipartFormData?: boolean;
  };
  if (product !== 'jira') throw new Error(`The local platform has no ${product}.`);
  if (isMultipartFormData) throw new Error('The local platform does not offer requests with form data.');
  const reply = await host<{ status: number; headers: Record<string, string>; body: string } & HostError>('POST', '/_host/fetch', {
    accountId: options.user.accountId,
    path: restPath,
    method: fetchRequestInit?.method ?? 'GET',
    headers: fetchRequestInit?.headers ?? [],
    body: fetchRequestInit?.body,
  });
  if (reply.error) throw new Error(reply.error.message);
  return { ...reply, statusText: '', isAttachment: false };
}

function urlOf(payload: unknown): string {
  const { url, target, issueKey, projectKey, moduleKey, path = '' } = payload as Record<string, string | undefined>;
  if (url !== undefined) return safe(url);
  if (target === 'issue' && issueKey !== undefined) return addresses.issue(issueKey);
  if (target === 'projectSettingsDetails' && projectKey !== undefined) return addresses.projectSettings(projectKey);
  if (target === 'module' && moduleKey !== undefined) {
    return (projectKey === undefined ? addresses.globalApp(moduleKey) : addresses.projectApp(projectKey, moduleKey)) + path;
  }
  throw new Error(`The local platform cannot go to the target "${target ?? ''}".`);
}

/** An address that a page may send the browser to: one that runs nothing. */
function safe(url: string): string {
  if (!['http:', 'https:', 'mailto:'].includes(new URL(url, location.origin).protocol)) {
    throw new Error(`The local platform does not go to "${url}".`);
  }
  return url;
}

/** The part of the address that is the page's own. */
export function pathBelow({ options }: Frame): string {
  return options.base === undefined ? '/' : location.pathname.slice(options.base.length) || '/';
}

function endDialog(frame: Frame, payload: unknown): boolean {
  if (!frame.options.close) return false;
  frame.options.close(payload);
  return true;
}

function subscribe(frame: Frame, payload: unknown, isPublic: boolean): number {
  const { event, callback } = payload as { event: string; callback: CallbackRef };
  return frame.subscribe(event, callback, isPublic);
}

/** An event reaches the other frames of the app, as on Forge, and not the one that sent it. */
function emit(sender: Frame, payload: unknown, isPublic: boolean): void {
  const { event, payload: sent } = payload as { event: string; payload?: unknown };
  for (const frame of allFrames()) if (frame !== sender) frame.deliver(event, sent, isPublic);
}
