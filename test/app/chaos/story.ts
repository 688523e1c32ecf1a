/** A seeded story on a small site: managers plan, people work in Jira, everybody looks, hours pass, and things go wrong. */
import { seeded } from '../../../src/domain/statistics/random';
import { plusDays } from '../../../src/domain/timeline';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../../support/needle';
import { type LocalPlatform } from '../../support/platform';
import { People } from './people';
import { calm, costOf, equalsRebuild, nothingStuck, outcomeTitles, wholeTrail } from './truth';

interface Wish {
  title: string;
  outcomeId: string;
  kpiId: string;
  values: Map<string, number>;
  notes: string[];
}

const HOUR_MS = 3_600_000;
/** Outcomes that one epic serves at most. */
const MOST_LINKS = 3;

export class Story {
  readonly people: People;
  readonly needle: Needle;
  readonly wishes: Wish[] = [];
  private readonly linked = new Map<string, Set<string>>();
  private readonly random: () => number;
  private made = 0;

  constructor(
    readonly platform: LocalPlatform,
    readonly seed: number,
    /** By project key: epics that can be linked. */
    private readonly epics: Readonly<Record<string, string[]>>,
  ) {
    this.people = new People(platform);
    this.needle = needleOn(platform);
    this.random = seeded(seed);
  }

