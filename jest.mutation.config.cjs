// What `npx stryker run` proves the rooms of decision with: their own unit tests, in process, without the city
// that the other suites share. Everything else as in package.json.
const { jest } = require('./package.json');

// Suites of test/unit, as a glob: those of a room are enough for a room, say SEKISHO_MUTATION_TESTS='guard/**/*'.
const TESTS =
  process.env.SEKISHO_MUTATION_TESTS ??
  '{guard,individual-number,policy,persons,disclosure,statistics,loaders,registry,text}/**/*';

const settings = { ...jest };
delete settings.globalSetup;
delete settings.globalTeardown;
// A change of what a module does as it is evaluated shows only where each suite evaluates it anew.
delete settings.runtime;
settings.testEnvironment = require.resolve('./test/support/shared/fail-fast.cjs');
// A mutant loads the suites that reach it, and is done with at the first that fails.
settings.runner = require.resolve('./test/support/shared/mutation-runner.cjs');
// Nor does one that leaves a promise open.
settings.testTimeout = 15_000;

module.exports = {
  ...settings,
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/unit/${TESTS}.test.ts`],
  // These take seconds each, over the whole policy; the same tools are proved on a small one beside them. And
  // preparsed-sets stands in an environment of its own, of which Stryker hears nothing.
  testPathIgnorePatterns: [
    '/node_modules/',
    'test/unit/policy/(commands|preparsed-sets|difference|lint|load|permit-reach|rule-scopes|rules)\\.test\\.ts$',
  ],
};
