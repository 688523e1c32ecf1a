import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Collection } from '../src/app/ports';
import { HOLDERS } from '../src/app/privacy/holders';
import { shapes } from '../src/forge/shapes';

/** In which row of the table of what is stored each collection stands. */
const ROWS: Record<Collection, string> = {
  outcome: 'outcomes',
  outcomeView: 'snapshots',
  projectOutcomes: 'snapshots',
  checkIns: 'check-ins',
  proposals: 'proposals',
  kpi: 'KPIs',
  measure: 'measures',
  issueLinks: 'links',
  issueRequests: 'requests',
  projectRequests: 'requests',
  chunk: 'values',
  source: 'sources',
  sourceIds: 'sources',
  sourceLog: 'sources',
  inbox: 'sources',
  import: 'imports',
  importIds: 'imports',
  importPart: 'imports',
  importRows: 'imports',
  importOf: 'imports',
  history: 'histories',
  histories: 'histories',
  shard: 'what each issue contributed',
  sums: 'activity',
  crowd: 'activity',
  teamCrowds: 'activity',
  activity: 'activity',
  workBrief: 'activity',
  teamWork: 'activity',
  teams: 'teams',
  workRules: 'rules of run and change',
  kpiReading: 'KPIs that are worked out',
  kpiShard: 'KPIs that are worked out',
  workedOut: 'KPIs that are worked out',
  glances: 'marks',
  settings: 'settings, notices',
  notice: 'settings, notices',
  undecidedBelow: 'settings, notices',
  roles: "managers' group",
  site: 'facts of the site',
  budget: 'budget',
  receipt: 'receipts',
  gateRecord: 'gates',
  gateOverrides: 'gates',
  gatesSeen: 'gates',
  gatesAnnounced: 'gates',
  gateLog: 'gates',
  trailHead: 'trail',
  trailRecord: 'trail',
  person: 'persons',
  privacy: 'runs of jobs',
  linkCheck: 'runs of jobs',
  jobRun: 'runs of jobs',
  arrival: 'runs of jobs',
  scratch: 'runs of jobs',
};

const root = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = ['README.md', ...readdirSync(join(root, 'docs')).filter((f) => f.endsWith('.md')).map((f) => `docs/${f}`)];

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

/** Folders that are made by a build or come into being later. */
const MAY_BE_ABSENT = /^(static\/dist|dev\/(demo|bench)|src\/domain\/statistics)(\/|$)/;

/** What stands between backticks and looks like a path of this repository. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|static|dev|test|docs)\/[\w./-]+)`/g)].map(([, path]) => path ?? '');
}

/** Targets of links and pictures, other sites and places within a page left out. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target]) => target ?? '').filter((target) => !/^https?:/.test(target));
}

describe('the documents', () => {
  it.each(documents)('%s names only files that are there', (document) => {
    const text = read(document);
    const missing = [
      ...pathsIn(text).filter((path) => !MAY_BE_ABSENT.test(path) && !existsSync(join(root, path))),
      ...linksIn(text).filter((target) => !existsSync(join(root, dirname(document), target))),
    ];
    expect(missing).toEqual([]);
  });

  it('say of every package what it is for', () => {
    const readme = read('README.md');
    const unnamed = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !readme.includes(`\`${name}\``));
    expect(unnamed).toEqual([]);
  });

  it('name no package of the tables that is not installed', () => {
    const tables = read('README.md').split('\n').filter((line) => /^\| `[@a-z]/.test(line) && !line.includes('npm run'));
    const named = tables.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
    const known = { ...dependencies, ...devDependencies };
    expect(named.filter((name) => /^@?[a-z][\w./-]*$/.test(name) && !(name in known))).toEqual([]);
  });
});

describe('the table of what is stored, and where', () => {
  const rows = new Map(read('docs/security-and-data.md').split('\n').flatMap((line) => {
    const [, what, entities, holds] = line.split('|').map((cell) => cell.trim());
    return what && entities && holds ? [[what, { entities: [...entities.matchAll(/`(\w+)`/g)].map(([, name]) => name), holds }] as const] : [];
  }));

  it.each(Object.entries(ROWS) as [Collection, string][])('has a row for %s: %s', (collection, what) => {
    expect(rows.get(what)?.entities).toContain(shapes[collection].entity);
  });

  it('says of each row whose collections hold account ids that they do', () => {
    const silent = (Object.entries(ROWS) as [Collection, string][]).filter(([collection, what]) => HOLDERS[collection].startsWith('by-') && !/account id/.test(rows.get(what)?.holds ?? ''));
    expect(silent).toEqual([]);
  });
});

describe('the commands of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  it.each(Object.entries(scripts))('npm run %s runs files that are there', (_name, command) => {
    const files = command.split(' ').filter((word) => /^[\w-]+\/[\w/.-]+\.[cm]?[jt]s$/.test(word));
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('the lock file', () => {
  it('names no host: packages come from wherever npm is told', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    expect(Object.entries(packages).filter(([, one]) => one.resolved !== undefined)).toEqual([]);
    expect(Object.keys(packages).length).toBeGreaterThan(500);
  });
});
