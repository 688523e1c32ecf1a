import { type ReactNode, Suspense } from 'react';
import './global-page.css';
import { later } from '../kit/later';
import { PageTitle } from '../kit/page-title';
import { Show, Skeleton } from '../kit/states';
import { UnansweredNote } from '../kit/unanswered';
import { useCall } from '../kit/use-call';
import { useRoute } from '../kit/use-route';
import { KpiList } from './kpis/kpi-list';
import { OutcomeList } from './outcomes/outcome-list';
import { type Place, type Visit, filterOf, paths, placeOf } from './place';
import { ReviewPage } from './review-page';
import { text as sourcesText } from './sources/text';
import { text } from './text';

/** What is not opened first comes when somebody opens it: charts, dialogs and histories weigh more than the lists. */
const OutcomeDetail = later(async () => ({ default: (await import('./outcomes/outcome-detail')).OutcomeDetail }));
const KpiDetail = later(async () => ({ default: (await import('./kpis/kpi-detail')).KpiDetail }));
const SourcesPage = later(async () => ({ default: (await import('./sources/sources-page')).SourcesPage }));
const ImportPage = later(async () => ({ default: (await import('./imports/import-page')).ImportPage }));
const ExportsPage = later(async () => ({ default: (await import('./exports/exports-page')).ExportsPage }));
const ImportView = later(async () => ({ default: (await import('./imports/running')).ImportView }));

/** Outcomes and KPIs: where those who answer for them define them and record what is measured. */
export function GlobalPage(): ReactNode {
  const { path, query, go, replace, moved } = useRoute();
  const access = useCall('access.read', {});
  const place = path === undefined ? undefined : placeOf(path);
  return (
    <div className="n-page n-stack">
      <Sections place={place} go={go} manages={access.data?.manageOutcomes === true} />
      {/* Outcomes say for themselves what they lack. */}
      {(place?.kind === 'kpis' || place?.kind === 'sources') && <UnansweredNote of={[access.data]} />}
      <Show loaded={access} skeleton={<Skeleton heights={[28, 40, 72, 72, 72]} />}>
        {({ now, accountId, manageOutcomes, jiraAdmin }) =>
          place ? (
            <Suspense fallback={<Skeleton heights={[28, 40, 72, 72]} />}>
              <View place={place} visit={{ ...{ go, replace, moved, now, accountId }, filter: filterOf(query), begins: 'begins' in place, manages: manageOutcomes, jiraAdmin }} />
            </Suspense>
          ) : (
            <Skeleton heights={[28, 40, 72]} />
          )
        }
      </Show>
    </div>
  );
}

function Sections({ place, go, manages }: { place: Place | undefined; go: (path: string) => void; manages: boolean }): ReactNode {
  const section = sectionOf(place);
  const link = (key: Section): ReactNode => (
    <li>
      <button type="button" className="n-section n-focus" aria-current={section === key ? 'page' : undefined} onClick={() => go(paths[key])}>
        {key === 'sources' ? sourcesText.sources : text[key]}
      </button>
    </li>
  );
  return (
    <nav aria-label={text.sections}>
      <ul className="n-sections">
        {link('outcomes')}
        {link('review')}
        {link('kpis')}
        {manages && link('sources')}
      </ul>
    </nav>
  );
}

type Section = 'outcomes' | 'review' | 'kpis' | 'sources';

function sectionOf(place: Place | undefined): Section {
  if (place?.kind === 'exports') return place.of;
  if (place?.kind === 'kpi' || place?.kind === 'imports' || place?.kind === 'import') return 'kpis';
  return place?.kind === 'kpis' || place?.kind === 'review' || place?.kind === 'sources' ? place.kind : 'outcomes';
}

function View({ place, visit }: { place: Place; visit: Visit }): ReactNode {
  switch (place.kind) {
    case 'outcomes':
      return <OutcomeList visit={visit} />;
    case 'outcome':
      return <OutcomeDetail key={place.outcomeId} outcomeId={place.outcomeId} visit={visit} />;
    case 'review':
      return <ReviewPage visit={visit} />;
    case 'kpis':
      return <KpiList visit={visit} />;
    case 'kpi':
      return <KpiDetail key={place.kpiId} kpiId={place.kpiId} visit={visit} />;
    case 'sources':
      return <SourcesPage visit={visit} />;
    case 'imports':
      return <ImportPage key={place.kpiId} visit={visit} kpiId={place.kpiId} />;
    case 'exports':
      return <ExportsPage visit={visit} of={place.of} />;
    case 'import':
      return <ImportView key={place.importId} importId={place.importId} visit={visit} />;
    case 'unknown':
      return (
        <>
          <PageTitle takesFocus={visit.moved}>{text.nothingHere}</PageTitle>
          <p className="n-subtle">{text.nothingHereHow}</p>
          <div>
            <button type="button" className="n-link" onClick={() => visit.go(paths.outcomes)}>
              {text.allOutcomes}
            </button>
          </div>
        </>
      );
  }
}
