import fc from 'fast-check';
import { line } from './history';
import { list, pick, text } from './json';
import { NOW, openLocal } from './local';

/** What the naive evaluator knows of an issue. */
interface Issue {
  key: string;
  type: string;
  status: 'To Do' | 'In Progress' | 'Done';
  resolution?: string;
  priority: string;
  assignee?: string;
  parent?: string;
  labels: string[];
  components: string[];
  due?: string;
  created: number;
  words: string[];
  points?: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const WORDS = ['apple', 'harbour', 'zebra', 'quartz'];
const PRIORITIES = ['Blocker', 'Major', 'Minor'];
const STATUSES = ['To Do', 'In Progress', 'Done'] as const;
const CATEGORY = { 'To Do': 'new', 'In Progress': 'indeterminate', Done: 'done' };
const PEOPLE = ['engineer', 'manager'];

/** Forty issues in which every combination of filled and empty fields occurs. */
const issues: Issue[] = Array.from({ length: 40 }, (_, index) => {
  const take = <T>(from: readonly T[], step: number): T => from[Math.floor(index / step) % from.length] as T;
  return {
    key: `Q-${String(index + 1)}`,
    type: index < 3 ? 'Epic' : take(['Story', 'Bug'], 2),
    status: take(STATUSES, 1),
    ...(index % 3 === 2 ? { resolution: take(['Fixed', "Won't Fix"], 3) } : {}),
    priority: take(PRIORITIES, 4),
    ...(index % 4 === 0 ? {} : { assignee: take(PEOPLE, 2) }),
    ...(index >= 3 && index % 2 === 0 ? { parent: `Q-${String((index % 3) + 1)}` } : {}),
    labels: index % 5 === 0 ? [] : ['red', 'blue', 'green'].filter((_color, at) => (index >> at) % 2 === 1),
    components: index % 3 === 0 ? [] : [take(['Web', 'API'], 3)],
    ...(index % 6 === 0 ? {} : { due: new Date(NOW + (index - 20) * DAY).toISOString().slice(0, 10) }),
    created: NOW - index * 7 * 3_600_000 - index * 13_000,
    words: WORDS.filter((_word, at) => (index >> at) % 2 === 0),
    ...(index % 7 === 0 ? {} : { points: index % 8 }),
  };
});

const lines = issues.map((issue) =>
  line(issue.key, {
    summary: ['Issue', ...issue.words].join(' '),
    issuetype: { name: issue.type },
    status: { name: issue.status },
    resolution: issue.resolution === undefined ? null : { name: issue.resolution },
    priority: { name: issue.priority },
    assignee: issue.assignee === undefined ? null : { accountId: issue.assignee },
    parent: issue.parent === undefined ? null : { key: issue.parent },
    labels: issue.labels,
    components: issue.components.map((name) => ({ name })),
    duedate: issue.due ?? null,
    created: new Date(issue.created).toISOString(),
    customfield_10016: issue.points,
    reporter: { accountId: 'new-yorker', timeZone: 'America/New_York' },
  }),
);

/** A clause as text, and what it means with or without NOT before it. Negating turns the operator round, so empty values never match. */
interface Clause {
  jql: string;
  holds(issue: Issue, negated: boolean): boolean;
}

function about(jql: string, values: (issue: Issue) => readonly unknown[], matches: (value: unknown) => boolean, positive = true): Clause {
  return {
    jql,
    holds(issue, negated) {
      const present = values(issue);
      return positive !== negated ? present.some(matches) : present.length > 0 && !present.some(matches);
    },
  };
}

function emptiness(jql: string, values: (issue: Issue) => readonly unknown[], positive: boolean): Clause {
  return { jql, holds: (issue, negated) => (values(issue).length === 0) === (positive !== negated) };
}

const optional = (value: unknown): unknown[] => (value === undefined ? [] : [value]);
const quoted = (value: string): string => (/^[A-Za-z]+$/.test(value) ? value : `"${value}"`);

/** Fields compared by name: how JQL calls them, their values, and what can be asked for. */
const NAMED: { field: string; values: (issue: Issue) => unknown[]; choices: string[] }[] = [
  { field: 'type', values: ({ type }) => [type], choices: ['Epic', 'Story', 'Bug'] },
  { field: 'status', values: ({ status }) => [status], choices: [...STATUSES] },
  { field: 'statusCategory', values: ({ status }) => [CATEGORY[status]], choices: ['new', 'indeterminate', 'done'] },
  { field: 'resolution', values: ({ resolution }) => optional(resolution), choices: ['Fixed', "Won't Fix"] },
  { field: 'priority', values: ({ priority }) => [priority], choices: PRIORITIES },
  { field: 'assignee', values: ({ assignee }) => optional(assignee), choices: PEOPLE },
  { field: 'parent', values: ({ parent }) => optional(parent), choices: ['Q-1', 'Q-2', 'Q-3'] },
  { field: 'labels', values: ({ labels }) => labels, choices: ['red', 'blue', 'green', 'unused'] },
  { field: 'component', values: ({ components }) => components, choices: ['Web', 'API'] },
  { field: 'key', values: ({ key }) => [key], choices: ['Q-1', 'Q-7', 'Q-30'] },
];

const named = fc.constantFrom(...NAMED).chain(({ field, values, choices }) =>
  fc.oneof(
    fc.tuple(fc.constantFrom('=', '!='), fc.constantFrom(...choices)).map(([operator, choice]) => about(`${field} ${operator} ${quoted(choice)}`, values, (value) => value === choice, operator === '=')),
    fc.tuple(fc.constantFrom('in', 'not in'), fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1 })).map(([operator, some]) =>
      about(`${field} ${operator} (${some.map(quoted).join(', ')})`, values, (value) => some.includes(String(value)), operator === 'in')),
    fc.constantFrom('is EMPTY', 'is not EMPTY', '= EMPTY', '!= null').map((end) => emptiness(`${field} ${end}`, values, !end.includes('not') && !end.includes('!'))),
  ),
);

