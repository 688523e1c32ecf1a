import { type Reviewed } from '../contract/views';
import { type ReviewItem, reviewOf } from '../domain/review';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { alarmView, outcomeCard } from './records';

/** What there is to look at; outcomes without news are left out. */
export function reviewed(views: readonly OutcomeSnapshot[], today: string): Reviewed[] {
  return views.flatMap((view) => {
    const items = reviewOf(view, today).map((item) => asReply(item, today));
    const { outcomeId, title, signal } = outcomeCard(view, today);
    return items.length > 0 ? [{ outcomeId, title, signal, items }] : [];
  });
}

function asReply(item: ReviewItem, today: string): Reviewed['items'][number] {
  return item.kind === 'decision' ? { kind: item.kind, alarm: alarmView(item.alarm, today) } : item;
}
