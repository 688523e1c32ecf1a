import Button from '@atlaskit/button/new';
import { type ReactNode, useRef } from 'react';
import { handFocus } from '../kit/focus';
import { IssueLink } from '../kit/links';
import { Table } from '../kit/table';
import { say } from '../kit/text/say';
import { type Format } from '../kit/format';
import { useFormat } from '../kit/viewer';
import { type Epic, type EpicLink } from './epics';
import { text } from './text';

const COLUMNS = [
  { key: 'epic', title: text.epic, width: 34, sortable: true },
  { key: 'status', title: text.status, width: 12, sortable: true },
  { key: 'finished', title: text.finished, width: 12, sortable: true },
  { key: 'serves', title: text.serves, width: 42 },
];

const ROWS_PER_PAGE = 50;

interface Actions {
  onEdit: (epic: Epic, link: EpicLink | undefined) => void;
  /** Resolves to whether the link is gone. */
  onUnlink: (epic: Epic, link: EpicLink) => Promise<boolean>;
}

export function EpicTable({ epics, ...actions }: { epics: readonly Epic[] } & Actions): ReactNode {
  const format = useFormat();
  return (
    <Table
      label={text.table}
      columns={COLUMNS}
      rowsPerPage={ROWS_PER_PAGE}
      rows={epics.map((epic) => ({
        key: epic.issueId,
        cells: {
          epic: { content: <EpicName epic={epic} />, sort: Number(/\d+$/.exec(epic.key)?.[0] ?? 0) },
          status: { content: epic.status, sort: epic.status },
          finished: { content: finished(epic, format), sort: epic.count ? epic.count.done / Math.max(epic.count.total, 1) : -1 },
          serves: { content: <Serves epic={epic} {...actions} /> },
        },
      }))}
    />
  );
}

function EpicName({ epic }: { epic: Epic }): ReactNode {
  return (
    <div>
      <IssueLink issueKey={epic.key} /> {epic.summary}
    </div>
  );
}

function finished({ count }: Epic, format: Format): ReactNode {
  if (!count) return <span className="n-subtle">{text.notCounted}</span>;
  const words = say(text.finishedOf, { done: format.number(count.done), total: format.number(count.total) });
  return <span title={format.instant(count.at)}>{words}</span>;
}

function Serves({ epic, onEdit, onUnlink }: { epic: Epic } & Actions): ReactNode {
  const { key, links } = epic;
  const linkButton = useRef<HTMLButtonElement>(null);
  const unlink = async (button: Element, link: EpicLink): Promise<void> => {
    if (await onUnlink(epic, link)) handFocus(button, linkButton.current);
  };
  return (
    <div className="n-epic-links">
      {links.map((link) => (
        <div key={link.outcomeId} className="n-epic-link">
          <ServedOutcome link={link} several={links.length > 1} />
          <div className="n-actions">
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={say(text.changeLink, { key, outcome: link.title })}
              onClick={() => onEdit(epic, link)}
            >
              {text.change}
            </Button>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={say(text.unlinkEpic, { key, outcome: link.title })}
              onClick={(event) => void unlink(event.currentTarget, link)}
            >
              {text.unlink}
            </Button>
          </div>
        </div>
      ))}
      <div className="n-epic-link">
        {links.length === 0 && <div className="n-subtle">{text.notMapped}</div>}
        <Button
          ref={linkButton}
          spacing="compact"
          appearance={links.length === 0 ? 'default' : 'subtle'}
          aria-label={say(links.length === 0 ? text.linkEpic : text.linkAnotherEpic, { key })}
          onClick={() => onEdit(epic, undefined)}
        >
          {links.length === 0 ? text.link : text.linkAnother}
        </Button>
      </div>
    </div>
  );
}

const DIRECTIONS = { increase: text.up, decrease: text.down, within: text.within };

function ServedOutcome({ link, several }: { link: EpicLink; several: boolean }): ReactNode {
  const format = useFormat();
  const { title, primary, since, hypothesis } = link;
  return (
    <div>
      <div>
        {title} {several && primary && <span className="n-small n-subtle">({text.main})</span>}
      </div>
      <div className="n-small n-subtle">
        {say(text.since, { date: format.date(since) })}
        {hypothesis && `; ${say(text.expected, { direction: DIRECTIONS[hypothesis.direction], date: format.date(hypothesis.by) })}`}
      </div>
    </div>
  );
}
