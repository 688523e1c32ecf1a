import { adoption } from './adoption';
import { canTell } from './can-tell';
import { type Command } from './command';
import { history } from './history';
import { stall } from './stall';
import { trap } from './trap';
import { verdict } from './verdict';
import { xmr } from './xmr';

/** What `analyse` can do, by the word that comes after it. */
export const commands: Readonly<Record<string, Command>> = {
  verdict,
  'can-tell': canTell,
  adoption,
  xmr,
  stall,
  trap,
  history,
};
