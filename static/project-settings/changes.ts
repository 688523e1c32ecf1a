import type { CallInput, CallReply } from '../../src/contract';
import { type Answer, type Trouble, call } from '../kit/call';
import { type Epic, type EpicLink, linkInput } from './epics';

type LinkFields = Pick<CallInput<'link.set'>, 'primary' | 'since' | 'hypothesis'>;

/** One link to make or to take away: what it was and what it is to be, undefined for no link. */
export interface Change {
  issueId: string;
  key: string;
  /** Of the epic's links, as read. */
  version: number | undefined;
  outcomeId: string;
  title: string;
  from: LinkFields | undefined;
  to: LinkFields | undefined;
}

export interface Report {
  done: Change[];
  /** What takes the done ones back, to be made in this order. */
  undo: Change[];
  already: Change[];
  failed: { change: Change; trouble: Trouble }[];
  /** Not begun, when it was stopped. */
  left: Change[];
}

export function linking(epic: Epic, { outcomeId, title }: { outcomeId: string; title: string }): Change {
  const { issueId, key, version } = epic;
  const present = epic.links.find((link) => link.outcomeId === outcomeId);
  // An epic that serves the outcome already keeps its link as it is.
  const fields = present && linkInput(present);
  return { issueId, key, version, outcomeId, title, from: fields, to: fields ?? {} };
}

export function unlinking({ issueId, key, version }: Epic, link: EpicLink): Change {
  const { outcomeId, title } = link;
  return { issueId, key, version, outcomeId, title, from: linkInput(link), to: undefined };
}

/** The epics as they are with the change. From when a new link counts is told by the answer alone: empty until then. */
export function withChange(epics: readonly Epic[], { issueId, outcomeId, title, to }: Change): readonly Epic[] {
  return epics.map((epic) => {
    if (epic.issueId !== issueId) return epic;
    const present = epic.links.find((link) => link.outcomeId === outcomeId);
    if (!to) return { ...epic, links: epic.links.filter((link) => link !== present) };
    const before = present ?? { title, state: 'open' as const, primary: epic.links.length === 0, since: '' };
    const link: EpicLink = { ...before, outcomeId, primary: to.primary === true || before.primary, since: to.since ?? before.since, hypothesis: to.hypothesis };
    const others = epic.links.map((one) => (to.primary === true ? { ...one, primary: false } : one));
    return { ...epic, links: present ? others.map((one) => (one.outcomeId === outcomeId ? link : one)) : [...others, link] };
  });
}

/**
 * Makes the changes one after another, each a call of its own, so that each epic is allowed or refused by itself and
 * what was done stays done. `before` is told of each one before it begins; when it returns false, the rest is left.
 */
export async function makeChanges(changes: readonly Change[], before: (index: number) => boolean): Promise<Report> {
  const report: Report = { done: [], undo: [], already: [], failed: [], left: [] };
  const versions = new Map<string, number | undefined>();
  for (const [index, change] of changes.entries()) {
    if (!before(index)) return withVersions({ ...report, left: changes.slice(index) }, versions);
    if (change.from === change.to) {
      report.already.push(change);
      continue;
    }
    const answer = await make({ ...change, version: versions.has(change.issueId) ? versions.get(change.issueId) : change.version });
    if (answer.ok) {
      versions.set(change.issueId, answer.data.version);
      report.done.push(change);
      report.undo.unshift({ ...change, from: change.to, to: change.from });
    } else report.failed.push({ change, trouble: answer.trouble });
  }
  return withVersions(report, versions);
}

/** The undoing starts from the versions that the doing left. */
function withVersions(report: Report, versions: ReadonlyMap<string, number | undefined>): Report {
  return { ...report, undo: report.undo.map((change) => ({ ...change, version: versions.get(change.issueId) })) };
}

async function make({ issueId, version, outcomeId, to }: Change): Promise<Answer<'link.set'> | Answer<'link.remove'>> {
  if (to) return call('link.set', { issueId, outcomeId, ...to, ...(version === undefined ? {} : { version }) });
  // Without a version there is no link: nothing is left to take away.
  if (version === undefined) return { ok: true, data: { issueId, links: [] } satisfies CallReply<'link.remove'> };
  return call('link.remove', { issueId, version, outcomeId });
}
