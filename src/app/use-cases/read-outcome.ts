import { type CallReply } from '../../contract/index';
import { type AlarmView } from '../../contract/views';
import { type Viewer, hasRoleOn } from '../../domain/access';
import { evidenceOf } from '../../domain/alarm-evidence';
import { lacksForAchieved } from '../../domain/closing';
import { isLeftUndecided } from '../../domain/decision';
import { measureKey } from '../../domain/measure';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { seenAmong } from '../authorise';
import { withVersion } from '../listed-views';
import { titlesElsewhere } from '../other-launches';
import { seenParent } from '../outcome-tree';
import { type Ports, ref } from '../ports';
import { alarmView, drawnMeasure, measureRecord, outcomeCard, outcomeRecord, pastOf } from '../records';
import { leniently } from '../unanswered';
import { type UseCase } from '../use-case';

export const readOutcome: UseCase<'outcome.read'> = async ({ ports: asked, grant }) => {
  const jira = leniently(asked);
  const { ports } = jira;
  const outcome = grant.outcome;
  const view = ref('outcomeView', outcome.outcomeId);
  const measures = outcome.kpiIds.map((kpiId) => ref('measure', measureKey(outcome.outcomeId, kpiId)));
  const below = ref('undecidedBelow', outcome.outcomeId);
  const found = await ports.store.read([view, below, ...measures]);
  const today = ports.now().slice(0, 10);
  const snapshot = found.get(view)?.body;
  const titles = await titlesElsewhere(ports, grant.viewer, snapshot ? [snapshot] : [], today);
  const card = snapshot && outcomeCard(snapshot, today, titles);
  const parent = await seenParent(ports, grant.viewer, outcome.parentId);
  const views = new Map(card?.measures.map((m) => [m.kpiId, m]));
  const stored = new Map(snapshot?.measures.map((m) => [m.kpiId, m]));
  return {
    outcome: outcomeRecord(outcome, parent !== undefined),
    ...(parent ? { parent: { outcomeId: parent.outcomeId, title: parent.title } } : {}),
    measures: measures.flatMap((r) => {
      const measure = found.get(r);
      const shown = measure && views.get(measure.body.kpiId);
      if (!shown) return [];
      const kept = stored.get(shown.kpiId);
      const [drawn] = kept ? drawnMeasure(kept) : [];
      return { record: measureRecord(measure.body, measure.version), view: shown, history: kept?.history ?? [], past: kept ? pastOf(kept) : [], ...(drawn ? { drawn } : {}) };
    }),
    ...(card ? { signal: card.signal } : {}),
    ...(card?.stage ? { stage: card.stage } : {}),
    ...(snapshot?.state === 'open' ? { lacksForAchieved: lacksForAchieved(snapshot, today) } : {}),
    ...(snapshot?.alarms && card?.alarms ? { alarms: await withEvidence(ports, grant.viewer, snapshot, card.alarms) } : {}),
    ...(await undecidedBelow(ports, grant.viewer, outcome.outcomeId, found.get(below)?.body.outcomeIds ?? [])),
    mayEdit: hasRoleOn(grant.viewer, outcome),
    ...(await jira.lacks(Object.keys(snapshot?.delivery ?? {}))),
    ...(snapshot ? { shown: withVersion(found.get(view))?.version } : {}),
  };
};

async function withEvidence(ports: Ports, viewer: Viewer, snapshot: OutcomeSnapshot, alarms: readonly AlarmView[]): Promise<AlarmView[]> {
  const projects = Object.keys(snapshot.delivery);
  const seen = alarms.length > 0 && projects.length > 0 ? await ports.user.browsable(viewer.accountId, projects) : new Set<string>();
  const seesAll = projects.every((id) => seen.has(id));
  return alarms.map((alarm) => {
    const evidence = evidenceOf(alarm, snapshot, seesAll);
    return evidence.length > 0 ? { ...alarm, evidence } : alarm;
  });
}

/** As they are now: what was noted an hour ago may have been decided, moved or restricted since. */
async function undecidedBelow(ports: Ports, viewer: Viewer, parentId: string, outcomeIds: readonly string[]): Promise<Pick<CallReply<'outcome.read'>, 'undecidedBelow'>> {
  if (outcomeIds.length === 0) return {};
  const found = await ports.store.read(outcomeIds.map((id) => ref('outcomeView', id)));
  const today = ports.now().slice(0, 10);
  const below = outcomeIds.flatMap((id) => found.get(ref('outcomeView', id))?.body ?? []).filter((one) => one.parentId === parentId && one.state === 'open' && isLeftUndecided(one.alarms, today));
  const seen = await seenAmong(ports, viewer, below);
  const alarms = (one: OutcomeSnapshot) => (one.alarms ?? []).map((alarm) => alarmView(alarm, today)).filter(({ state }) => state === 'overdue');
  return seen.length > 0 ? { undecidedBelow: seen.map((one) => ({ outcomeId: one.outcomeId, title: one.title, alarms: alarms(one) })) } : {};
}
