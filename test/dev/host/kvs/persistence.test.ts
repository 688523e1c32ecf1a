/** Everything acknowledged is in the file, and no transaction is there by half, however the process ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { RECORD } from './environment';
import { localStore, type LocalStore } from './local';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts a writer, kills it after so many acknowledgements, and returns the last one that arrived. */
async function killedAfter(file: string, acknowledgements: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'writer.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last >= acknowledgements) child.kill('SIGKILL');
  }
  return last;
}

function allRecords(store: LocalStore): number[] {
  const seqs: number[] = [];
  let cursor: string | undefined;
  do {
    const body = { entityName: RECORD, indexName: 'by-area', partition: ['a'], limit: 100, cursor };
    const page = store.read<{ data: { value: { seq: number } }[]; cursor?: string }>('entity/query', body);
    seqs.push(...page.data.map(({ value }) => value.seq));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return seqs;
}

it('a killed writer loses nothing that was acknowledged', async () => {
  const file = join(folder, 'platform.db');
  const acknowledged = await killedAfter(file, 60);
  expect(acknowledged).toBeGreaterThanOrEqual(60);
  const store = localStore({ file });
  const head = store.read<{ value: number }>('get', { key: 'head' }).value;
  expect(head).toBeGreaterThanOrEqual(acknowledged);
  expect(allRecords(store)).toEqual(Array.from({ length: head }, (_, i) => i + 1));
  store.db.close();
}, 20_000);

it('keeps values, secrets, expiry and what queries do not see yet over a restart', () => {
  const file = join(folder, 'platform.db');
  const first = localStore({ file, lagMs: 100 });
  first.call('set', { key: 'k', value: { a: 1 }, options: { ttl: { value: 1, unit: 'DAYS' } } });
  first.call('secret/set', { key: 's', value: 'token' });
  first.call('entity/set', { entityName: RECORD, key: 'e', value: { area: 'a', seq: 5 } });
  first.db.close();

  const second = localStore({ file, lagMs: 100 });
  const options = { metadataFields: ['EXPIRE_TIME'] };
  expect(second.read('get', { key: 'k', options })).toMatchObject({ value: { a: 1 }, expireTime: '2026-03-02T12:00:00Z' });
  expect(second.read('secret/get', { key: 's' })).toMatchObject({ value: 'token' });
  expect(allRecords(second)).toEqual([]);
  second.clock.time += 100;
  expect(allRecords(second)).toEqual([5]);
  second.db.close();
});
