import { type StandingAlarm } from '../../domain/decision';

/** The words of what is sent to people: the functions have no pages' texts, and an owner may never open one. */
interface NoticeWords {
  alarms: Record<StandingAlarm['kind'], string>;
  subject(title: string): string;
  head(title: string): string;
  /** `since`: an ISO date. */
  line(alarm: string, since: string): string;
  foot: string;
}

const english: NoticeWords = {
  alarms: {
    'wrong-way': 'a KPI moves the wrong way',
    'silent-stall': 'its change work stopped',
    'activity-trap': 'work is done and its KPI does not move',
    'guardrail-breached': 'a guardrail is breached',
  },
  subject: (title) => `Needle: "${title}" awaits your decision`,
  head: (title) => `You answer for the outcome "${title}" in Needle. It awaits your decision:`,
  line: (alarm, since) => `- ${alarm}, since ${since}`,
  foot: 'Open this issue’s project, Needle’s page there and the outcome on it to see why, and decide: protect capacity, re-plan, change the target, stop, or false alarm.',
};

const german: NoticeWords = {
  alarms: {
    'wrong-way': 'eine KPI geht in die falsche Richtung',
    'silent-stall': 'die Veränderungsarbeit dafür steht still',
    'activity-trap': 'es wird gearbeitet, und die KPI bewegt sich nicht',
    'guardrail-breached': 'eine Leitplanke ist verletzt',
  },
  subject: (title) => `Needle: „${title}“ wartet auf Ihre Entscheidung`,
  head: (title) => `Sie verantworten das Wirkungsziel „${title}“ in Needle. Es wartet auf Ihre Entscheidung:`,
  line: (alarm, since) => `- ${alarm}, seit ${since.split('-').reverse().join('.')}`,
  foot: 'Öffnen Sie das Projekt dieses Vorgangs, dort die Seite „Wirkung“ und darauf das Wirkungsziel; sehen Sie, warum, und entscheiden Sie: Kapazität schützen, neu planen, Ziel ändern, beenden oder Fehlalarm.',
};

/** Those for a locale as Jira writes it, such as `de_DE`; English for any other than German, and where none is known. */
function wordsFor(locale: string | undefined): NoticeWords {
  return locale?.split(/[-_]/)[0]?.toLowerCase() === 'de' ? german : english;
}

/** What an owner is sent of alarms. */
export function noticeOf(locale: string | undefined, title: string, alarms: readonly StandingAlarm[]): { subject: string; text: string } {
  const words = wordsFor(locale);
  return { subject: words.subject(title), text: [words.head(title), ...alarms.map(({ kind, since }) => words.line(words.alarms[kind], since)), words.foot].join('\n') };
}
