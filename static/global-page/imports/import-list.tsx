import Lozenge from '@atlaskit/lozenge';
import { type ReactNode } from 'react';
import type { ImportRecord } from '../../../src/contract/calls/import';
import { PeopleNames } from '../../kit/person-name';
import { Empty, Show, Skeleton } from '../../kit/states';
import { Table } from '../../kit/table';
import { useCall } from '../../kit/use-call';
import { usePolling } from '../../kit/use-polling';
import { useFormat } from '../../kit/viewer';
import { type Visit, paths } from '../place';
import { countsOf } from './counts';
import { text } from './text';

const APPEARANCES = { sending: 'moved', taking: 'inprogress', done: 'success', duplicate: 'default', undoing: 'inprogress', undone: 'default' } as const;

export function StateMark({ state }: Pick<ImportRecord, 'state'>): ReactNode {
  return (
    <Lozenge appearance={APPEARANCES[state]} maxWidth="none">
      {text.states[state]}
    </Lozenge>
  );
}

/** How often the list is read again while something in it is under way. */
const EVERY_MS = 2_000;

export function isUnderWay(state: ImportRecord['state']): boolean {
  return state === 'taking' || state === 'undoing';
}

/** The imports that the viewer began, or all for whoever manages outcomes, the newest first. */
export function ImportList({ visit }: { visit: Visit }): ReactNode {
  const format = useFormat();
  const loaded = useCall('import.list', {});
  const { data, reload } = loaded;
  usePolling(reload, data?.imports.some(({ state }) => isUnderWay(state)) ? EVERY_MS : undefined);
  const columns = [
    { key: 'name', title: text.name, width: 30 },
    { key: 'state', title: text.state, width: 14 },
    { key: 'outcome', title: text.outcome, width: 26 },
    { key: 'who', title: text.who, width: 16 },
    { key: 'when', title: text.when, width: 14 },
  ];
  return (
    <section className="n-stack" aria-label={text.imports}>
      <h2 className="n-h2">{text.imports}</h2>
      <Show loaded={loaded} skeleton={<Skeleton heights={[48, 48]} />}>
        {({ imports }) =>
          imports.length === 0 ? (
            <Empty title={text.importsEmpty}>{text.importsEmptyHow}</Empty>
          ) : (
            <Table
              label={text.imports}
              columns={columns}
              rowsPerPage={10}
              rows={imports.map((one) => ({
                key: one.importId,
                cells: {
                  name: {
                    content: (
                      <button type="button" className="n-link n-wrap" onClick={() => visit.go(paths.import(one.importId))}>
                        {one.name}
                      </button>
                    ),
                  },
                  state: { content: <StateMark state={one.state} /> },
                  outcome: { content: countsOf(one, format).join(', ') },
                  who: { content: one.byId === undefined ? null : <PeopleNames accountIds={[one.byId]} viewerId={visit.accountId} /> },
                  when: { content: <span title={format.instant(one.createdAt)}>{format.age(one.createdAt, visit.now)}</span> },
                },
              }))}
            />
          )
        }
      </Show>
    </section>
  );
}
