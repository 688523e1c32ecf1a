import { NO_SUMS, type Sums, parseRow } from '../../domain/ledger';
import { workOf } from '../../domain/project-activity';
import { type Link } from '../../domain/link';
import { tagOf, teamsIn } from '../../domain/team';
import { weeksIn } from '../../domain/week';
import { workBrief } from '../../domain/work-brief';
import { type WorkLink } from '../../domain/work-rows';
import { type Ports, SITE, type Write, ref } from '../ports';
import { sumsKey } from './ports';

/** Epics of the project's issues, and issues above those, that lie in other projects: as far as their links are looked up. */
const MAX_ABOVE = 200;

/** Makes what pages show of a project's activity anew; nothing where its history has not been read. */
export async function refreshActivity(ports: Ports, projectId: string): Promise<void> {
  const stored = ref('history', projectId);
  const storedCrowd = ref('crowd', projectId);
  const served = ref('projectOutcomes', projectId);
  const storedTeamCrowds = ref('teamCrowds', projectId);
  const defined = ref('teams', SITE);
  const found = await ports.store.read([stored, storedCrowd, storedTeamCrowds, served, defined]);
  const head = found.get(stored)?.body;
  if (!head || head.generation === 0) return;
  const refs = Array.from({ length: head.parts }, (_, part) => ref('sums', sumsKey(projectId, head.generation, part)));
  const sums = await ports.store.read(refs);
  const parts = refs.map((part) => sums.get(part)?.body ?? NO_SUMS);
  const links = await linksIn(ports, projectId, found.get(served)?.body.outcomeIds ?? [], parts);
  const thisWeek = weeksIn(head.site.zone)?.(ports.now());
  if (thisWeek === undefined) return;
  const teams = teamsIn(found.get(defined)?.body.teams ?? [], projectId);
  // A team that was defined anew is there once the project has been read for it.
  const read = new Set((head.state === 'current' ? head.teams : [])?.map(({ tag }) => tag));
  const work = workOf({
    ...{ parts, crowd: found.get(storedCrowd)?.body ?? {}, now: ports.now(), thisWeek },
    ...{ teams: teams.flatMap((team) => (team.narrowing && read.has(tagOf(team)) ? [tagOf(team)] : [])), teamCrowds: found.get(storedTeamCrowds)?.body },
    linksOf: (issueId) => links.get(issueId) ?? [],
  });
  const writes: Write[] = [
    { ref: ref('activity', projectId), body: work?.activity ?? null, expect: 'any' },
    { ref: ref('workBrief', projectId), body: work ? workBrief(work.activity, teams, work.teams) : null, expect: 'any' },
    { ref: ref('teamWork', projectId), body: work?.teams ?? null, expect: 'any' },
  ];
  await ports.store.commit(writes, []);
}

/** The links of the project's issues, and of those above its epics in other projects. */
async function linksIn(ports: Ports, projectId: string, outcomeIds: readonly string[], parts: readonly Sums[]): Promise<Map<string, WorkLink[]>> {
  const outcomes = await ports.store.read(outcomeIds.map((id) => ref('outcome', id)));
  const open = outcomeIds.flatMap((id) => outcomes.get(ref('outcome', id))?.body ?? []).filter(({ state }) => state === 'open');
  const here = open.flatMap(({ epics }) => epics).filter((epic) => epic.projectId === projectId);
  const epics = new Set(parts.flatMap((part) => Object.keys(part.epics)));
  const named = parts.flatMap(({ rows }) => Object.keys(rows).map((row) => parseRow(row).epicId));
  const parents = parts.flatMap((part) => Object.values(part.epics)).flatMap(({ parentId }) => parentId ?? []);
  const above = [...new Set([...named, ...parents])].filter((id) => id !== '' && !epics.has(id));
  const refs = [...new Set([...here.map(({ issueId }) => issueId), ...above.slice(0, MAX_ABOVE)])].map((id) => ref('issueLinks', id));
  const found = await ports.store.read(refs);
  const links = refs.map((stored): [string, readonly Link[]] => [stored.key, found.get(stored)?.body.links ?? []]);
  const known = new Set(outcomeIds);
  const others = [...new Set(links.flatMap(([, own]) => own.map(({ outcomeId }) => outcomeId)))].filter((id) => !known.has(id));
  const elsewhere = await ports.store.read(others.map((id) => ref('outcome', id)));
  const isRestricted = (id: string): boolean => (outcomes.get(ref('outcome', id)) ?? elsewhere.get(ref('outcome', id)))?.body.restricted === true;
  return new Map(links.map(([id, own]) => [id, own.map(({ outcomeId, since }) => ({ outcomeId, since, restricted: isRestricted(outcomeId) }))]));
}
