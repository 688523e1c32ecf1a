import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { inChosenLanguage } from './text/language';

/** A part of a page that is loaded when it is first shown, together with its words in the viewer's language. */
export function later<P>(load: () => Promise<{ default: ComponentType<P> }>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const part = await load();
    await inChosenLanguage();
    return part;
  });
}
