import {
  type Counter,
  type IssueHistory,
  type StatusCategory,
  type Tally,
  type Weekly,
  type Workflow,
  contributionOf,
  filled,
  plus,
} from '../../../src/domain/history';
import { meansDelivered } from '../../../src/domain/resolution';
import { weeksIn } from '../../../src/domain/week';
import { type Command } from './command';
import { Failure } from './failure';
import { type JiraIssue, readIssues } from './jira-lines';
import { onlyFile, readOptions } from './options';

const OPTIONS = {
  'run-types': { type: 'string' },
  project: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Told per class of work; a file of issues holds neither points nor hours. */
const TOLD = ['created', 'started', 'done', 'cancelled', 'reopened', 'forward'] as const satisfies readonly Counter[];
const CLASSES = ['change', 'run'] as const;

export const history: Command = {
  usage: `analyse history FILE.jsonl [--run-types "Bug,Task"] [--project KEY] [--json]

What was created, started, done, cancelled, reopened and moved forward each week (Mondays, UTC), from issues as Jira gives
them with their changelogs, one a line; sub-tasks are left out. Issues of the named types are run work, all others change
work. done counts every resolution, cancelled the part of them that delivered nothing.`,

  run(args) {
    const { values: options, positionals } = readOptions(args, OPTIONS);
    const runTypes = new Set((options['run-types'] ?? '').split(',').map((type) => type.trim()));
    const all = readIssues(onlyFile(positionals));
    const issues = all.filter((i) => !i.fields.issuetype.subtask && i.fields.project.key === (options.project ?? i.fields.project.key));
    if (options.project !== undefined && issues.length === 0) throw new Failure(`There are no issues of project ${options.project}.`);
    const sums = CLASSES.map((kind) =>
      weekly(issues.filter((i) => runTypes.has(i.fields.issuetype.name) === (kind === 'run')), all),
    );
    const weeks = filled(...sums).map(({ week, tallies }) => ({ week, ...row(tallies) }));
    process.stdout.write(options.json ? `${JSON.stringify({ weeks })}\n` : report(weeks));
  },
};

function weekly(issues: readonly JiraIssue[], all: readonly JiraIssue[]): Weekly {
  const workflows = new Map<string, Workflow>();
  let sum: Weekly = new Map();
  for (const issue of issues) {
    const key = issue.fields.project.key;
    const workflow = workflows.get(key) ?? workflowOf(all.filter((i) => i.fields.project.key === key));
    workflows.set(key, workflow);
    sum = plus(sum, contributionOf(historyOf(issue), workflow));
  }
  return sum;
}

function historyOf({ fields, changelog }: JiraIssue): IssueHistory {
  const changes = (changelog?.histories ?? []).flatMap(({ id, created, items }) =>
    items.flatMap(({ field, from, to }) =>
      field === 'status' || field === 'resolution' ? [{ id, at: created, field, from, to } as const] : [],
    ),
  );
  const { resolution, resolutiondate } = fields;
  return {
    created: fields.created,
    resolution: resolution && resolutiondate ? { name: resolution.name, at: resolutiondate } : null,
    changes,
  };
}

/** A project's workflow by its issues: the file says of a status at most which category it has. */
function workflowOf(issues: readonly JiraIssue[]): Workflow {
  const categories = new Map<string, StatusCategory>();
  for (const { fields } of issues) {
    const key = fields.status.statusCategory?.key;
    if (key === 'new' || key === 'indeterminate' || key === 'done') categories.set(fields.status.name, key);
  }
  const weekOf = weeksIn('UTC');
  if (!weekOf) throw new Error('UTC is a time zone.');
  return {
    categoryOf: (status) => categories.get(status) ?? categoryByName(status),
    isCancelled: (resolution) => !meansDelivered(resolution),
    usesResolutions: issues.some((i) => i.fields.resolution),
    weekOf,
  };
}

function categoryByName(status: string): StatusCategory {
  if (/^(done|closed|resolved|complete|finished|released|deployed|cancell?ed|rejected|declined)/i.test(status)) return 'done';
  return /^(to ?do|open|new|backlog|received|reopened|created|ready|selected|proposed|triage|waiting for triage)/i.test(status)
    ? 'new'
    : 'indeterminate';
}

type Row = Record<`${(typeof CLASSES)[number]}_${Counter}`, number>;

function row(tallies: readonly Tally[]): Row {
  const cells = TOLD.flatMap((counter) => CLASSES.map((kind, i) => [`${kind}_${counter}`, tallies[i]?.[counter] ?? 0]));
  return Object.fromEntries(cells) as Row;
}

function report(weeks: readonly ({ week: string } & Row)[]): string {
  const lines = weeks.map(
    (w) => `${w.week}  ${`${w.change_done}`.padStart(6)} ${`${w.run_done}`.padStart(6)}  ${'█'.repeat(w.change_done)}${'░'.repeat(w.run_done)}`,
  );
  return `${['Done per week', 'week        change    run', ...lines].join('\n')}\n`;
}
