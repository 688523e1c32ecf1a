import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const STATIC = join(__dirname, '..', '..', 'static');
const CLAIMS = /\b(because|due to|thanks to|caused?|causes)\b/i;

/** Every file that holds a page's words, and that of the verdicts' English; what is refused is told with its reason. */
const files = [
  ...readdirSync(STATIC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)text(\/[^/]+)?\.tsx?$/.test(path) && !/refusals/.test(path))
    .map((path) => join(STATIC, path)),
  join(STATIC, '..', 'src', 'domain', 'sentence.ts'),
];

it('finds the files with words', () => {
  expect(files.length).toBeGreaterThan(10);
});

it.each(files)('no text in %s says that something made a KPI move', (file) => {
  const claims = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => CLAIMS.test(line));
  expect(claims).toEqual([]);
});

it('the trail is called tamper-evident, and nowhere tamper-proof', () => {
  const documents = ['README.md', ...readdirSync(join(STATIC, '..', 'docs'), { encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
  const all = [...files, ...documents.map((path) => join(STATIC, '..', path))].map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(all).toContain('tamper-evident');
  expect([...all.matchAll(/(.{12})(tamper-?proof|fälschungssicher|manipulationssicher|unveränderbar)/gi)].map(([, before]) => before).filter((before) => !/\b(not|never) $/.test(before ?? ''))).toEqual([]);
});