const COMPARE: Record<string, (one: number, other: number) => boolean> = {
  '<': (one, other) => one < other, '<=': (one, other) => one <= other, '>': (one, other) => one > other, '>=': (one, other) => one >= other,
};

const minute = (instant: number): number => Math.floor(instant / MINUTE);

/** Instants, compared by the minute. */
const created = fc.tuple(fc.constantFrom(...Object.keys(COMPARE)), fc.integer({ min: -1, max: 300 }), fc.constantFrom('absolute', 'slashes', 'relative')).map(([operator, hours, form]) => {
  const at = NOW - hours * 3_600_000;
  const iso = new Date(at).toISOString();
  const value = form === 'relative' ? `${hours < 0 ? '+' : '-'}${String(Math.abs(hours))}h` : `"${iso.slice(0, 10).replaceAll('-', form === 'slashes' ? '/' : '-')} ${iso.slice(11, 16)}"`;
  return about(`created ${operator} ${value.startsWith('+') ? `"${value}"` : value}`, (issue) => [issue.created], (value_) => COMPARE[operator]?.(minute(value_ as number), minute(at)) ?? false);
}).map((clause): Clause => ({ jql: clause.jql, holds: (issue, negated) => clause.holds(issue, false) !== negated }));

const due = fc.tuple(fc.constantFrom('=', '!=', ...Object.keys(COMPARE)), fc.integer({ min: -25, max: 25 })).map(([operator, days]): Clause => {
  const wanted = new Date(NOW + days * DAY).toISOString().slice(0, 10);
  const compare = (value: string): boolean => (operator === '=' ? value === wanted : operator === '!=' ? value !== wanted : (COMPARE[operator]?.(Date.parse(value), Date.parse(wanted)) ?? false));
  return { jql: `due ${operator} ${wanted}`, holds: (issue, negated) => issue.due !== undefined && compare(issue.due) !== negated };
});

const points = fc.tuple(fc.constantFrom(...Object.keys(COMPARE)), fc.integer({ min: 0, max: 8 })).map(([operator, wanted]): Clause => ({
  jql: `"Story Points" ${operator} ${String(wanted)}`,
  holds: (issue, negated) => issue.points !== undefined && (COMPARE[operator]?.(issue.points, wanted) ?? false) !== negated,
}));

const words = fc.tuple(fc.constantFrom('~', '!~'), fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }), fc.boolean()).map(([operator, some, prefix]): Clause => {
  const searched = prefix ? some.map((word) => `${word.slice(0, 3)}*`) : some;
  return { jql: `summary ${operator} "${searched.join(' ')}"`, holds: (issue, negated) => some.every((word) => issue.words.includes(word)) === ((operator === '~') !== negated) };
});

const leaf: fc.Arbitrary<Clause> = fc.oneof({ weight: 5, arbitrary: named }, created, due, points, words);

const { tree } = fc.letrec<{ tree: Clause }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    tie('tree').map((inner): Clause => ({ jql: `NOT (${inner.jql})`, holds: (issue, negated) => inner.holds(issue, !negated) })),
    fc.tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('tree'), { minLength: 2, maxLength: 3 })).map(([word, parts]): Clause => ({
      jql: parts.map((part) => `(${part.jql})`).join(` ${word} `),
      holds: (issue, negated) => ((word === 'AND') !== negated ? parts.every((part) => part.holds(issue, negated)) : parts.some((part) => part.holds(issue, negated))),
    })),
  ),
}));

