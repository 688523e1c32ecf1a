/**
 * Beside its input, a call may carry a key of the page's own under this name, a UUID. A change that it makes is then made
 * once: sent again with the same key, it answers as before. For when no reply comes, and nobody knows what was done.
 */
export const ONCE = 'once';
