import { walk } from './slice';

jest.setTimeout(120_000);

describe('From epic to outcome to KPI over a small made-up site', () => {
  walk({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z', project: 'HRB', epic: 'HRB-1', below: 'HRB-7', elsewhere: 'HRB-9' });
});
