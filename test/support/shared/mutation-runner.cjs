// For `npx stryker run`, in the place of Jest's own runner: of a mutant's suites only those are loaded that have one of
// the tests it is given, the quickest first, and the first that fails ends it. Jest loads them all, for `bail` does
// nothing where it is called by a program (jestjs/jest#11766): most of a mutant's time went there.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const TestRunner = require('jest-runner').default;

module.exports = class MutationRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const pattern = this._globalConfig.testNamePattern;
    // Stryker first runs everything once, to learn which test reaches which mutant; its processes share a folder.
    const file = join(this._globalConfig.rootDir, 'mutation-suites.json');
    if (pattern === undefined || pattern === '' || !existsSync(file))
      return this.#lookAtAll(tests, watcher, options, file);
    const suites = JSON.parse(readFileSync(file, 'utf8'));
    const named = new RegExp(pattern, 'i');
    const reached = tests.filter(({ path }) => suites[path]?.names.some((name) => named.test(name)) ?? true);
    const quickest = reached.sort(
      (one, other) => (suites[one.path]?.ms ?? 0) - (suites[other.path]?.ms ?? 0),
    );
    let failed = false;
    this.on('test-file-success', ([, result]) => (failed ||= result.numFailingTests > 0));
    this.on('test-file-failure', () => (failed = true));
    for (const test of quickest) {
      if (failed) return;
      await super.runTests([test], watcher, options);
    }
  }

  async #lookAtAll(tests, watcher, options, file) {
    const suites = {};
    this.on('test-file-success', ([test, { testResults, perfStats }]) => {
      suites[test.path] = {
        names: testResults.map(({ fullName }) => fullName),
        ms: perfStats.end - perfStats.start,
      };
    });
    await super.runTests(tests, watcher, options);
    writeFileSync(file, JSON.stringify(suites));
  }
};
