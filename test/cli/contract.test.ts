import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { calls } from '../../src/contract';
import { MODULES } from '../../src/contract/call';

interface Row {
  name: string;
  summary: string;
  permission: string;
  modules: string[];
  input: object;
  reply: object;
}

const root = join(__dirname, '../..');
const text = execFileSync(process.execPath, ['--import', 'tsx', 'dev/cli/contract.ts'], { cwd: root, encoding: 'utf8' });
const rows = JSON.parse(text) as Row[];

function row(name: string): Row {
  const found = rows.find((one) => one.name === name);
  if (!found) throw new Error(`no row ${name}`);
  return found;
}

const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true }));

describe('npm run contract', () => {
  it('prints every call, once, in the order of the contract', () => {
    expect(rows.map((one) => one.name)).toEqual(Object.keys(calls));
  });

  it.each(rows)('prints all of $name', ({ name, summary, permission, modules, ...schemas }) => {
    expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
    expect(summary).toMatch(/^\S.*\.$/);
    expect(permission).toBe(calls[name as keyof typeof calls].permission);
    expect(modules.length).toBeGreaterThan(0);
    expect(MODULES).toEqual(expect.arrayContaining(modules));
    expect(Object.keys(schemas)).toEqual(['input', 'reply']);
  });

  it.each(rows.flatMap(({ name, input, reply }) => [[`${name} input`, input], [`${name} reply`, reply]] as const))(
    'gives a closed JSON Schema 2020-12 for %s',
    (_name, schema) => {
      expect(schema).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        additionalProperties: false,
      });
      expect(ajv.compile(schema)).toBeInstanceOf(Function);
    },
  );

  it('describes inputs as a page sends them and replies as it gets them', () => {
    const accepts = ajv.compile(row('outcome.create').input);
    expect(accepts({ title: 'Fewer outages' })).toBe(true);
    expect(accepts({})).toBe(false);
    expect(accepts({ title: 'Fewer outages', owner: 'me' })).toBe(false);
    expect(accepts({ title: 'Fewer outages', period: { from: '2026-13-01' } })).toBe(false);
    expect(row('outcome.create').input).toMatchObject({ required: ['title'] });
    const now = '2026-03-01T00:00:00.000Z';
    const access = { accountId: 'a1', now, manageOutcomes: false, jiraAdmin: false };
    expect(ajv.compile(row('access.read').reply)(access)).toBe(true);
    expect(ajv.compile(row('access.read').reply)({ ...access, now: 1 })).toBe(false);
  });
});
