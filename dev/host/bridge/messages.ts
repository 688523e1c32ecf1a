/** What the shell and the bridge inside a page's frame post to each other. */
import type { ClockReading } from '../clock';

export type ColorMode = 'light' | 'dark';

/** A function cannot be posted; this stands for one that lives in the frame. */
export interface CallbackRef {
  __callback: number;
}

export type ToShell =
  | { forge: 'call'; id: number; op: string; payload: unknown }
  | { forge: 'reply'; question: number; ok: true; value: unknown }
  | { forge: 'reply'; question: number; ok: false; message: string }
  | { forge: 'height'; height: number };

export type ToFrame =
  | { forge: 'answer'; id: number; ok: true; value: unknown; clock?: ClockReading | undefined }
  | { forge: 'answer'; id: number; ok: false; message: string; clock?: ClockReading | undefined }
  | { forge: 'callback'; callback: number; args: unknown[] }
  | { forge: 'question'; question: number; callback: number }
  | { forge: 'theme'; colorMode: ColorMode };

/** The part of a location that a page may keep in the site's address. */
export interface PageLocation {
  pathname: string;
  search: string;
  hash: string;
  key: string;
  state?: unknown;
}

/** Written before the bridge's script by the server that serves it. */
export interface BridgeGlobals {
  __forgeClock: ClockReading;
  __forgeShell: string;
}