describe('JQL', () => {
  const local = openLocal(lines);
  const find = (jql: string, fields: string[] = ['key'], who = 'engineer'): string[] => {
    const reply = local.ask(who, 'POST', '/rest/api/3/search/jql', { jql, fields, maxResults: 100 });
    if (reply.status !== 200) throw new Error(`${jql}: ${JSON.stringify(reply.json)}`);
    return list(reply.json, 'issues').map((issue) => text(issue, 'key'));
  };
  const refuse = (jql: string): string => {
    const reply = local.ask('engineer', 'POST', '/rest/api/3/search/jql', { jql });
    expect([jql, reply.status]).toEqual([jql, 400]);
    return text(reply.json, 'errorMessages', 0);
  };

  it('finds what a reading of it clause by clause finds', () => {
    fc.assert(
      fc.property(tree, (clause) => {
        const expected = issues.filter((issue) => clause.holds(issue, false)).map(({ key }) => key).sort();
        expect([clause.jql, find(clause.jql).sort()]).toEqual([clause.jql, expected]);
      }),
      { numRuns: 400 },
    );
  });

  it('pages through any order without loss or repetition', () => {
    const order = fc.uniqueArray(fc.tuple(fc.constantFrom('key', 'created', 'due', 'assignee', 'priority', 'status', 'resolution', 'summary', 'type', '"Story Points"'), fc.constantFrom('ASC', 'DESC', '')), { minLength: 1, maxLength: 4, selector: ([field]) => field });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 13 }), (fields, maxResults) => {
        const jql = `project = Q ORDER BY ${fields.map(([field, direction]) => `${field} ${direction}`).join(', ')}`;
        const whole = find(jql);
        const paged: string[] = [];
        let nextPageToken: string | undefined;
        do {
          const page = local.ask('engineer', 'POST', '/rest/api/3/search/jql', { jql, fields: ['key'], maxResults, ...(nextPageToken === undefined ? {} : { nextPageToken }) });
          paged.push(...list(page.json, 'issues').map((issue) => text(issue, 'key')));
          nextPageToken = pick(page.json, 'nextPageToken') as string | undefined;
        } while (nextPageToken !== undefined);
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(issues.length);
      }),
      { numRuns: 40 },
    );
  });

  it('orders as Jira does: keys by number, urgency by rank, empty values last', () => {
    expect(find('project = Q ORDER BY key ASC').slice(0, 3)).toEqual(['Q-1', 'Q-2', 'Q-3']);
    expect(find('project = Q ORDER BY priority DESC, key ASC').slice(0, 2)).toEqual(['Q-1', 'Q-2']);
    const byDue = find('project = Q ORDER BY due ASC, key ASC');
    const without = issues.filter(({ due: day }) => day === undefined).map(({ key }) => key);
    expect(byDue.slice(-without.length)).toEqual(without);
  });

  it('knows who asks, names in any case, and urgency', () => {
    expect(find('assignee = currentUser()')).toEqual(find('assignee = engineer'));
    expect(find('assignee = currentUser()', ['key'], 'manager')).toEqual(find('assignee = manager'));
    expect(find('TYPE = epic AND Status IN ("to do", done, "In progress")')).toHaveLength(3);
    expect(find('assignee in membersOf("jira-users")').sort()).toEqual(find('assignee is not EMPTY').sort());
    expect(find('priority > Minor').sort()).toEqual(find('priority in (Blocker, Major)').sort());
    expect(find('resolution = Unresolved').sort()).toEqual(find('resolution is EMPTY').sort());
    expect(find('resolution in (Unresolved, Fixed)')).toHaveLength(issues.filter(({ resolution }) => resolution !== "Won't Fix").length);
    expect(find('key > Q-38 ORDER BY key')).toEqual(['Q-39', 'Q-40']);
  });

  it('reads dates in the zone of whoever asks, and its functions', () => {
    const since = (instant: number): string[] => issues.filter(({ created: at }) => at >= instant).map(({ key }) => key).sort();
    expect(find('created >= startOfDay()').sort()).toEqual(since(Date.UTC(2026, 5, 15)));
    expect(find('created >= startOfDay(-2d)').sort()).toEqual(since(Date.UTC(2026, 5, 13)));
    expect(find('created >= startOfWeek()').sort()).toEqual(since(Date.UTC(2026, 5, 14)));
    expect(find('created >= startOfMonth("-1")').sort()).toEqual(since(Date.UTC(2026, 4, 1)));
    expect(find('created > endOfDay("-1d")').sort()).toEqual(since(Date.UTC(2026, 5, 15)));
    expect(find('created <= now()')).toHaveLength(issues.length);
    expect(find('created >= "-1w 1d"').sort()).toEqual(since(Math.floor((NOW - 8 * DAY) / MINUTE) * MINUTE));
    // 09:30 in London is before six in New York, where the day began at four o'clock here.
    expect(find('created >= startOfDay()', ['key'], 'new-yorker').sort()).toEqual(since(Date.UTC(2026, 5, 15, 4)));
    expect(find('created >= "2026-06-14 20:00"', ['key'], 'new-yorker').sort()).toEqual(since(Date.UTC(2026, 5, 15)));
    const shown = local.ask('new-yorker', 'GET', '/rest/api/3/issue/Q-1?fields=created').json;
    expect(pick(shown, 'fields', 'created')).toBe('2026-06-15T05:30:20.000-0400');
  });

  it.each([
    ['sprint = 1', 'sprint'],
    ['project = Q ORDER BY rank', 'rank'],
    ['issue in linkedIssues(Q-1)', 'linkedIssues'],
    ['status was Done', 'was'],
    ['NOT status changed', 'changed'],
    ['status changed BY engineer', 'by'],
    ['status changed TO Nowhere', 'Nowhere'],
    ['priority changed', 'changed'],
    ['status > Done', '>'],
    ['status ~ Done', '~'],
    ['created = 2026-01-01', '='],
    ['created in (2026-01-01)', 'in'],
    ['created > 2026-02-30', '2026-02-30'],
    ['created > startOfDay(nonsense)', 'startOfDay'],
    ['created > startOfYearly()', 'startOfYearly'],
    ['assignee = nobody', 'nobody'],
    ['assignee in membersOf(nogroup)', 'nogroup'],
    ['component = Nowhere', 'Nowhere'],
    ['parent = Q-999', 'Q-999'],
    ['status is Done', 'is'],
    ['summary ~ "a?ple"', 'a?ple'],
    ['summary ~ "apple OR zebra"', 'OR'],
    ['summary ~ "apple~"', 'apple~'],
    ['summary = apple', '='],
    ['issue.property[x].y = 1', 'issue'],
    ['"Story Points" = many', 'Story Points'],
    ['project = Q ORDER BY key, created, due, status, type, priority, summary, assignee', '7'],
  ])('refuses %s by name', (jql, name) => {
    expect(refuse(jql)).toContain(name);
  });

  it('never lets a value become SQL', () => {
    const nasty = fc.stringMatching(/^[ -~]{1,30}$/);
    fc.assert(
      fc.property(nasty, (value) => {
        const literal = `"${value.replace(/[\\"]/g, '\\$&')}"`;
        const reply = local.ask('engineer', 'POST', '/rest/api/3/search/jql', { jql: `labels = ${literal} OR summary ~ ${literal}` });
        expect([200, 400]).toContain(reply.status);
        expect(find(`labels = ${literal}`)).toEqual(issues.filter(({ labels }) => labels.includes(value.trim())).map(({ key }) => key));
      }),
      { numRuns: 200 },
    );
  });

  it('limits pages by what they hold, and refuses a token of another search', () => {
    const many = openLocal(Array.from({ length: 150 }, (_, index) => line(`M-${String(index + 1)}`)));
    const page = (body: Record<string, unknown>): unknown => many.ask('engineer', 'POST', '/rest/api/3/search/jql', { jql: 'project = M', ...body }).json;
    expect(list(page({ maxResults: 5000 }), 'issues')).toHaveLength(150);
    expect(list(page({ maxResults: 5000 }), 'issues')[0]).toEqual({ id: expect.any(String) as string });
    expect(list(page({ maxResults: 5000, fields: ['summary'] }), 'issues')).toHaveLength(100);
    expect(list(page({}), 'issues')).toHaveLength(50);
    const nextPageToken = text(page({}), 'nextPageToken');
    expect(page({ jql: 'project = M ORDER BY due', nextPageToken })).toMatchObject({ errorMessages: [expect.stringContaining('token')] });
    expect(page({ nextPageToken: 'nonsense' })).toMatchObject({ errorMessages: [expect.stringContaining('token')] });
    many.wait(8 * DAY);
    expect(page({ nextPageToken })).toMatchObject({ errorMessages: [expect.stringContaining('expired')] });
  });
});
