import { type StandingAlarm } from '../../domain/decision';
import { type Notice, toTell } from '../../domain/notice';
import { ERASED } from '../../domain/person';
import { DEFAULT_SETTINGS } from '../../domain/settings';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { type Outcome } from '../../domain/outcome';
import { type Ports, SITE, ref } from '../ports';
import { Refused } from '../refused';
import { noticeOf } from './notice-words';

const OUTCOMES_PER_PAGE = 100;
/** A notice is sent on a linked issue; when one is gone, another will do. */
const MAX_ISSUES_TRIED = 5;

/** Tells owners of new alarms through Jira in their own language, once each and at most weekly for an outcome. */
export async function sendNotices(ports: Ports): Promise<{ sent: number }> {
  const stored = ref('settings', SITE);
  const settings = (await ports.store.read([stored])).get(stored)?.body ?? DEFAULT_SETTINGS;
  const did = { sent: 0 };
  if (!settings.notices) return did;
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition: 'open', cursor, limit: OUTCOMES_PER_PAGE });
    const alarmed = page.items.filter(({ alarms = [] }) => alarms.some(({ decision }) => !decision));
    const told = await ports.store.read(alarmed.map(({ outcomeId }) => ref('notice', outcomeId)));
    for (const view of alarmed) {
      const before = told.get(ref('notice', view.outcomeId));
      const due = toTell(view.alarms ?? [], before?.body, ports.now());
      if (due.length > 0 && (await tell(ports, view, due, before))) did.sent += 1;
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return did;
}

/**
 * Kept before it is sent: a run that is cut off in between loses a notice, and none comes twice. One that Jira refuses is due
 * again; one of which nobody knows whether Jira took it is not.
 */
async function tell(ports: Ports, { outcomeId }: OutcomeSnapshot, due: readonly StandingAlarm[], before: { body: Notice; version: number } | undefined): Promise<boolean> {
  const stored = ref('outcome', outcomeId);
  const outcome = (await ports.store.read([stored])).get(stored)?.body;
  if (outcome?.state !== 'open') return false;
  const kept = ref('notice', outcomeId);
  const notice = { at: ports.now(), alarmIds: due.map(({ alarmId }) => alarmId) };
  if (!(await ports.store.commit([{ ref: kept, body: notice, expect: before?.version ?? null }], []))) return false;
  try {
    return await send(ports, outcome, due);
  } catch (error) {
    ports.log.error('A notice of an alarm could not be sent.', error);
    if (error instanceof Refused && error.refusal.code === 'jira-unavailable') return false;
    await ports.store.commit([{ ref: kept, body: before?.body ?? null, expect: 'any' }], []);
    return false;
  }
}

async function send(ports: Ports, outcome: Outcome, due: readonly StandingAlarm[]): Promise<boolean> {
  const { title, ownerId } = outcome;
  // Nobody answers for it until a new owner is named.
  if (ownerId === ERASED) return false;
  const notice = noticeOf(await localeOf(ports, ownerId), title, due);
  for (const { issueId } of outcome.epics.slice(0, MAX_ISSUES_TRIED)) {
    if (await ports.app.notify(issueId, { accountId: ownerId, ...notice })) return true;
  }
  return false;
}

/** In which language the owner reads Jira. Where that cannot be learnt, a notice in English is better than none. */
async function localeOf(ports: Ports, accountId: string): Promise<string | undefined> {
  try {
    return await ports.app.localeOf(accountId);
  } catch (error) {
    ports.log.error('The language of an owner could not be asked for; the notice is in English.', error);
    return undefined;
  }
}
