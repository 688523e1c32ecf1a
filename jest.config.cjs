const transform = { '^.+\\.m?[tj]sx?$': 'babel-jest' };

/** Packages that ship ES modules only. */
const esModules = ['d3-[a-z-]+', 'internmap'].join('|');

const base = {
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

/** A test that hangs fails by this, in milliseconds; how fast anything is, is not for tests to say. */
const PATIENCE = 60_000;

/**
 * One project per kind of test, so that each can be run alone: `npx jest --selectProjects unit`.
 * unit: pure and fast. platform: over the running local platform. component: React in jsdom.
 * browser: Chromium. long: what does not fit 15 minutes. soak: an hour or so (`npm run soak`).
 */
/** @type {import('jest').Config} */
const config = {
  testTimeout: PATIENCE,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testEnvironment: 'node',
      // Told by its pattern, as an option of the command line replaces what a project leaves out.
      testMatch: ['<rootDir>/test/**/!(*.platform|*.browser|*.long|*.soak).test.ts'],
    },
    {
      ...base,
      displayName: 'platform',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.platform.test.ts'],
    },
    {
      ...base,
      displayName: 'component',
      testEnvironment: '<rootDir>/test/static/environment.cjs',
      setupFiles: ['<rootDir>/test/static/setup.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/static/patience.ts'],
      moduleNameMapper: {
        '\\.css$': '<rootDir>/test/static/empty.cjs',
        // It names its entry for browsers alone, which Jest does not look for.
        '^@forge/jira-bridge$': '<rootDir>/node_modules/@forge/jira-bridge/out/index.js',
      },
      testMatch: ['<rootDir>/test/**/*.test.tsx'],
    },
    {
      ...base,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.browser.test.ts'],
    },
    {
      ...base,
      displayName: 'long',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.long.test.ts'],
    },
    {
      ...base,
      displayName: 'soak',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.soak.test.ts'],
    },
  ],
};

module.exports = config;
