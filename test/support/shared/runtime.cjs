// What most of a small suite's seconds went into was the evaluation of the same two thousand modules: typeorm, GraphQL,
// the schema, the policy's engine. Here the suites of a worker share what is not a test's: packages and the gateway's own
// sources. A suite that puts another module in the place of one of these says `@jest-environment node` and stands alone.
const { join, sep } = require('node:path');
const Runtime = require('jest-runtime').default;

const TESTS = join(__dirname, '..', '..') + sep;

/** By path: the modules that suites of this worker have evaluated. */
const evaluated = new Map();
let current = null;

module.exports = class SharingRuntime extends Runtime {
  constructor(...from) {
    super(...from);
    this.shares = this._environment.sharesModules === true;
    if (!this.shares) return;
    current = this;
    const registry = this.registries.getActiveCjsRegistry();
    for (const [path, module] of evaluated) registry.set(path, module);
  }

  // A module imports what it needs later through the runtime of the suite that evaluated it, which may be over.
  requireModuleOrMock(from, name) {
    const runtime = this.shares && current !== null ? current : this;
    return runtime === this ? super.requireModuleOrMock(from, name) : runtime.requireModuleOrMock(from, name);
  }

  teardown() {
    if (this.shares) {
      for (const [path, module] of this.registries.getActiveCjsRegistry())
        if (module.loaded && !path.startsWith(TESTS) && !evaluated.has(path)) evaluated.set(path, module);
    }
    super.teardown();
  }
};
module.exports.default = module.exports;
