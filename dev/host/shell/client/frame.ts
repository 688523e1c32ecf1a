/** One frame that shows a page of the app, and the shell's side of its bridge. */
import type { CallbackRef, ColorMode, ToFrame, ToShell } from '../../bridge/messages';
import { clock, type ModuleInfo, type Place } from './api';
import { h } from './dom';
import type { User } from './session';

/** What Forge lets a page's frame do. Source: the `sandbox` directive of @forge/csp. */
const SANDBOX =
  'allow-popups allow-popups-to-escape-sandbox allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts';
/** What of the browser it may use. Source: developer.atlassian.com, "Custom UI iframe", feature policies. */
const ALLOW = 'camera; clipboard-write; display-capture; fullscreen; microphone';

export interface FrameOptions {
  user: User;
  module: ModuleInfo;
  place: Place;
  /** Address of the page on the pages' port. */
  src: string;
  colorMode: ColorMode;
  /** Site address of the module's page, below which the page may keep its own locations; absent for parts of a page. */
  base?: string;
  /** Added to the context's extension: what opened a modal dialog gives it. */
  extension?: Record<string, unknown>;
  /** Ends the dialog that the frame stands in; absent when it stands in none. */
  close?: (payload: unknown) => void;
  title: string;
}

/** Answers one bridge call of a page. */
export type Operation = (frame: Frame, payload: unknown) => unknown;

const frames = new Set<Frame>();
let operations: Readonly<Record<string, Operation>> = {};

/** Says how bridge calls are answered, by name; called once, before the first frame. */
export function answerCalls(byName: Readonly<Record<string, Operation>>): void {
  operations = byName;
}

export class Frame {
  readonly element: HTMLIFrameElement;
  private themed = false;
  private readonly subscriptions = new Map<number, { event: string; callback: CallbackRef; isPublic: boolean }>();
  private nextSubscription = 1;
  private readonly questions = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private nextQuestion = 1;
  /** Told when the browser goes back or forward within the page's locations. */
  historyCallback: CallbackRef | undefined;
  closeCallback: CallbackRef | undefined;
  /** Asked for a workflow rule's configuration when it is to be saved. */
  ruleCallback: CallbackRef | undefined;
  readonly id = crypto.randomUUID();

  constructor(readonly options: FrameOptions) {
    this.element = h('iframe', {
      src: options.src,
      sandbox: SANDBOX,
      allow: ALLOW,
      title: options.title,
      class: options.base === undefined ? 'app-frame' : 'app-frame page-frame',
      'data-module': options.module.key,
    });
    frames.add(this);
  }

  /** Tells a function inside the page. */
  callBack({ __callback }: CallbackRef, ...args: unknown[]): void {
    this.post({ forge: 'callback', callback: __callback, args });
  }

  /** Asks a function inside the page. */
  ask(ref: CallbackRef): Promise<unknown> {
    const question = this.nextQuestion++;
    return new Promise((resolve, reject) => {
      this.questions.set(question, { resolve, reject });
      this.post({ forge: 'question', question, callback: ref.__callback });
    });
  }

  enableTheming(mode: ColorMode): void {
    this.themed = true;
    this.post({ forge: 'theme', colorMode: mode });
  }

  recolor(mode: ColorMode): void {
    this.options.colorMode = mode;
    if (this.themed) this.post({ forge: 'theme', colorMode: mode });
  }

  subscribe(event: string, callback: CallbackRef, isPublic: boolean): number {
    const id = this.nextSubscription++;
    this.subscriptions.set(id, { event, callback, isPublic });
    return id;
  }

  unsubscribe(id: number): void {
    this.subscriptions.delete(id);
  }

  deliver(event: string, payload: unknown, isPublic: boolean): void {
    for (const one of this.subscriptions.values()) {
      if (one.event === event && one.isPublic === isPublic) this.callBack(one.callback, payload);
    }
  }

  remove(): void {
    frames.delete(this);
    this.element.remove();
  }

  async receive(message: ToShell): Promise<void> {
    if (message.forge === 'height') {
      this.element.style.height = `${message.height}px`;
      return;
    }
    if (message.forge === 'reply') {
      const question = this.questions.get(message.question);
      this.questions.delete(message.question);
      if (message.ok) question?.resolve(message.value);
      else question?.reject(new Error(message.message));
      return;
    }
    const { id, op, payload } = message;
    const operation = Object.hasOwn(operations, op) ? operations[op] : undefined;
    try {
      if (!operation) throw new Error(`The local platform does not offer the bridge call "${op}".`);
      const value = await operation(this, payload);
      this.post({ forge: 'answer', id, ok: true, value, clock: clock() });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.post({ forge: 'answer', id, ok: false, message: text, clock: clock() });
    }
  }

  private post(message: ToFrame): void {
    this.element.contentWindow?.postMessage(message, new URL(this.options.src).origin);
  }
}

/** Every frame on the page. */
export function allFrames(): ReadonlySet<Frame> {
  return frames;
}

/** Removes the frames of the page that is left. */
export function removeFrames(): void {
  for (const frame of [...frames]) frame.remove();
}

window.addEventListener('message', (event: MessageEvent<ToShell>) => {
  for (const frame of frames) {
    const fromFrame = event.source === frame.element.contentWindow && event.origin === new URL(frame.options.src).origin;
    if (fromFrame) void frame.receive(event.data);
  }
});
