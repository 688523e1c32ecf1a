import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SCENES } from '../../../dev/shots/scenes';

const STATIC = join(__dirname, '..', '..', '..', 'static');

/** What a view reads when it is drawn, and has no scenes of its own, with the reason. */
const WITHOUT: Record<string, string> = {
  'setup.read': 'While it waits and when it fails, the guide is not there and the list stands alone.',
  'incentive.read': 'It stands within each team, in the state of `team.read`.',
  'kpi.choices': 'It fills a select of a dialog, whose own words say that it waits or failed.',
  'kpi.source': 'Part of a KPI’s page, shown by `kpi.read`.',
  'import.read': 'Wants an import under way; `import.browser.test.ts` walks through it.',
  'import.report': 'Likewise.',
  'inbox.list': 'Wants a row that was refused; `roles.browser.test.ts` walks through it.',
  'project.conflicts': 'Comes last and late: nothing stands in its place until it is there.',
  'outcome.conflicts': 'Likewise.',
  'proposal.read': 'Likewise.',
  'project.teams': 'A line of `project.activity`, in its state.',
  'request.read': 'Waits together with `epic.list`.',
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'dist' ? [] : sources(path);
    return /\.tsx?$/.test(name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const read = [...new Set(sources(STATIC).flatMap((source) => [...source.matchAll(/use(?:Call|Pages)\('([\w.]+)'/g)].map(([, call = '']) => call)))].sort();

it('many reads are found, and none has a reason that it does not need', () => {
  expect(read.length).toBeGreaterThan(25);
  expect(Object.keys(WITHOUT).filter((call) => !read.includes(call) || SCENES.some(({ disturb }) => disturb?.call === call))).toEqual([]);
});

/** What is read when somebody asks for it, into a place of its own. */
const ASKED = ['gate.preview'];

it.each([...read.filter((call) => !(call in WITHOUT)), ...ASKED])('%s is looked at while it waits, when it fails and when it is refused', (call) => {
  const states = SCENES.flatMap(({ disturb }) => (disturb?.call === call ? [disturb.how] : []));
  expect(new Set(states)).toEqual(new Set(['wait', 'fail', 'refuse']));
});

it('no two scenes have the same name', () => {
  const names = SCENES.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
