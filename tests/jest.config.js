/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleNameMapper: { '^strip-bom$': '<rootDir>/tests/support/jest/stripBom.cjs' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testSequencer: '<rootDir>/tests/support/jest/longestFirst.mjs',
  globalSetup: '<rootDir>/tests/support/jest/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/jest/globalTeardown.ts',
  // A test process with the embedded database holds about 650 MB, and machines here have two cores.
  maxWorkers: 2,
  testTimeout: 90_000,
}
