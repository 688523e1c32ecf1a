import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from './slice';

jest.setTimeout(120_000);

const HISTORY = join(process.env['NEEDLE_SHARED'] ?? '../shared', 'data', 'jira', 'fcrepo.jsonl');
const ifThere = existsSync(HISTORY) ? describe : describe.skip;

ifThere('From epic to outcome to KPI over a real history of 1,000 issues', () => {
  walk({ seed: HISTORY, now: '2014-02-12T10:00:00.000Z', project: 'FCREPO', epic: 'FCREPO-1128', elsewhere: 'FCREPO-196' });
});
