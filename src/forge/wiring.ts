import { createHash, randomInt } from 'node:crypto';
import { webTrigger } from '@forge/api';
import { type Ports } from '../app/ports';
import { jiraAsApp, jiraAsUser } from './jira';
import { gateQueue } from './gate-queue';
import { historyQueue } from './history-queue';
import { importQueue } from './import-queue';
import { jiraHistory } from './jira-history';
import { jiraKpis } from './jira-kpi';
import { kpiQueue } from './kpi-queue';
import { backgroundUse } from './jira-use';
import { pseudonym, pseudonyms } from './person-key';
import { seal, unseal } from './seal';
import { reportAccounts } from './privacy';
import { secrets } from './secrets';
import { store } from './store';

const ID_LENGTH = 16;
const DRAWS = 2 ** 32;
const ID_ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
/** First wait before a change is tried again, doubled each time, with jitter so that two do not meet again. */
const PAUSE_MS = 20;

/** The ports on Forge. Nothing is kept between invocations: a warm function may serve another site next. */
export const ports: Ports = {
  store,
  user: jiraAsUser,
  app: jiraAsApp,
  history: jiraHistory,
  historyQueue,
  importQueue,
  gateQueue,
  jiraKpis,
  kpiQueue,
  log: {
    error: (message, cause) => {
      // The stack holds names and codes; what people wrote and who they are stays out of the log.
      // eslint-disable-next-line no-console -- Forge's log is the console.
      console.error(message, cause instanceof Error ? cause.stack : typeof cause);
    },
  },
  jiraUse: () => backgroundUse() ?? { points: 0 },
  // Set with `forge variables set` where Atlassian granted the app points of each site's own.
  quota: process.env['JIRA_QUOTA'] === 'tenant' ? 'tenant' : 'shared',
  draw: () => randomInt(DRAWS) / DRAWS,
  secrets,
  reportAccounts,
  pushAddress: () => webTrigger.getUrl('values'),
  now: () => new Date().toISOString(),
  newId: (prefix) =>
    `${prefix}_${Array.from({ length: ID_LENGTH }, () => ID_ALPHABET.charAt(randomInt(ID_ALPHABET.length))).join('')}`,
  hash: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  pseudonym,
  pseudonyms,
  seal,
  unseal,
  pause: (attempt) =>
    new Promise((resolve) => setTimeout(resolve, randomInt(PAUSE_MS, PAUSE_MS * 2 ** attempt + 1))),
};