  private pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.random() * from.length)];
    if (found === undefined) throw new Error('There is nothing to choose from.');
    return found;
  }

  /** A wish from its beginning to the first values, each step sent until it is answered. */
  async plan(): Promise<void> {
    const title = `Outcome ${this.wishes.length + 1}`;
    const { outcome } = await this.people.until(ADMIN, GLOBAL, 'outcome.create', { title });
    const { kpi } = await this.people.until(ADMIN, GLOBAL, 'kpi.create', { name: `${title}: KPI`, unit: 'hours', direction: 'decrease', cadence: 'week' });
    const { outcomeId } = outcome;
    await this.people.until(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId, kpiId: kpi.kpiId, role: 'primary', launch: '2026-03-02' },
      baseline: { kind: 'stated', level: 9 },
      target: { kind: 'value', value: 6, by: '2026-12-18' },
    });
    this.wishes.push({ title, outcomeId, kpiId: kpi.kpiId, values: new Map(), notes: [] });
  }

  /** Something that a manager does with an outcome that is there. */
  async manage(): Promise<void> {
    const wish = this.pick(this.wishes);
    const what = this.random();
    if (what < 0.5) {
      const at = plusDays('2026-01-05', 7 * Math.floor(this.random() * 8));
      const value = Math.round(this.random() * 100) / 10;
      await this.people.until(ADMIN, GLOBAL, 'value.record', { kpiId: wish.kpiId, values: [{ at, value }] });
      wish.values.set(at, value);
    } else if (what < 0.75) {
      const note = `Note ${(this.made += 1)}`;
      await this.people.until(ADMIN, GLOBAL, 'checkin.record', { outcomeId: wish.outcomeId, reported: 'on-track', note });
      wish.notes.push(note);
    } else await this.link(wish);
  }

  /** Links an epic to the outcome, unless it has enough. */
  async link(wish: Wish = this.pick(this.wishes)): Promise<void> {
    const projectKey = this.pick(Object.keys(this.epics));
    const key = this.pick(this.epics[projectKey] ?? []);
    const links = this.linked.get(key) ?? new Set<string>();
    if (links.size >= MOST_LINKS || links.has(wish.outcomeId)) return;
    const issueId = await this.needle.issueId(key);
    await this.people.until(PROJECT_ADMIN, inSettings(projectKey), 'link.set', { issueId, outcomeId: wish.outcomeId, ...(links.size > 0 ? { version: links.size } : {}) });
    this.linked.set(key, links.add(wish.outcomeId));
  }

  /** Something that happens in Jira, where nothing goes wrong. */
  async work(): Promise<void> {
    const jira = this.platform.jira(ADMIN);
    const projectKey = this.pick(Object.keys(this.epics));
    const { body } = await jira<{ issues: { key: string; fields: { issuetype: { name: string } } }[] }>('POST', '/rest/api/3/search/jql', { jql: `project = ${projectKey}`, fields: ['issuetype'], maxResults: 100 });
    const there = body.issues.filter(({ fields }) => fields.issuetype.name !== 'Epic');
    const what = this.random();
    const parent = { key: this.pick(this.epics[projectKey] ?? []) };
    if (what < 0.4 || there.length === 0) {
      await jira('POST', '/rest/api/3/issue', { fields: { project: { key: projectKey }, issuetype: { name: 'Story' }, summary: `Work ${(this.made += 1)}`, parent } });
      return;
    }
    const { key, fields } = this.pick(there);
    if (what < 0.8) {
      const { body: found } = await jira<{ transitions: { id: string }[] }>('GET', `/rest/api/3/issue/${key}/transitions`);
      await jira('POST', `/rest/api/3/issue/${key}/transitions`, { transition: { id: this.pick(found.transitions).id } });
    } else if (what < 0.9 && fields.issuetype.name === 'Story') await jira('PUT', `/rest/api/3/issue/${key}`, { fields: { parent } });
    else await jira('DELETE', `/rest/api/3/issue/${key}?deleteSubtasks=true`);
  }

  /** Somebody looks: what they see was once true, or they are told that it cannot be shown. */
  async look(): Promise<void> {
    const projectKey = this.pick(Object.keys(this.epics));
    const key = this.pick(this.epics[projectKey] ?? []);
    const titles = new Set(this.wishes.map(({ title }) => title));
    const panel = await this.people.look(ENGINEER, onIssue(key), 'panel.read', {});
    for (const { outcome } of panel?.outcomes ?? []) expect(titles).toContain(outcome.title);
    // What was answered is read back as it was answered: reads by key never lag.
    for (const id of panel ? (this.linked.get(key) ?? []) : []) expect(panel?.outcomes.map(({ outcome }) => outcome.outcomeId)).toContain(id);
    await this.people.look(ENGINEER, onProject(projectKey), 'project.read', {});
    await this.people.look(ENGINEER, onProject(projectKey), 'project.activity', {});
  }

  async pass(duration: string): Promise<void> {
    await this.platform.clock({ advance: duration });
  }

  /** Hours that pass in one step, as if the platform had stood still: what fell due in them runs once, at their end. */
  async leap(hours: number): Promise<void> {
    const { now } = await this.platform.clock();
    await this.platform.clock({ now: new Date(Date.parse(now) + hours * HOUR_MS).toISOString(), frozen: true });
    await this.platform.idle();
  }

  /** What a panel and a project page cost now. */
  async costs(): Promise<Record<string, { kvs: number; jira: number }>> {
    const [projectKey = '', [key = ''] = []] = Object.entries(this.epics)[0] ?? [];
    return {
      panel: await costOf(this.platform, () => this.needle.call(ENGINEER, onIssue(key), 'panel.read', {})),
      page: await costOf(this.platform, () => this.needle.call(ENGINEER, onProject(projectKey), 'project.read', {})),
      activity: await costOf(this.platform, () => this.needle.call(ENGINEER, onProject(projectKey), 'project.activity', {})),
    };
  }

  /** With the faults off: nothing that was answered is lost or there twice, no figure is wrong, and nothing hangs. */
  async assertTrue(): Promise<void> {
    await calm(this.platform);
    expect(await outcomeTitles(this.needle)).toEqual(this.wishes.map(({ title }) => title).sort());
    const trail = await wholeTrail(this.needle);
    const countOf = (stream: string, kind: string) => (trail.get(stream) ?? []).filter((record) => record.kind === kind).length;
    for (const { title, outcomeId, kpiId, values, notes } of this.wishes) {
      const { values: kept } = await this.needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
      expect([title, Object.fromEntries(kept.map(({ at, value }) => [at, value]))]).toEqual([title, Object.fromEntries(values)]);
      const { checkIns } = await this.needle.call(ADMIN, GLOBAL, 'checkin.read', { outcomeId });
      expect([title, checkIns.map(({ note }) => note).sort()]).toEqual([title, [...notes].sort()]);
      expect([title, countOf(`outcome:${outcomeId}`, 'outcome.created'), countOf(`outcome:${outcomeId}`, 'check-in.recorded')]).toEqual([title, 1, notes.length]);
      expect([title, countOf(`kpi:${kpiId}`, 'kpi.created')]).toEqual([title, 1]);
    }
    for (const [key, outcomeIds] of this.linked) {
      const { outcomes } = await this.needle.call(ENGINEER, onIssue(key), 'panel.read', {});
      expect([key, outcomes.map(({ outcome }) => outcome.outcomeId).sort()]).toEqual([key, [...outcomeIds].sort()]);
    }
    await nothingStuck(this.needle);
    await equalsRebuild(this.platform, this.needle);
  }
}
