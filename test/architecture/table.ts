/**
 * Who may import what: the table of docs/architecture.md as data. The first zone whose pattern matches a file is its
 * zone; a file without one lies in a folder that the table does not list.
 */
export interface Zone {
  name: string;
  files: RegExp;
  /** Other zones that it may import; its own files always. */
  ours: readonly string[];
  /** Packages that it may import: names, or beginnings when they end in `*`. */
  packages: readonly string[];
  /** Said when the rule is broken. */
  sentence: string;
}

/** One folder per entry of the manifest's static resource. */
export const SURFACES = [
  'issue-panel',
  'issue-context',
  'project-page',
  'project-settings',
  'global-page',
  'admin-page',
  'gate-rule',
] as const;

const REACT = ['react', 'react-dom', '@atlaskit/*'];
const ANY = ['*'];

const surface = (name: string): Zone => ({
  name: `static/${name}`,
  files: new RegExp(`^static/${name}/`),
  ours: ['static/kit', 'static/files', 'static/kit/charts', 'contract', 'domain', 'domain/statistics'],
  packages: REACT,
  sentence:
    'A surface imports the kit, the readers and writers of files, the contract, the domain, React and Atlaskit, and never another surface: ' +
    'what two surfaces share belongs in the kit.',
});

export const ZONES: readonly Zone[] = [
  {
    name: 'domain/statistics',
    files: /^src\/domain\/statistics\//,
    ours: [],
    packages: [],
    sentence: 'The statistics are numbers in, numbers out: they import nothing, not even the domain.',
  },
  {
    name: 'domain',
    files: /^src\/domain\//,
    ours: ['domain/statistics'],
    packages: ['luxon'],
    sentence: 'The domain is pure: it imports its statistics and the time-zone library, nothing else.',
  },
  {
    name: 'contract',
    files: /^src\/contract\//,
    ours: ['domain', 'domain/statistics'],
    packages: ['zod'],
    sentence: 'The contract crosses the bridge, so a browser must be able to load it: the domain and zod only.',
  },
  {
    name: 'app',
    files: /^src\/app\//,
    ours: ['domain', 'domain/statistics', 'contract'],
    packages: [],
    sentence: 'A use case reaches the world through its ports: it imports the domain and the contract, no package.',
  },
  {
    name: 'forge',
    files: /^src\/forge\//,
    ours: ['app', 'contract', 'domain', 'domain/statistics'],
    // zod: what Jira and storage answer is parsed at this edge. Hashes come from Node: Forge has no package for them.
    // What one run asks of Jira is counted apart from others in the same process: node:async_hooks.
    packages: ['@forge/*', 'zod', 'node:crypto', 'node:async_hooks'],
    sentence: 'The Forge adapter imports the app, the contract, the domain, @forge/*, zod, node:crypto and node:async_hooks.',
  },
  {
    name: 'index',
    files: /^src\/index\.ts$/,
    ours: ['forge'],
    packages: [],
    sentence: "The app's entry names the handlers of src/forge and imports nothing else.",
  },
  {
    name: 'static/kit/charts',
    files: /^static\/kit\/charts\//,
    ours: ['static/kit', 'contract', 'domain', 'domain/statistics'],
    packages: ['react', 'd3-scale', 'd3-shape'],
    sentence: 'The charts import the kit, the contract, the domain, React and D3’s scales and shapes: no Atlaskit, so that the panel stays small.',
  },
  {
    name: 'static/kit',
    files: /^static\/kit\//,
    ours: ['static/kit/charts', 'contract', 'domain', 'domain/statistics'],
    // Emotion only for the cache that lets Atlaskit's last styles pass the content policy.
    packages: [...REACT, '@forge/bridge', '@forge/jira-bridge', '@emotion/*'],
    sentence: 'The kit imports the contract, the domain, React, Atlaskit and the bridge, and never a surface.',
  },
  {
    name: 'static/files',
    files: /^static\/files\//,
    ours: ['domain', 'domain/statistics'],
    // What a workbook is packed in, and what its files are written in.
    packages: ['fflate', 'saxes'],
    sentence: 'The readers and writers of spreadsheets import the domain, fflate and saxes: no page, no call.',
  },
  ...SURFACES.map(surface),
  {
    name: 'static build',
    files: /^static\/[^/]+$/,
    ours: [],
    packages: ANY,
    sentence: 'The pages’ build configuration imports packages only.',
  },
  {
    name: 'dev/cli',
    files: /^dev\/cli\//,
    ours: ['domain', 'domain/statistics', 'contract'],
    packages: ANY,
    sentence: 'A command-line tool is the domain and the contract without Jira: nothing else of ours.',
  },
  {
    name: 'dev/client',
    files: /^dev\/client\//,
    ours: ['contract', 'domain', 'domain/statistics'],
    packages: ANY,
    sentence: 'The client speaks to a running host over HTTP, in the contract’s types.',
  },
  {
    name: 'dev/demo',
    files: /^dev\/demo\//,
    ours: ['dev/client', 'contract', 'domain', 'domain/statistics'],
    packages: ANY,
    sentence: "The demo is made through the app's own calls on a running host: it imports the contract and the domain.",
  },
  {
    name: 'dev/bench',
    files: /^dev\/bench\//,
    ours: ['dev/client', 'contract', 'domain', 'domain/statistics'],
    packages: ANY,
    sentence: 'A measurement runs against the host from outside: it imports the contract and the domain.',
  },
  {
    name: 'dev/shots',
    files: /^dev\/shots\//,
    ours: ['dev/client', 'contract', 'domain', 'domain/statistics'],
    packages: ANY,
    sentence: 'Pictures are taken of a running host from outside, in a browser: they import the contract and the domain.',
  },
  {
    name: 'dev/soak',
    files: /^dev\/soak\//,
    ours: [],
    packages: ANY,
    sentence: 'The soak names files and tests; it imports none of them.',
  },
  {
    name: 'dev/host',
    files: /^dev\/host\//,
    ours: [],
    packages: ANY,
    sentence: 'The local platform knows Forge and Jira but no app: it imports nothing from src or static.',
  },
  {
    name: 'dev commands',
    files: /^dev\/[^/]+\.mjs$/,
    ours: [],
    packages: ['node:*'],
    sentence: 'A command of dev/*.mjs starts before anything is installed: it imports Node and its siblings only.',
  },
];

/** Folders of the repository that never ship, and what an import of one from elsewhere is told. */
export const NEVER_SHIPS = {
  zones: /^(src|static)\//,
  targets: /^(test|dev)\//,
  sentence: 'What ships never imports from test or dev.',
};

/** Where neither clock, randomness, environment nor I/O may be used: they come in as arguments or ports. */
export const PURE = {
  files: /^src\/(domain|contract|app)\//,
  sentence: 'Domain, contract and use cases get time, randomness and the outside world as arguments:',
};

export const MAX_LINES = 400;

export const SENTENCES = {
  unlisted: 'This folder is not in the import table: add a row to it, or put the file where it belongs.',
  missing: 'This import leads to no file.',
  computed: 'An import whose path is computed cannot be checked.',
  suppressed: 'A suppressed lint rule says why, after two dashes.',
  undeclared: 'is not in package.json: a package that others bring along may be gone tomorrow.',
  cycle: 'These files import each other in a circle (type-only imports count):',
  long: `A file is one thing and holds at most ${MAX_LINES} lines.`,
  logic: "The app's entry only re-exports handlers: no logic.",
};
