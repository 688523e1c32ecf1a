import { type ReactNode, useMemo, useState } from 'react';
import './settings-page.css';
import { type Trouble } from '../kit/call';
import { tell } from '../kit/flag';
import { LiveLine } from '../kit/live';
import { PageTitle } from '../kit/page-title';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { useCall } from '../kit/use-call';
import { usePages } from '../kit/use-pages';
import { BulkLinkDialog, BulkUnlinkDialog } from './bulk-dialogs';
import { type Change, linking, unlinking } from './changes';
import { ChangesView } from './changes-view';
import { EpicSection } from './epic-section';
import { type KpiName, type SignalOf } from './epic-table';
import { type Epic, type EpicLink } from './epics';
import { LinkDialog } from './link-dialog';
import { useOutcomes } from './outcomes';
import { RequestsSection } from './requests-section';
import { suggestionsFor } from './suggestions';
import { text } from './text';
import { useChanges } from './use-changes';

type Opened = { kind: 'one'; epic: Epic; link: EpicLink | undefined } | { kind: 'link' | 'unlink'; epics: readonly Epic[] };

const NONE: readonly Epic[] = [];

/** The project's epics and what they serve. */
export function SettingsPage(): ReactNode {
  const loaded = usePages('epic.list', {}, (page) => page.epics.length > 0);
  const outcomes = useOutcomes();
  const requests = useCall('request.read', {});
  // To link is to accept a suggestion, so the two are read together.
  const reload = async () => (await Promise.all([loaded.reload(), requests.reload()]))[0];
  const epics = useMemo(() => loaded.data?.flatMap((page) => page.epics), [loaded.data]);
  const changes = useChanges(epics ?? NONE, reload);
  const [opened, setOpened] = useState<Opened>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<{ title: string; trouble: Trouble }>();
  const suggestions = useMemo(() => suggestionsFor(epics ?? [], outcomes.cards ?? []), [epics, outcomes.cards]);

  const open = (next: Opened): void => {
    // Someone may have created an outcome since the page was opened.
    void outcomes.reload();
    setOpened(next);
  };
  /** What was not done stays selected, to be tried again. */
  const changeSelected = async (chosen: readonly Change[]): Promise<void> => {
    setOpened(undefined);
    const { failed, left } = await changes.run(chosen);
    setSelected(new Set([...failed.map(({ change }) => change.issueId), ...left.map((change) => change.issueId)]));
  };
  const afterChange = async (message: string, undo: () => Promise<Trouble | undefined>): Promise<void> => {
    setOpened(undefined);
    setTrouble(undefined);
    await reload();
    tell(message, { undo: { text: common.undo, run: () => void takeBack(undo) } });
  };
  const takeBack = async (undo: () => Promise<Trouble | undefined>): Promise<void> => {
    const failed = await undo();
    if (failed) setTrouble({ title: text.undoFailed, trouble: failed });
    else tell(text.undone);
    await reload();
  };
  const kpiName: KpiName = (outcomeId, kpiId) => {
    const card = outcomes.cards?.find((one) => one.outcomeId === outcomeId);
    return card && (card.measures.find((measure) => measure.kpiId === kpiId)?.name ?? null);
  };

  const signalOf: SignalOf = (outcomeId) => outcomes.cards?.find((one) => one.outcomeId === outcomeId)?.signal.kind;

  // All at once, so that the epics do not jump when requests and suggestions come.
  const answered = [requests.data ?? requests.trouble, outcomes.cards ?? outcomes.trouble].every((one) => one !== undefined);

  const waiting = (requests.data?.requests.length ?? 0) > 0;

  return (
    <div className="n-page n-stack">
      <PageTitle>{text.title}</PageTitle>
      {trouble && <TroubleBox {...trouble} />}
      <ChangesView {...changes} />
      {answered && (requests.trouble || waiting) && (
        <Show loaded={requests} skeleton={null}>
          {(data) => <RequestsSection data={data} reload={async () => void (await reload())} onDone={afterChange} />}
        </Show>
      )}
      <Show loaded={{ ...loaded, data: answered ? epics : undefined, reload: async () => void (await loaded.reload()) }} skeleton={<Skeleton heights={[28, 40, 56, 56, 56]} />}>
        {() => (
          <EpicSection
            epics={changes.shown}
            more={loaded.more}
            busy={loaded.loading}
            changing={changes.progress !== undefined}
            onMore={(all) => void loaded.loadMore(all)}
            onCounted={() => void loaded.reload()}
            {...{ selected, suggestions, kpiName, signalOf }}
            onSelect={setSelected}
            onEdit={(epic, link) => open({ kind: 'one', epic, link })}
            onUnlink={async (epic, link) => (await changes.run([unlinking(epic, link)])).done.length > 0}
            onTake={async (epic, suggestion) => void (await changes.run([linking(epic, suggestion)]))}
            onBulkLink={(chosen) => open({ kind: 'link', epics: chosen })}
            onBulkUnlink={(chosen) => open({ kind: 'unlink', epics: chosen })}
            onChange={(chosen) => void changeSelected(chosen)}
          />
        )}
      </Show>
      {epics && <LiveLine loaded={{ ...loaded, reload: async () => void (await Promise.all([reload(), outcomes.reload()])) }} watch={{ project: true }} />}
      {opened?.kind === 'one' && (
        <LinkDialog
          {...opened}
          outcomes={outcomes}
          latest={async () => (await reload())?.flatMap((page) => page.epics).find((epic) => epic.issueId === opened.epic.issueId)}
          onSend={changes.show}
          onClose={() => setOpened(undefined)}
          onDone={afterChange}
        />
      )}
      {opened?.kind === 'link' && (
        <BulkLinkDialog epics={opened.epics} outcomes={outcomes} onClose={() => setOpened(undefined)} onChosen={(chosen) => void changeSelected(chosen)} />
      )}
      {opened?.kind === 'unlink' && (
        <BulkUnlinkDialog epics={opened.epics} onClose={() => setOpened(undefined)} onChosen={(chosen) => void changeSelected(chosen)} />
      )}
    </div>
  );
}
