import { seeded } from '../../src/domain/statistics/random';
import { type Client, connect } from '../client/client';
import { countInJira } from './counted';
import { type Strategy, defineStrategy, defineTeams, idOf, linkEpics, suggestOutcome } from './outcomes';
import { DESK, KPIS, LABEL, OUTCOMES, type RoleName } from './northbank';
import { pick } from './random';
import { type People, makeSite, nameManagers } from './site';
import { type Happening, type IssuePlan, happenings } from './timeline';

const HOUR = 3_600_000;

/** What the platform hands to a demo. */
export interface DemoContext {
  url: string;
  now: Date;
  progress: (done: number, total: number, what: string) => void;
}

/** Makes Northbank on a running, empty platform: through Jira's API and the app's own calls, in the order of time. Returns what it is, in a sentence. */
export async function seedDemo({ url, now, progress }: DemoContext): Promise<string[]> {
  const client = connect(url);
  const end = now.getTime();
  const story = happenings(end);
  const first = story[0]?.at ?? end;
  await client.setClock(first - 3_600_000, true);
  const people = await makeSite(client);
  await nameManagers(client, people);
  const strategy = await defineStrategy(client, people, end);
  const teller = new Teller(client, people, strategy);
  for (const [index, happening] of story.entries()) {
    await client.setClock(happening.at, true);
    await teller.tell(happening);
    progress(index + 1, story.length, 'Northbank');
  }
  await client.setClock(end - HOUR, true);
  await linkEpics(client, people, strategy, teller.issueIds, end);
  await suggestOutcome(client, strategy, teller.issueIds);
  // Linking began the reading of the other projects; the desk links nothing of its own.
  await client.call(people.byRole.projectAdmin, { moduleKey: 'project-page', projectKey: DESK.project }, 'history.start', {});
  await defineTeams(client, people, strategy, end);
  await countInJira(client, people);
  // What the app does by the hour is done when the site opens.
  await client.advanceClock('PT1H');
  await client.setClock(end, false);
  return [LABEL];
}

class Teller {
  /** Jira's issue ids by plan id. */
  readonly issueIds = new Map<string, string>();
  private readonly projects = new Map<string, string>();
  private readonly random = seeded(7);
  /** Transition ids by project and status: each project has a workflow of its own. */
  private readonly transitions = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly people: People,
    private readonly strategy: Strategy,
  ) {}

  async tell(happening: Happening): Promise<void> {
    switch (happening.kind) {
      case 'create':
        return this.create(happening.issue);
      case 'start':
        return this.move(happening.issue, 'In Progress');
      case 'finish':
        return this.move(happening.issue, 'Done');
      case 'check-in':
        await this.client.call(this.ownerOf(OUTCOMES, happening.outcome), { moduleKey: 'global-page' }, 'checkin.record', {
          ...{ outcomeId: idOf(this.strategy.outcomes, happening.outcome), reported: happening.reported, note: happening.note },
        });
        return;
      case 'value':
        await this.client.call(this.ownerOf(KPIS, happening.kpi), { moduleKey: 'global-page' }, 'value.record', {
          ...{ kpiId: idOf(this.strategy.kpis, happening.kpi), source: 'entry' },
          values: [{ at: happening.date, value: happening.value }],
        });
    }
  }

  /** Account of whoever answers for the outcome or KPI, and so reports of it. */
  private ownerOf(plans: readonly { id: string; owner: RoleName }[], id: string): string {
    const plan = plans.find((one) => one.id === id);
    if (!plan) throw new Error(`The demo has no plan ${id}.`);
    return this.people.byRole[plan.owner];
  }

  private async create(plan: IssuePlan): Promise<void> {
    const reporter = plan.type === 'Epic' ? this.people.byRole.portalLead : this.people.byRole.supportLead;
    const assignee = pick(this.random, this.people.engineers);
    const { id } = await this.client.jira<{ id: string }>(reporter, 'POST', '/rest/api/3/issue', {
      fields: {
        project: { key: plan.project },
        issuetype: { name: plan.type },
        summary: plan.summary,
        assignee: { accountId: assignee },
        ...(plan.parent ? { parent: { id: idOf(this.issueIds, plan.parent) } } : {}),
      },
    });
    this.issueIds.set(plan.id, id);
    this.projects.set(plan.id, plan.project);
  }

  private async move(plan: string, status: string): Promise<void> {
    const id = idOf(this.issueIds, plan);
    const path = `/rest/api/3/issue/${id}/transitions`;
    const who = pick(this.random, this.people.engineers);
    const name = `${idOf(this.projects, plan)}/${status}`;
    const known = this.transitions.get(name) ?? (await this.transition(who, path, status));
    this.transitions.set(name, known);
    await this.client.jira(who, 'POST', path, { transition: { id: known } });
  }

  private async transition(who: string, path: string, status: string): Promise<string> {
    type Listed = { transitions: { id: string; to: { name: string } }[] };
    const { transitions } = await this.client.jira<Listed>(who, 'GET', path);
    const found = transitions.find((t) => t.to.name === status);
    if (!found) throw new Error(`No transition leads to ${status}.`);
    return found.id;
  }
}
