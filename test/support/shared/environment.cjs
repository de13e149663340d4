// One sandbox for all suites of a worker, so that what they import is evaluated once (`runtime.cjs` says what). Its
// globals, `process.env` and `process.exit` are put back between suites; spies are Jest's to put back, and it does.
const { TestEnvironment } = require('jest-environment-node');

const shares = require('./shares.cjs');

/** Jest's own state, with all tests of a suite, its handlers of events and its matchers: the next suite makes them anew. */
const isOfJest = ({ description }) => /jest|EVENT_HANDLERS/i.test(description ?? '');

let shared = null;

module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(config, context) {
    const sharing = shares(config.globalConfig);
    if (sharing && shared !== null) return shared;
    super(config, context);
    this.sharesModules = sharing;
    if (!sharing) return;
    shared = this;
    const { process } = this.global;
    const symbols = new Set(Object.getOwnPropertySymbols(this.global));
    this.atFirst = { exit: process.exit, env: { ...process.env }, symbols };
  }

  async teardown() {
    if (!this.sharesModules) return super.teardown();
    this.fakeTimers.useRealTimers();
    this.fakeTimersModern.useRealTimers();
    const { global, atFirst } = this;
    for (const symbol of Object.getOwnPropertySymbols(global))
      if (isOfJest(symbol) && !atFirst.symbols.has(symbol)) delete global[symbol];
    global.process.exit = atFirst.exit;
    global.process.removeAllListeners();
    for (const name of Object.keys(global.process.env))
      if (!(name in atFirst.env)) delete global.process.env[name];
    Object.assign(global.process.env, atFirst.env);
    // Jest keeps each global ever set, to strip it at the end: with it, all of a suite that is over.
    this._globalProxy.propertyToValue.clear();
    this._globalProxy.leftovers = [];
  }
};
