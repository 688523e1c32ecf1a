import { type ReactNode } from 'react';
import type { OutcomeCard } from '../../../src/contract/views';
import { useFollowed } from '../../kit/following';
import { goToProjectSettings } from '../../kit/links';
import { SetUp, type Step, type Where } from '../../kit/set-up';
import { Skeleton } from '../../kit/states';
import { useCall } from '../../kit/use-call';
import { type Visit, paths } from '../place';

/** A site with more outcomes than this has begun, and is not asked for what may be missing. */
const BEGINNERS = 2;
/** On a project's page, and on the admin page. */
const ELSEWHERE: readonly Step[] = ['history', 'group'];
const TOLD = new Set(['improved', 'worsened', 'no detectable change']);

export function isBeginning(cards: readonly OutcomeCard[]): boolean {
  return cards.length <= BEGINNERS || !cards.some(({ measures }) => measures.some(({ verdict }) => TOLD.has(verdict.kind)));
}

/** The guided set-up, for whoever manages outcomes; what it stands in for when that cannot be told. */
export function Guide({ visit, onCreate, children }: { visit: Visit; onCreate: () => void; children?: ReactNode }): ReactNode {
  const { data, trouble } = useFollowed(useCall('setup.read', {}));
  if (trouble) return children;
  if (!data) return children === undefined ? null : <Skeleton heights={[320]} />;
  const go = (step: Step, { outcomeId = '', kpiId = '', projectKey = '' }: Where): void => {
    switch (step) {
      case 'outcome':
        return onCreate();
      case 'measure':
        return visit.go(paths.newKpi(outcomeId));
      case 'launch':
        return visit.go(paths.outcome(outcomeId));
      case 'baseline':
      case 'verdict':
        return visit.go(paths.kpi(kpiId));
      case 'link':
        return goToProjectSettings(projectKey);
      case 'history':
      case 'group':
        return;
    }
  };
  return <SetUp state={data} elsewhere={ELSEWHERE} go={go} />;
}
