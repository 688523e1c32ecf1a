import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { type ReactNode, useState } from 'react';
import type { SourceRecord } from '../../../src/contract/calls/source';
import { tell } from '../../kit/flag';
import { LiveLine } from '../../kit/live';
import { PageTitle } from '../../kit/page-title';
import { Empty, Show, Skeleton } from '../../kit/states';
import { say } from '../../kit/text/say';
import { useCall } from '../../kit/use-call';
import { useFormat } from '../../kit/viewer';
import { ImportList } from '../imports/import-list';
import { type Visit } from '../place';
import { CreateSource, RevokeSource, RotateSource } from './source-dialogs';
import { InboxView } from './inbox';
import { type Told, SecretCard } from './secret-card';
import './sources.css';
import { text } from './text';

type Open = { kind: 'create' } | { kind: 'rotate' | 'revoke' | 'inbox'; source: SourceRecord };

/** The systems that push values: create them, change their secrets, and see to what they sent that could not be taken. */
export function SourcesPage({ visit }: { visit: Visit }): ReactNode {
  const loaded = useCall('source.list', {});
  const [open, setOpen] = useState<Open>();
  const [told, setTold] = useState<Told>();
  const done = (next?: Told): void => {
    setOpen(undefined);
    if (next) {
      setTold(next);
      // It stands above the button that has the focus again, and is there once.
      tell(say(text.secretOf, { name: next.source.name }), { description: text.secretWhere });
    }
    void loaded.reload();
  };
  const createButton = (
    <Button appearance="primary" onClick={() => setOpen({ kind: 'create' })}>
      {text.create}
    </Button>
  );
  return (
    <>
      <header className="n-head">
        <PageTitle takesFocus={visit.moved}>{text.sources}</PageTitle>
        {loaded.data && loaded.data.sources.length > 0 && createButton}
      </header>
      <p className="n-subtle">{text.intro}</p>
      {told && <SecretCard told={told} address={loaded.data?.address} onStored={() => setTold(undefined)} />}
      <Show loaded={loaded} skeleton={<Skeleton heights={[96, 96]} />}>
        {({ sources }) =>
          sources.length === 0 ? (
            <Empty title={text.empty} action={createButton}>
              {text.emptyHow}
            </Empty>
          ) : (
            <ul className="n-source-list">
              {sources.map((source) => (
                <li key={source.sourceId} className="n-card n-stack">
                  <SourceItem source={source} now={visit.now} onOpen={(kind) => setOpen({ kind, source })} />
                </li>
              ))}
            </ul>
          )
        }
      </Show>
      {open?.kind === 'inbox' && <InboxView key={open.source.sourceId} source={open.source} now={visit.now} onChanged={() => void loaded.reload()} />}
      <ImportList visit={visit} />
      {loaded.data && <LiveLine loaded={loaded} watch={{ sources: true }} />}
      {open?.kind === 'create' && <CreateSource onClose={() => setOpen(undefined)} onDone={done} />}
      {open?.kind === 'rotate' && <RotateSource source={open.source} onClose={() => setOpen(undefined)} onDone={done} />}
      {open?.kind === 'revoke' && <RevokeSource source={open.source} onClose={() => setOpen(undefined)} onDone={() => done()} />}
    </>
  );
}

function SourceItem({ source, now, onOpen }: { source: SourceRecord; now: string; onOpen: (kind: 'rotate' | 'revoke' | 'inbox') => void }): ReactNode {
  const format = useFormat();
  const { name, kpis, state, last, waiting } = source;
  return (
    <>
      <div className="n-head">
        <div className="n-actions">
          <h2 className="n-h3 n-wrap">{name}</h2>
          {state === 'revoked' && <Lozenge maxWidth="none">{text.revoked}</Lozenge>}
        </div>
        <div className="n-actions">
          <Button aria-label={`${say(text.inbox, { count: waiting, n: format.number(waiting) })}, ${name}`} onClick={() => onOpen('inbox')}>
            {say(text.inbox, { count: waiting, n: format.number(waiting) })}
          </Button>
          {state === 'active' && (
            <>
              <Button appearance="subtle" aria-label={`${text.rotate}, ${name}`} onClick={() => onOpen('rotate')}>
                {text.rotate}
              </Button>
              <Button appearance="subtle" aria-label={`${text.revoke}, ${name}`} onClick={() => onOpen('revoke')}>
                {text.revoke}
              </Button>
            </>
          )}
        </div>
      </div>
      <p className="n-small n-wrap">{kpis.map((kpi) => kpi.name).join(', ')}</p>
      <p className="n-small n-subtle">
        {last
          ? say(text.last, {
              age: format.age(last.at, now),
              taken: format.number(last.taken),
              repeated: format.number(last.repeated),
              refused: format.number(last.refused),
            })
          : text.never}
      </p>
    </>
  );
}
