import { type Json } from '../domain/canonical-json';
import { type StandingAlarm, withAlarms } from '../domain/decision';
import { type Outcome } from '../domain/outcome';
import { type Alarm, type Message } from '../domain/signal';
import { type Change } from './change';
import { outcomeStream } from './streams';

/**
 * The outcome with the alarms that stand now, and in the trail those that came and went. `raised` are the new ones, of
 * which the owner is to be told.
 */
export function takeAlarms(
  change: Change,
  outcome: Outcome,
  found: readonly Alarm[],
): { outcome: Outcome; raised: StandingAlarm[]; changed: boolean } {
  const { standing, raised, cleared } = withAlarms(outcome.alarms ?? [], found, change.now);
  const stream = outcomeStream(outcome.outcomeId);
  for (const alarm of raised) change.record(stream, 'alarm.raised', { ...identity(alarm), since: alarm.since, why: asJson(alarm.why) });
  for (const alarm of cleared) change.record(stream, 'alarm.cleared', identity(alarm));
  return { outcome: { ...outcome, alarms: standing }, raised, changed: raised.length + cleared.length > 0 };
}

function identity({ alarmId, kind, kpiId }: StandingAlarm): Record<string, Json> {
  return { alarmId, kind, ...(kpiId === undefined ? {} : { kpiId }) };
}

function asJson({ key, params }: Message): Json {
  return { key, params: { ...params } };
}
