import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { detect } from '../../../src/review/detect.js';
import { DETECTORS, type DetectorName, type Finding } from '../../../src/review/finding.js';
import { effort } from '../../support/effort.js';
import type { Misuse } from '../../../src/demo/work/job.js';
import { readCityPeople } from '../../../src/demo/work/city-people.js';
import { simulateMonth, type SimulatedMonth } from './simulated-month.js';

/** Who must find which planted record. A number that nobody has is found as a miss, not as a person. */
const EXPECTED: Readonly<Record<Misuse, readonly DetectorName[]>> = {
  OWN_HOUSEHOLD: ['OWN_HOUSEHOLD'],
  NEIGHBOURS: ['NEIGHBOUR'],
  OFF_HOURS: ['OUT_OF_HOURS'],
  ENUMERATION: ['ENUMERATION', 'REPEATED_MISSES'],
  SAME_SURNAME: ['SAME_SURNAME'],
};

/**
 * Most findings in a month (some 2,600 operations of a city of 2,000) that rest on no planted record. Those of
 * one in a few hundred calls cannot be told from chance by the log: in a city this small everybody is
 * somebody's neighbour. SUPPORT_MEASURES, COLLEAGUE and DORMANT_ACCOUNT are lists of what is always asked
 * about, so that each entry is true, though nothing was planted. A finding is of a day: who looked at neighbours on
 * several days is told of on each. The bounds hold for the seeds 1 to 10; the
 * first is run here, in full the second as well.
 */
const MOST_FALSE: Readonly<Record<DetectorName, number>> = {
  OWN_HOUSEHOLD: 0,
  OUT_OF_HOURS: 0,
  BULK: 0,
  UNLIKE_SECTION: 0,
  ENUMERATION: 0,
  REPEATED_MISSES: 0,
  CASE_NUMBERS: 0,
  DORMANT_ACCOUNT: 1,
  OPEN_INTENT: 0,
  NEIGHBOUR: 6,
  SAME_SURNAME: 3,
  COLLEAGUE: 20,
  SUPPORT_MEASURES: 20,
};

describe.each(effort({ short: [1], full: [1, 2] }))('a simulated month, seed %d', (seed) => {
  let month: SimulatedMonth;
  let findings: readonly Finding[];
  beforeAll(async () => {
    month = await simulateMonth(seed);
    findings = detect(month.work);
  });
  afterAll(() => month.remove());

  test('is a log that verifies, of the volume of a month', async () => {
    expect((await verifyLog(month.audit, secretsOf(month.keys))).whole).toBe(true);
    expect(month.work.operations.length).toBeGreaterThan(2000);
  });

  test('holds each kind of misuse, labelled in the truth file', () => {
    expect(new Set(month.truth.map(({ misuse }) => misuse))).toEqual(new Set(Object.keys(EXPECTED)));
    const lines = readFileSync(join(month.root, 'truth.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(month.truth);
  });

  test('every planted record is found by a detector that looks for it', () => {
    const missed = month.truth.filter(
      ({ misuse, record }) =>
        !findings.some((one) => EXPECTED[misuse].includes(one.detector) && one.records.includes(record)),
    );
    expect(missed).toEqual([]);
  });

  test('false alarms stay below their bounds', () => {
    const planted = new Set(month.truth.map(({ record }) => record));
    const table = DETECTORS.map((detector) => {
      const found = findings.filter((one) => one.detector === detector);
      const right = found.filter(({ records }) => records.some((record) => planted.has(record))).length;
      return {
        detector,
        findings: found.length,
        right,
        other: found.length - right,
        atMost: MOST_FALSE[detector],
      };
    });
    const recall = Object.keys(EXPECTED).map((misuse) => recallOf(misuse as Misuse));
    process.stdout.write(`${recall.join('\n')}\n${table.map((row) => JSON.stringify(row)).join('\n')}\n`);
    expect(table.filter(({ other, atMost }) => other > atMost)).toEqual([]);
  });

  test('no finding holds a number or a name of anybody', () => {
    const { numbers } = readCityPeople(month.city);
    const text = JSON.stringify(findings);
    expect(
      numbers.filter((number) => text.includes(number) || text.includes(number.replace(/^0+/, ''))),
    ).toEqual([]);
  });

  function recallOf(misuse: Misuse): string {
    const wanted = month.truth.filter((row) => row.misuse === misuse);
    const found = wanted.filter(({ record }) =>
      findings.some((one) => EXPECTED[misuse].includes(one.detector) && one.records.includes(record)),
    );
    return `${misuse}: ${found.length} of ${wanted.length} planted records found`;
  }
});
