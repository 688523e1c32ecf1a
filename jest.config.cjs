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
  projects: [
    {
      ...base,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...base.testPathIgnorePatterns,
        '\\.(platform|browser|long|soak)\\.test\\.ts$',
      ],
    },
    {
      ...base,
      displayName: 'platform',
      testTimeout: PATIENCE,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.platform.test.ts'],
    },
    {
      ...base,
      displayName: 'component',
      testTimeout: PATIENCE,
      testEnvironment: '<rootDir>/test/static/environment.cjs',
      setupFiles: ['<rootDir>/test/static/setup.ts'],
      moduleNameMapper: { '\\.css$': '<rootDir>/test/static/empty.cjs' },
      testMatch: ['<rootDir>/test/**/*.test.tsx'],
    },
    {
      ...base,
      displayName: 'browser',
      testTimeout: PATIENCE,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.browser.test.ts'],
    },
    {
      ...base,
      displayName: 'long',
      testTimeout: PATIENCE,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.long.test.ts'],
    },
    {
      ...base,
      displayName: 'soak',
      testTimeout: PATIENCE,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.soak.test.ts'],
    },
  ],
};

module.exports = config;
