import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../../src/domain/canonical-json';
import { emptyHead, nextRecord } from '../../src/domain/trail';
import { chain, exportOf, sha256 } from '../support/trail';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'needle-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `options` are Node's. */
function verify(args: readonly string[], ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, '--import', 'tsx', 'dev/cli/verify-trail.ts', ...args], { cwd: root, encoding: 'utf8' });
  return { status, said: stdout && (JSON.parse(stdout) as unknown), stderr };
}

const file = join(folder, 'trail.jsonl');
const records = chain('kpi:b', 5);

it('says of a file whether it is whole, by its exit code too', async () => {
  writeFileSync(file, await exportOf(records));
  expect(verify([file])).toMatchObject({ status: 0, said: { ok: true, records: 5, streams: 1 } });
  expect(verify([file, '--head', records[4]?.hash ?? ''])).toMatchObject({ status: 0 });
  writeFileSync(file, (await exportOf(records)).replace('"seq":3', '"seq":4'));
  expect(verify([file])).toMatchObject({ status: 1, said: { ok: false, firstBad: { line: 3, stream: 'kpi:b', seq: 4, kind: 'sequence' } } });
  writeFileSync(file, await exportOf(records.slice(0, 4)));
  expect(verify([file, '--head', records[4]?.hash ?? ''])).toMatchObject({ status: 1, said: { firstBad: { kind: 'head' } } });
}, 120_000);

const written = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const folderOfNothing = join(folder, 'folder');
mkdirSync(folderOfNothing);

const USE = /^Use: verify-trail FILE/;
it.each<[string, string[], RegExp]>([
  ['no file', [], USE],
  ['two files', [file, file], USE],
  ['an option that is none', [file, '--what'], USE],
  ['a head that is none', [file, '--head', 'short'], USE],
  ['a file that is not there', ['/nowhere/at/all'], /cannot be read/],
  ['a folder', [folderOfNothing], /cannot be read/],
  ['an empty file', [written('empty', '')], /is no export of the trail/],
  ['a picture', [written('picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255]))], /is no export of the trail/],
  ['a table', [written('table.csv', 'Stream,Number\r\nkpi:b,1\r\n')], /is no export of the trail/],
])('refuses %s with one sentence', (_what, args, sentence) => {
  const { status, said, stderr } = verify(args);
  expect([status, said]).toEqual([2, '']);
  expect(stderr.trim()).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
}, 60_000);

it('calls an export broken, and not unreadable, whichever of its bytes was damaged', async () => {
  const one = Buffer.from(await exportOf(chain('kpi:b', 1)));
  one[0] = 0;
  expect(verify([written('damaged', one)])).toMatchObject({ status: 1, said: { firstBad: { line: 1, kind: 'unreadable' } } });
  expect(verify([written('json', '{"some":"thing"}\n')])).toMatchObject({ status: 1, said: { firstBad: { line: 1, kind: 'not-a-record' } } });
}, 60_000);

it('reads a file that is larger than its memory', () => {
  const large = join(folder, 'large.jsonl');
  const out = openSync(large, 'w');
  const note = 'n'.repeat(100_000);
  let head = emptyHead('outcome:a');
  for (let n = 0; n < 2_000; n += 1) {
    const record = nextRecord(head, { at: '2026-01-01T00:00:00.000Z', actor: 'a1', kind: 'check-in.recorded', data: { n, note } }, sha256);
    writeSync(out, `${canonicalJson({ ...record })}\n`);
    head = { stream: record.stream, seq: record.seq, hash: record.hash };
  }
  const body = { v: 1, heads: [{ stream: head.stream, count: head.seq, hash: head.hash }] };
  writeSync(out, `${canonicalJson({ ...body, hash: sha256(canonicalJson(body)) })}\n`);
  closeSync(out);
  // With a small heap, so that what is measured is what is held and not what a busy machine has not yet swept.
  const told = verify([large, '--head', head.hash], '--max-old-space-size=64', '--max-semi-space-size=2', '--import', 'data:text/javascript,process.on("exit",()=>process.stderr.write(`${process.resourceUsage().maxRSS}`))');
  expect(told).toMatchObject({ status: 0, said: { ok: true, records: 2_000 } });
  expect(Number(told.stderr) * 1_024).toBeLessThan(statSync(large).size);
}, 120_000);
