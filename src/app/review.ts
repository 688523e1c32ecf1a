import { type Reviewed } from '../contract/views';
import { type Viewer, mayDecide } from '../domain/access';
import { changesOf } from '../domain/changed';
import { outcomeSignal } from '../domain/outcome-signal';
import { type ReviewItem, reviewOf } from '../domain/review';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { alarmView } from './records';

/** What there is to look at; outcomes without news are left out. */
export function reviewed(viewer: Viewer, views: readonly OutcomeSnapshot[], today: string): Reviewed[] {
  return views.flatMap((view) => {
    // One that is closed awaits nobody.
    const items = (view.state === 'open' ? reviewOf(view, today) : []).map((item) => asReply(viewer, view, item, today));
    const { outcomeId, title } = view;
    const changes = changesOf(view, today);
    return items.length + changes.length > 0 ? [{ outcomeId, title, signal: outcomeSignal(view, today), items, changes }] : [];
  });
}

function asReply(viewer: Viewer, view: OutcomeSnapshot, item: ReviewItem, today: string): Reviewed['items'][number] {
  if (item.kind === 'proposal') {
    const { proposalId, at, kind } = item.proposal;
    const awaitsYou = mayDecide(viewer, view, item.proposal);
    return { kind: item.kind, proposalId, change: kind, at, awaitsYou, ...(item.name === undefined ? {} : { name: item.name }) };
  }
  return item.kind === 'decision' ? { kind: item.kind, alarm: alarmView(item.alarm, today) } : item;
}
