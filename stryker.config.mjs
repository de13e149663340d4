import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Mutation testing: does a unit test fail for every change that could be made to a decision? Not part of `npm
 * test`.
 *
 *     npx stryker run                                 all of the rooms below
 *     npx stryker run --mutate src/guard/plan.ts      one file; several with commas between, braces do not work here
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  // The rooms in which it is decided what of whom is shown, searched, told and published, and the readings of text and
  // rows that these decisions rest on. names.ts is a table of words, the two files of statistics are tables of columns.
  mutate: [
    'src/guard/**/*.ts',
    'src/individual-number/**/*.ts',
    'src/policy/**/*.ts',
    '!src/policy/names.ts',
    'src/persons/**/*.ts',
    'src/disclosure/**/*.ts',
    'src/statistics/**/*.ts',
    '!src/statistics/statistics-{migrations,tables}.ts',
    'src/loaders/labels.ts',
    'src/text/{digit-value,escapes,fold}.ts',
    'adapters/resident-registry/{shared-home,support-measures}.ts',
  ],
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  // Mutants that run once, while a module loads, need all tests each: 19 % of mutants, 58 % of the time.
  ignoreStatic: true,
  // Which suites those are is said there; looking for what imports the mutated file costs more than they do.
  jest: { projectType: 'custom', configFile: 'jest.mutation.config.cjs', enableFindRelatedTests: false },
  // The copy that is mutated stands outside the tree: no other tool may find its tests there.
  tempDirName: join(tmpdir(), 'sekisho-mutation'),
  ignorePatterns: ['/dist', '/var', '/docs', '/docker', '/console', '/reports', '/.ci'],
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  // A mutant that loops is killed after the time of the test plus this.
  timeoutMS: 10_000,
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 90 },
};
