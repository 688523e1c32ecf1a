import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trailExport } from '../../src/domain/trail-export';
import { chain, sha256 } from '../support/trail';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'needle-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'dev/cli/verify-trail.ts', ...args], { cwd: root, encoding: 'utf8' });
  return { status, said: stdout && (JSON.parse(stdout) as unknown), stderr };
}

const file = join(folder, 'trail.jsonl');
const records = chain('kpi:b', 5);

it('says of a file whether it is whole, by its exit code too', async () => {
  writeFileSync(file, await trailExport(records, sha256));
  expect(verify(file)).toMatchObject({ status: 0, said: { ok: true, records: 5, streams: 1 } });
  expect(verify(file, '--head', records[4]?.hash ?? '')).toMatchObject({ status: 0 });
  writeFileSync(file, (await trailExport(records, sha256)).replace('"seq":3', '"seq":4'));
  expect(verify(file)).toMatchObject({ status: 1, said: { ok: false, firstBad: { line: 3, stream: 'kpi:b', seq: 4, kind: 'sequence' } } });
  writeFileSync(file, await trailExport(records.slice(0, 4), sha256));
  expect(verify(file, '--head', records[4]?.hash ?? '')).toMatchObject({ status: 1, said: { firstBad: { kind: 'head' } } });
}, 120_000);

it.each([[[]], [['/nowhere/at/all']], [[file, '--head', 'short']], [[file, file]], [[file, '--what']]])('refuses %j with one sentence', (args) => {
  const { status, said, stderr } = verify(...args);
  expect([status, said]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
}, 60_000);
