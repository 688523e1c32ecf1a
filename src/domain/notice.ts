/** When an owner is told of alarms: of each once, and at most weekly. */
import { type StandingAlarm } from './decision';

/** What an outcome's owner was last told. */
export interface Notice {
  /** ISO instant. */
  at: string;
  alarmIds: string[];
}

export const NOTICE_DAYS = 7;
const DAY_MS = 86_400_000;

/** The alarms to tell of now: those without a decision, when a new one is among them and the last notice is a week old. */
export function toTell(alarms: readonly StandingAlarm[], told: Notice | undefined, now: string): StandingAlarm[] {
  const undecided = alarms.filter(({ decision }) => !decision);
  const isNew = undecided.some(({ alarmId }) => !told?.alarmIds.includes(alarmId));
  const isSoon = told !== undefined && Date.parse(now) - Date.parse(told.at) < NOTICE_DAYS * DAY_MS;
  return isNew && !isSoon ? undecided : [];
}
