/** The validator as Jira calls it: what it makes of odd calls, and how long it takes when nothing answers. */
import { type GateNote } from '../../src/app/gate/queue';
import { type Issue, type Ports } from '../../src/app/ports';
import { NEW_GATE, gateText } from '../../src/domain/gate-config';
import { type GateConfig } from '../../src/domain/gate';
import { validatorOn } from '../../src/forge/gate';

const ISSUE = { issueId: '7', key: 'HRB-7', summary: '', projectId: '1', projectKey: 'HRB', level: 1, statusId: '3' } as Issue;
const never = () => new Promise<never>(() => undefined);
const configured = (config: Partial<GateConfig>) => JSON.parse(gateText({ ...NEW_GATE, rules: ['linked'], ...config })) as unknown;
const call = (config: Partial<GateConfig>, more: object = { issue: { key: 'HRB-7' }, transition: { from: { id: '3' }, to: { id: '4' } } }) => ({ configuration: configured(config), ...more });

/** A site with one issue that serves nothing, and what was written and noted on it. */
function siteOf(parts: { issue?: () => Promise<Issue | undefined>; read?: () => Promise<unknown>; push?: () => Promise<void> } = {}) {
  const written: unknown[] = [];
  const notes: GateNote[] = [];
  const { issue = () => Promise.resolve(ISSUE), read = () => Promise.resolve({ get: () => undefined }), push = () => Promise.resolve() } = parts;
  const ports = {
    app: { issue: (key: string) => (key === ISSUE.key ? issue() : Promise.resolve(undefined)) },
    store: { read, commit: (writes: unknown) => Promise.resolve(written.push(writes) > 0) },
    gateQueue: { push: (note: GateNote) => (notes.push(note), push()) },
    now: () => '2026-03-20T10:00:00.000Z',
    hash: () => '',
    log: { error: () => undefined },
  } as unknown as Ports;
  return { validate: validatorOn(ports), written, notes };
}

describe('what Jira may leave out', () => {
  const odd: [string, object | undefined][] = [['no key', { issue: {}, transition: { from: { id: '3' } } }], ['no issue', { transition: {} }], ['nothing but the configuration', {}], ['an issue that is not there yet', { issue: { key: 'HRB-99' }, transition: {} }]];
  it.each(odd)('%s: passes when off, observing or failing open, and stops when failing closed', async (_, more) => {
    for (const config of [{ mode: 'off' }, { mode: 'observe', onError: 'stop' }, { mode: 'block' }] as const) expect(await siteOf().validate(call(config, more))).toEqual({ result: true });
    const { validate, notes } = siteOf();
    expect(await validate(call({ mode: 'block', onError: 'stop' }, more))).toEqual({ result: false, errorMessage: expect.stringMatching(/^Needle could not check this issue|^Needle could not check HRB-99/) as string });
    expect(notes).toEqual([{ at: '2026-03-20T10:00:00.000Z', code: 'issue-not-found', passed: false }]);
  });

  it('judges an issue whose former status is not told', async () => {
    expect(await siteOf().validate(call({ mode: 'block' }, { issue: { key: 'HRB-7' }, transition: { from: null } }))).toMatchObject({ result: false, errorMessage: expect.stringContaining('HRB-7 serves no outcome yet') as string });
  });

  it.each([[undefined], [null], ['a text'], [7]])('passes when it is called with %p', async (received) => {
    expect(await siteOf().validate(received)).toEqual({ result: true });
  });
});

describe('its deadline', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** The answer and after how many milliseconds it came. */
  async function timed(answer: Promise<unknown>): Promise<[unknown, number]> {
    const begun = Date.now();
    const done = answer.then((said): [unknown, number] => [said, Date.now() - begun]);
    await jest.advanceTimersByTimeAsync(20_000);
    return done;
  }

  it.each([['Jira', { issue: never }], ['the store', { read: never }], ['nothing at all', { issue: never, push: never }]])('is five seconds, also when %s never answers', async (_, parts) => {
    const [said, ms] = await timed(siteOf(parts).validate(call({ mode: 'block', onError: 'stop' })));
    expect(said).toMatchObject({ result: false });
    expect(ms).toBeLessThanOrEqual(5_000);
    expect((await timed(siteOf(parts).validate(call({ mode: 'observe', onError: 'stop' }))))[0]).toEqual({ result: true });
  });

  it('writes down no other answer of a check that comes to its end later', async () => {
    const slow = siteOf({ read: () => new Promise((resolve) => setTimeout(() => resolve({ get: () => undefined }), 3_000)) });
    const [said] = await timed(slow.validate(call({ mode: 'block', onError: 'pass' })));
    expect(said).toEqual({ result: true });
    expect(JSON.stringify(slow.written)).not.toContain('stopped');
    expect(slow.notes).toMatchObject([{ code: 'deadline', passed: true }]);
  });
});
