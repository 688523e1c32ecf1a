import { view } from '@forge/bridge';
import { Component, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './base.css';
import { type Trouble } from './call';
import { keepFocus } from './keep-focus';
import { TroubleBox } from './states';
import { text } from './text/en';
import { languageTag, speak } from './text/language';
import { type ViewerContext, ViewerProvider } from './viewer';

/** Puts a surface into its page, in the viewer's language, and lets Jira set light or dark. */
export function mount(surface: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id root.');
  // Without an answer the page stays light.
  view.theme.enable().catch(() => undefined);
  keepFocus(root);
  const draw = (context: ViewerContext | undefined): void => {
    document.documentElement.lang = languageTag();
    createRoot(root).render(
      <StrictMode>
        <ViewerProvider context={context}>
          <Guard>
            <main className="n-surface">{surface}</main>
          </Guard>
        </ViewerProvider>
      </StrictMode>,
    );
  };
  void contextInWords().then(draw);
}

/** What Jira says of the viewer, once the texts are in their language. The page works without either: in English then. */
async function contextInWords(): Promise<ViewerContext | undefined> {
  const context = await view.getContext().catch(() => undefined);
  await speak(context?.locale ?? navigator.language).catch(() => undefined);
  return context;
}

/** A fault in drawing leaves words and a way on, never an empty frame. */
export class Guard extends Component<{ children: ReactNode }, { trouble: Trouble | undefined }> {
  override state: { trouble: Trouble | undefined } = { trouble: undefined };

  static getDerivedStateFromError(error: unknown): { trouble: Trouble } {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { trouble: { kind: 'failed', code: 'internal', message: text.broken, details } };
  }

  override render(): ReactNode {
    const { trouble } = this.state;
    if (!trouble) return this.props.children;
    return <TroubleBox trouble={trouble} title={text.brokenTitle} onRetry={() => this.setState({ trouble: undefined })} />;
  }
}
