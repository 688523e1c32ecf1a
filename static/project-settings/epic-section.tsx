import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import { ChoiceField, TextField } from '../kit/fields';
import { Empty } from '../kit/states';
import { text as common } from '../kit/text/en';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { useRoute } from '../kit/use-route';
import { useFormat } from '../kit/viewer';
import { BulkBar } from './bulk-bar';
import { type Change, linking } from './changes';
import { CountAgain } from './count-again';
import { type EpicActions, EpicTable, type KpiName, type SignalOf } from './epic-table';
import { type Epic, isBare } from './epics';
import { type Suggested } from './suggestions';
import { text } from './text';

/** The page's own part of the address while only epics without an outcome are shown. */
const WITHOUT_OUTCOME = '/without-outcome';

/** The epics with what finds them, and what can be done with several at once. */
export function EpicSection({
  epics,
  more,
  busy,
  changing,
  selected,
  suggestions,
  kpiName,
  signalOf,
  onSelect,
  onMore,
  onCounted,
  onBulkLink,
  onBulkUnlink,
  onChange,
  ...actions
}: {
  epics: readonly Epic[];
  more: boolean;
  busy: boolean;
  changing: boolean;
  selected: ReadonlySet<string>;
  suggestions: ReadonlyMap<string, Suggested>;
  kpiName: KpiName;
  signalOf: SignalOf;
  onSelect: (selected: ReadonlySet<string>) => void;
  onMore: (all: boolean) => void;
  onCounted: () => void;
  onBulkLink: (epics: readonly Epic[]) => void;
  onBulkUnlink: (epics: readonly Epic[]) => void;
  onChange: (changes: readonly Change[]) => void;
} & EpicActions): ReactNode {
  const format = useFormat();
  const route = useRoute();
  const [search, setSearch] = useState('');
  const only = route.path === WITHOUT_OUTCOME ? 'unmapped' : 'all';
  const show = (which: 'all' | 'unmapped'): void => route.go(which === 'all' ? '/' : WITHOUT_OUTCOME);
  if (epics.length === 0 && !more) return <Empty title={text.empty}>{text.emptyHow}</Empty>;
  const bare = epics.filter(isBare).length;
  const shown = epics.filter((epic) => (only === 'all' || isBare(epic)) && matches(epic, search));
  // What a filter hides is not changed.
  const chosen = shown.filter((epic) => selected.has(epic.issueId));
  const takable = chosen.flatMap((epic) => {
    const suggestion = suggestions.get(epic.issueId);
    return suggestion ? linking(epic, suggestion) : [];
  });
  return (
    <>
      <Lead bare={bare} all={epics.length} more={more} />
      <div className="n-tools">
        <TextField label={text.search} type="search" value={search} onChange={setSearch} />
        <ChoiceField
          label={text.only}
          value={only}
          onChange={show}
          options={[
            { value: 'all', label: text.onlyAll },
            { value: 'unmapped', label: say(text.onlyUnmapped, { n: format.number(bare) }) },
          ]}
        />
        <CountAgain onDone={onCounted} />
      </div>
      <p role="status" className={search === '' ? 'n-hidden' : 'n-small n-subtle'}>
        {say(text.found, { count: shown.length, n: format.number(shown.length) })} {more && search !== '' && text.partly}
      </p>
      {shown.length === 0 ? (
        <div className="n-actions">
          <p className="n-quiet">{text.noneFound}</p>
          <Button
            appearance="subtle"
            onClick={() => {
              setSearch('');
              show('all');
            }}
          >
            {text.clear}
          </Button>
        </div>
      ) : (
        <>
          <BulkBar
            shown={shown.length}
            chosen={chosen.length}
            linked={chosen.filter((epic) => epic.links.length > 0).length}
            suggested={takable.length}
            busy={changing}
            onSelectAll={(all) => onSelect(new Set(all ? shown.map((epic) => epic.issueId) : []))}
            onLink={() => onBulkLink(chosen)}
            onUnlink={() => onBulkUnlink(chosen)}
            onTake={() => onChange(takable)}
          />
          <EpicTable
            epics={shown}
            {...{ changing, selected, suggestions, kpiName, signalOf, ...actions }}
            onSelect={(issueId, one) => onSelect(new Set(one ? [...selected, issueId] : [...selected].filter((id) => id !== issueId)))}
          />
        </>
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

function Lead({ bare, all, more }: { bare: number; all: number; more: boolean }): ReactNode {
  const format = useFormat();
  const params = { bare: format.number(bare), n: format.number(all) };
  return (
    <p className="n-lead">
      {more ? (
        <Rich message={text.leadMore} params={params} />
      ) : bare === 0 ? (
        say(text.leadAll, { count: all, n: params.n })
      ) : (
        <Rich message={text.leadSome} params={{ ...params, count: bare }} />
      )}{' '}
      {text.inherit}
    </p>
  );
}

/** Every word that was typed is somewhere in the epic or in what it serves. */
function matches(epic: Epic, search: string): boolean {
  const where = [epic.key, epic.summary, epic.status, ...[...epic.links, ...epic.inherits].map((served) => served.title)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}
