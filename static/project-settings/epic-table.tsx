import Button from '@atlaskit/button/new';
import { type ReactNode, useRef } from 'react';
import type { SignalView } from '../../src/contract/views';
import { handFocus } from '../kit/focus';
import { expectation } from '../kit/hypothesis';
import { Keyed } from '../kit/keyed';
import { IssueLink } from '../kit/links';
import { SignalMark } from '../kit/signal';
import { Table } from '../kit/table';
import { say } from '../kit/text/say';
import { type Format } from '../kit/format';
import { useFormat } from '../kit/viewer';
import { type Epic, type EpicLink } from './epics';
import { type Suggested } from './suggestions';
import { text } from './text';

const columns = () => [
  { key: 'epic', title: text.epic, width: 30, sortable: true },
  { key: 'status', title: text.status, width: 10, sortable: true },
  { key: 'finished', title: text.finished, width: 12, sortable: true },
  { key: 'serves', title: text.serves, width: 50 },
];

const ROWS_PER_PAGE = 50;

export interface EpicActions {
  onEdit: (epic: Epic, link: EpicLink | undefined) => void;
  /** Resolves to whether the link is gone. */
  onUnlink: (epic: Epic, link: EpicLink) => Promise<boolean>;
  onTake: (epic: Epic, suggestion: Suggested) => Promise<void>;
}

type SignalKind = SignalView['kind'];
type Select = (issueId: string, chosen: boolean) => void;

/** What an outcome's KPIs and work say; undefined where the outcome is not known here. */
export type SignalOf = (outcomeId: string) => SignalKind | undefined;

/** The name of an outcome's KPI; null where it is not one any more, undefined where the outcome's KPIs are not known here. */
export type KpiName = (outcomeId: string, kpiId: string) => string | null | undefined;

interface Knowledge {
  /** Links are being changed: the next change waits for their new version. */
  changing: boolean;
  suggestions: ReadonlyMap<string, Suggested>;
  kpiName: KpiName;
  signalOf: SignalOf;
}

export function EpicTable({
  epics,
  selected,
  onSelect,
  ...more
}: {
  epics: readonly Epic[];
  selected: ReadonlySet<string>;
  onSelect: Select;
} & EpicActions &
  Knowledge): ReactNode {
  const format = useFormat();
  return (
    <div className="n-epics">
      <Table
        label={text.table}
        columns={columns()}
        rowsPerPage={ROWS_PER_PAGE}
        rows={epics.map((epic) => ({
          key: epic.issueId,
          cells: {
            epic: { content: <EpicName epic={epic} chosen={selected.has(epic.issueId)} onSelect={onSelect} />, sort: Number(/\d+$/.exec(epic.key)?.[0] ?? 0) },
            status: { content: epic.status, sort: epic.status },
            finished: { content: finished(epic, format), sort: epic.count ? epic.count.done / Math.max(epic.count.total, 1) : -1 },
            serves: { content: <Serves epic={epic} {...more} /> },
          },
        }))}
      />
    </div>
  );
}

function EpicName({ epic, chosen, onSelect }: { epic: Epic; chosen: boolean; onSelect: Select }): ReactNode {
  return (
    <div className="n-epic-name">
      <input
        type="checkbox"
        className="n-select"
        aria-label={say(text.select, { key: epic.key })}
        checked={chosen}
        onChange={(event) => onSelect(epic.issueId, event.currentTarget.checked)}
      />
      <div>
        <IssueLink issueKey={epic.key} /> {epic.summary}
      </div>
    </div>
  );
}

function finished({ count, links }: Epic, format: Format): ReactNode {
  if (!count) return <span className="n-subtle">{links.length > 0 ? text.notCounted : text.countedOnceLinked}</span>;
  const words = say(text.finishedOf, { done: format.number(count.done), total: format.number(count.total) });
  return <span title={format.instant(count.at)}>{words}</span>;
}

