/** Two copies of one site that live through the same, save for what happens on the first alone. */
import { type CallName } from '../../src/contract';
import { type Needle, type Place, needleOn } from './needle';
import { type LocalPlatform, startPlatform } from './platform';

export interface Site {
  platform: LocalPlatform;
  needle: Needle;
  /** The id of a thing by the name that the test gave it; of one that only the other site has, an id of nothing. */
  id(name: string): string;
  /** Gives the id of a new thing a name. */
  named(name: string, id: string): string;
  /** A reply in words that both sites share. */
  shared(reply: unknown): unknown;
}

export interface Twins {
  first: Site;
  second: Site;
  /** Does the same on both, and says what came of it. */
  both<T>(work: (site: Site) => Promise<T>): Promise<[T, T]>;
  /** What each answers to the same question. */
  ask(who: string, place: Place, name: CallName, payload: (site: Site) => unknown): Promise<[unknown, unknown]>;
  /** Lets time pass, and all jobs run. */
  later(duration: string): Promise<void>;
  stop(): Promise<void>;
}

/** The ids that a site gives are random. */
const OWN_ID = /\b(?:out|kpi|src|imp|team|pro)_[0-9a-z]{16}\b/g;
/** What is made with a site's own secrets or of its ids: it tells nothing, and is of the same length or of none that means something. */
const OWN = new Set(['cursor', 'hash', 'prev', 'head', 'actor', 'salt', 'heads']);

export async function startTwins(seed: string): Promise<Twins> {
  const [first, second] = await Promise.all([siteOf(await startPlatform({ seed })), siteOf(await startPlatform({ seed }))]);
  const both: Twins['both'] = async (work) => [await work(first), await work(second)];
  const { now } = await first.platform.clock();
  await both(({ platform }) => platform.clock({ now, frozen: true }));
  return {
    ...{ first, second, both },
    ask: (who, place, name, payload) => both(async (site) => site.shared(await site.platform.invoke(who, { ...place, functionKey: name, payload: payload(site) }))),
    later: async (duration) => {
      await both(async ({ platform }) => {
        await platform.clock({ advance: duration });
        await platform.idle();
      });
    },
    stop: async () => void (await Promise.all([first.platform.stop(), second.platform.stop()])),
  };
}

function siteOf(platform: LocalPlatform): Site {
  const ids = new Map<string, string>();
  const nothing = (name: string): string => `${name.slice(0, name.indexOf('_'))}_${'0'.repeat(16)}`;
  const named = (id: string, others: string[]): string => {
    const known = [...ids].find(([, one]) => one === id)?.[0];
    if (known !== undefined || id.endsWith('0'.repeat(16))) return known ?? id;
    if (!others.includes(id)) others.push(id);
    return `${id.slice(0, id.indexOf('_'))}#${others.indexOf(id)}`;
  };
  return {
    ...{ platform, needle: needleOn(platform) },
    id: (name) => ids.get(name) ?? nothing(name),
    named: (name, id) => {
      ids.set(name, id);
      return id;
    },
    shared: (reply) => {
      const others: string[] = [];
      const told = JSON.stringify(reply, (key, value: unknown) => (OWN.has(key) ? `(${typeof value})` : value)).replaceAll(OWN_ID, (id) => named(id, others)).replaceAll(/requests-[0-9a-f]{16}/g, 'requests');
      return JSON.parse(told, (key, value: unknown) => (key === 'version' && typeof value === 'string' ? value.split(' ').sort().join(' ') : value)) as unknown;
    },
  };
}
