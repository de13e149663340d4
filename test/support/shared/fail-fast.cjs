// For `npx stryker run`: the first test of a suite that fails ends it, and no smaller input is looked for that fails as
// well. A mutant that hangs would cost each of its tests their whole time, and one failure is all that counts.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class FailFastEnvironment extends TestEnvironment {
  constructor(...from) {
    super(...from);
    this.global[Symbol.for('fast-check/GlobalParameters')] = { endOnFailure: true };
  }

  handleTestEvent(event) {
    if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
  }
};
