import type { ColorMode } from '../../../bridge/messages';
import type { ModuleInfo, Place } from '../api';
import { Frame } from '../frame';
import type { User } from '../session';

/** What every page of the shell is drawn from. */
export interface ViewContext {
  user: User;
  users: readonly User[];
  modules: readonly ModuleInfo[];
  colorMode: ColorMode;
}

/** A frame with a module's page. `base` is the site's address of it, where the page may keep its locations. */
export function frameOf(context: ViewContext, module: ModuleInfo, place: Place, base?: string): HTMLIFrameElement {
  const { user, colorMode } = context;
  return new Frame({
    user,
    module,
    place,
    src: module.url,
    colorMode,
    title: module.title,
    ...(base === undefined ? {} : { base }),
  }).element;
}
