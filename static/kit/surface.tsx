import { view } from '@forge/bridge';
import { Component, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './base.css';
import { type Trouble } from './call';
import { TroubleBox } from './states';
import { text } from './text/en';
import { ViewerProvider } from './viewer';

/** Puts a surface into its page and lets Jira set light or dark. */
export function mount(surface: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id root.');
  // Without an answer the page stays light.
  view.theme.enable().catch(() => undefined);
  createRoot(root).render(
    <StrictMode>
      <ViewerProvider>
        <Guard>
          <main className="n-surface">{surface}</main>
        </Guard>
      </ViewerProvider>
    </StrictMode>,
  );
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
