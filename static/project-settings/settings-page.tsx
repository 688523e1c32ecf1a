import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import './settings-page.css';
import { type Trouble, call } from '../kit/call';
import { tell } from '../kit/flag';
import { ChoiceField, TextField } from '../kit/fields';
import { PageTitle } from '../kit/page-title';
import { Empty, Show, Skeleton, TroubleBox } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { text as common } from '../kit/text/en';
import { usePages } from '../kit/use-pages';
import { useFormat } from '../kit/viewer';
import { EpicTable } from './epic-table';
import { type Epic, type EpicLink, linkInput } from './epics';
import { LinkDialog } from './link-dialog';
import { text } from './text';

type Editing = { epic: Epic; link: EpicLink | undefined };

/** The project's epics and what they serve. */
export function SettingsPage(): ReactNode {
  const loaded = usePages('epic.list', {}, (page) => page.epics.length > 0);
  const [editing, setEditing] = useState<Editing>();
  const [trouble, setTrouble] = useState<{ title: string; trouble: Trouble }>();
  const epics = loaded.data?.flatMap((page) => page.epics);

  const afterChange = async (message: string, undo?: () => Promise<Trouble | undefined>): Promise<void> => {
    setTrouble(undefined);
    await loaded.reload();
    tell(message, undo && { undo: { text: common.undo, run: () => void takeBack(undo) } });
  };
  const takeBack = async (undo: () => Promise<Trouble | undefined>): Promise<void> => {
    const failed = await undo();
    if (failed) setTrouble({ title: text.undoFailed, trouble: failed });
    else tell(text.undone);
    await loaded.reload();
  };
  const unlink = async (epic: Epic, link: EpicLink): Promise<boolean> => {
    const { issueId, version, key } = epic;
    if (version === undefined) return false;
    const answer = await call('link.remove', { issueId, version, outcomeId: link.outcomeId });
    if (!answer.ok) {
      setTrouble({ title: text.unlinkFailed, trouble: answer.trouble });
      await loaded.reload();
      return false;
    }
    await afterChange(say(text.unlinked, { key, outcome: link.title }), async () => {
      const back = await call('link.set', { issueId, ...linkInput(link), version: answer.data.version });
      return back.ok ? undefined : back.trouble;
    });
    return true;
  };

  return (
    <div className="n-page n-stack">
      <PageTitle>{text.title}</PageTitle>
      {trouble && <TroubleBox {...trouble} />}
      <Show loaded={{ ...loaded, data: epics, reload: async () => void (await loaded.reload()) }} skeleton={<Skeleton heights={[28, 40, 56, 56, 56]} />}>
        {(list) => (
          <Epics
            epics={list}
            more={loaded.more}
            busy={loaded.loading}
            onMore={(all) => void loaded.loadMore(all)}
            onEdit={(epic, link) => setEditing({ epic, link })}
            onUnlink={unlink}
            onCounted={() => void loaded.reload()}
          />
        )}
      </Show>
      {editing && (
        <LinkDialog
          {...editing}
          latest={async () => (await loaded.reload())?.flatMap((page) => page.epics).find((epic) => epic.issueId === editing.epic.issueId)}
          onClose={() => setEditing(undefined)}
          onDone={(message, undo) => {
            setEditing(undefined);
            void afterChange(message, undo);
          }}
        />
      )}
    </div>
  );
}

function Epics({
  epics,
  more,
  busy,
  onMore,
  onEdit,
  onUnlink,
  onCounted,
}: {
  epics: readonly Epic[];
  more: boolean;
  busy: boolean;
  onMore: (all: boolean) => void;
  onEdit: (epic: Epic, link: EpicLink | undefined) => void;
  onUnlink: (epic: Epic, link: EpicLink) => Promise<boolean>;
  onCounted: () => void;
}): ReactNode {
  const format = useFormat();
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<'all' | 'unmapped'>('all');
  if (epics.length === 0 && !more) return <Empty title={text.empty}>{text.emptyHow}</Empty>;
  const mapped = epics.filter((epic) => epic.links.length > 0).length;
  const shown = epics.filter((epic) => (only === 'all' || epic.links.length === 0) && matches(epic, search));
  const counts = { mapped: format.number(mapped), n: format.number(epics.length) };
  return (
    <>
      <p className="n-lead">
        {more ? <Rich message={text.leadMore} params={counts} /> : <Rich message={text.lead} params={{ ...counts, count: epics.length }} />}{' '}
        {text.inherit}
      </p>
      <div className="n-tools">
        <TextField label={text.search} type="search" value={search} onChange={setSearch} />
        <ChoiceField
          label={text.only}
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: text.onlyAll },
            { value: 'unmapped', label: text.onlyUnmapped },
          ]}
        />
        <CountAgain onDone={onCounted} />
      </div>
      <p role="status" className="n-small n-subtle">
        {say(text.found, { count: shown.length, n: format.number(shown.length) })} {more && search !== '' && text.partly}
      </p>
      {shown.length === 0 ? (
        <div className="n-actions">
          <p className="n-quiet">{text.noneFound}</p>
          <Button
            appearance="subtle"
            onClick={() => {
              setSearch('');
              setOnly('all');
            }}
          >
            {text.clear}
          </Button>
        </div>
      ) : (
        <EpicTable epics={shown} onEdit={onEdit} onUnlink={onUnlink} />
      )}
      {more && (
        <div className="n-actions">
          <Button onClick={() => onMore(false)} isLoading={busy}>
            {common.loadMore}
          </Button>
          <Button appearance="subtle" onClick={() => onMore(true)} isDisabled={busy}>
            {text.loadAll}
          </Button>
        </div>
      )}
    </>
  );
}

function CountAgain({ onDone }: { onDone: () => void }): ReactNode {
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('project.count', {});
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    const count = answer.data.epics;
    tell(count === 0 ? text.countedNone : say(text.counted, { count, n: format.number(count) }));
    onDone();
  };
  return (
    <>
      <Button onClick={() => void run()} isLoading={busy}>
        {text.countAgain}
      </Button>
      {trouble && <TroubleBox trouble={trouble} />}
    </>
  );
}

/** Every word that was typed is somewhere in the epic or in what it serves. */
function matches(epic: Epic, search: string): boolean {
  const where = [epic.key, epic.summary, epic.status, ...epic.links.map((link) => link.title)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}
