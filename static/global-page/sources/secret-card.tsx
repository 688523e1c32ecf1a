import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { SourceRecord } from '../../../src/contract/calls/source';
import { curlLine } from '../../../src/domain/curl-line';
import { say } from '../../kit/text/say';
import { text } from './text';

/** A secret that was just made. It lives in the page's memory only, until whoever sees it says that it is stored. */
export interface Told {
  source: SourceRecord;
  secret: string;
}

export function SecretCard({ told, address, onStored }: { told: Told; address: string | undefined; onStored: () => void }): ReactNode {
  const { source, secret } = told;
  return (
    <section className="n-card n-stack" aria-label={say(text.secretOf, { name: source.name })}>
      <h2 className="n-h3">{say(text.secretOf, { name: source.name })}</h2>
      <p>{text.secretOnce}</p>
      <Copyable content={secret} />
      {address !== undefined && (
        <>
          <p>{text.line}</p>
          <Copyable content={curlLine(address, { sourceId: source.sourceId, kpiId: source.kpis[0]?.kpiId ?? '', secret })} />
        </>
      )}
      <div>
        <Button appearance="primary" onClick={onStored}>
          {text.stored}
        </Button>
      </div>
    </section>
  );
}

function Copyable({ content }: { content: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  // A frame may lack the right to the clipboard: the text can be selected with one click.
  const copy = (): void => void navigator.clipboard.writeText(content).then(() => setCopied(true), () => undefined);
  return (
    <div className="n-stack-tight">
      <pre className="n-source-code">{content}</pre>
      <div className="n-actions">
        <Button spacing="compact" onClick={copy}>
          {text.copy}
        </Button>
        <span role="status" className="n-small">
          {copied && text.copied}
        </span>
      </div>
    </div>
  );
}
