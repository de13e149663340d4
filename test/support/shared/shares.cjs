// Whether suites share what they import. Not where every suite shall stand alone (`npm run test:long`), where sources
// change between two runs of one process (`--watch`), and where Jest measures coverage by file.
module.exports = function shares({ watch, watchAll, collectCoverage }) {
  return process.env.SEKISHO_TEST_EFFORT !== 'full' && !watch && !watchAll && !collectCoverage;
};