function Serves({ epic, changing, onEdit, onUnlink, onTake, suggestions, kpiName, signalOf }: { epic: Epic } & EpicActions & Knowledge): ReactNode {
  const { key, links } = epic;
  const linkButton = useRef<HTMLButtonElement>(null);
  const suggestion = suggestions.get(epic.issueId);
  // The row has to be drawn anew first.
  const handOver = (button: Element): void => void requestAnimationFrame(() => handFocus(button, linkButton.current));
  const unlink = async (button: Element, link: EpicLink): Promise<void> => {
    if (await onUnlink(epic, link)) handOver(button);
  };
  const take = async (button: Element, offered: Suggested): Promise<void> => {
    await onTake(epic, offered);
    handOver(button);
  };
  const linkOther = (
    <Button
      ref={linkButton}
      spacing="compact"
      appearance={links.length === 0 && !suggestion ? 'default' : 'subtle'}
      aria-label={say(links.length > 0 ? text.linkAnotherEpic : suggestion ? text.linkOtherEpic : text.linkEpic, { key })}
      isDisabled={changing}
      onClick={() => onEdit(epic, undefined)}
    >
      {links.length > 0 ? text.linkAnother : suggestion ? text.linkOther : text.link}
    </Button>
  );
  return (
    <div className="n-epic-links">
      {links.map((link, index) => (
        <div key={link.outcomeId} className="n-epic-link">
          <ServedOutcome link={link} several={links.length > 1} kpi={link.hypothesis && kpiName(link.outcomeId, link.hypothesis.kpiId)} signal={signalOf(link.outcomeId)} />
          <div className="n-epic-actions n-epic-actions-quiet">
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={say(text.changeLink, { key, outcome: link.title })}
              isDisabled={changing}
              onClick={() => onEdit(epic, link)}
            >
              {text.change}
            </Button>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={say(text.unlinkEpic, { key, outcome: link.title })}
              isDisabled={changing}
              onClick={(event) => void unlink(event.currentTarget, link)}
            >
              {text.unlink}
            </Button>
            {index === links.length - 1 && !suggestion && linkOther}
          </div>
        </div>
      ))}
      {epic.inherits.map((served) => (
        <div key={served.outcomeId} className="n-subtle">
          <Keyed>{say(text.inherits, { outcome: served.title, key: served.key })}</Keyed>
        </div>
      ))}
      {suggestion && (
        <div className="n-epic-link">
          <div>
            <div>{say(text.suggested, { outcome: suggestion.title })}</div>
            <div className="n-small n-subtle">{say(text.sharedWords, { words: suggestion.words.join(', ') })}</div>
          </div>
          <div className="n-epic-actions">
            <Button
              spacing="compact"
              aria-label={say(text.linkTo, { key, outcome: suggestion.title })}
              isDisabled={changing}
              onClick={(event) => void take(event.currentTarget, suggestion)}
            >
              {text.link}
            </Button>
            {linkOther}
          </div>
        </div>
      )}
      {links.length === 0 && !suggestion && (
        <div className="n-epic-link">
          <div className="n-subtle">{epic.inherits.length === 0 && text.notMapped}</div>
          <div className="n-epic-actions">{linkOther}</div>
        </div>
      )}
    </div>
  );
}

function ServedOutcome({ link, several, kpi, signal }: { link: EpicLink; several: boolean; kpi: string | null | undefined; signal: SignalKind | undefined }): ReactNode {
  const format = useFormat();
  const { title, state, primary, since, hypothesis } = link;
  return (
    <div>
      <div>
        {title} {state === 'archived' && <span className="n-small n-subtle">({text.archived})</span>}
        {several && primary && <span className="n-small n-subtle">({text.main})</span>} {signal && <SignalMark kind={signal} />}
      </div>
      {hypothesis && kpi !== undefined && <div className="n-small">{expectation(hypothesis, kpi ?? undefined, format)}</div>}
      {since !== '' && <div className="n-small n-subtle">{say(text.since, { date: format.date(since) })}</div>}
    </div>
  );
}
