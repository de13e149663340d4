// Jest maps imports for tests but not for its set-up: the same hook as for child processes loads the real one.
require('./ts-hook.cjs');
module.exports = require('./make-city.ts').makeCity;
