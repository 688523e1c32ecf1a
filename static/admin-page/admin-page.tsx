import { type ReactNode } from 'react';
import './admin-page.css';
import { Following, useFollowed } from '../kit/following';
import { goToPage, goToProjectSettings } from '../kit/links';
import { PageTitle } from '../kit/page-title';
import { SetUp, type Step, type Where } from '../kit/set-up';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { useCall } from '../kit/use-call';
import { InstallationCheck, Jobs } from './health';
import { Gates } from './gates';
import { Histories } from './histories';
import { Managers } from './managers';
import { Pins } from './pins';
import { Rules } from './rules';
import { Settings } from './settings';
import { Teams } from './teams';
import { text } from './text';

/** What Needle is and who may do what. */
export function AdminPage(): ReactNode {
  const access = useCall('access.read', {});
  return (
    <div className="n-page n-stack">
      <PageTitle>{text.title}</PageTitle>
      <Show loaded={access} skeleton={<Skeleton heights={[56, 40, 240]} />}>
        {({ jiraAdmin, now }) =>
          jiraAdmin ? (
            <Following loaded={access} watch={{ site: true, setup: true }}>
              <Content now={now} />
            </Following>
          ) : (
            <TroubleBox title={text.refused} trouble={{ kind: 'refused', code: 'forbidden', message: text.refusedHow }} />
          )
        }
      </Show>
    </div>
  );
}

/** The guided set-up: all but naming the group is done on Needle's own page. */
function Begin(): ReactNode {
  const { data } = useFollowed(useCall('setup.read', {}));
  if (!data) return null;
  const go = (step: Step, { outcomeId = '', kpiId = '', projectKey = '' }: Where): void => {
    if (step === 'group') return document.getElementById('managers')?.scrollIntoView();
    if (step === 'history') return document.getElementById('histories')?.scrollIntoView();
    if (step === 'link') return goToProjectSettings(projectKey);
    const paths = { outcome: '/new', measure: `/outcomes/${outcomeId}/new-kpi`, launch: `/outcomes/${outcomeId}`, baseline: `/kpis/${kpiId}`, verdict: `/kpis/${kpiId}` };
    goToPage('global-page', paths[step]);
  };
  return <SetUp state={data} go={go} />;
}

function Content({ now }: { now: string }): ReactNode {
  return (
    <>
      <p className="n-lead">
        <Rich message={text.lead} params={{}} />
      </p>
      <p className="n-quiet">{text.how}</p>
      <Begin />
      <Managers />
      <Settings />
      <Rules />
      <Teams />
      <Histories />
      <Pins />
      <Gates />
      <Jobs now={now} />
      <InstallationCheck />
      <section className="n-stack-tight" aria-labelledby="rights">
        <h2 className="n-h2" id="rights">
          {text.who}
        </h2>
        <table className="n-rights" aria-labelledby="rights">
          <thead>
            <tr>
              <th scope="col">{text.role}</th>
              <th scope="col">{text.may}</th>
              <th scope="col">{text.where}</th>
            </tr>
          </thead>
          <tbody>
            {Object.values(text.rows).map(({ who, may, where }) => (
              <tr key={who}>
                <th scope="row">{who}</th>
                <td>{may}</td>
                <td className="n-subtle">{where}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="n-stack-tight" aria-labelledby="trust">
        <h2 className="n-h2" id="trust">
          {text.trust}
        </h2>
        <ul className="n-points">
          {Object.values(text.trustRows).map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
