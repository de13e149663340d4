import { join } from 'node:path';
import { loadSchedule, parseSchedule, ScheduleError } from '../../../src/immunization/schedule.js';

const FILE = join(__dirname, '../../../policy/koganei/schedule.json');
const CODES =
  'ROTA HEPB HIB PCV DPT_IPV_HIB DPT_IPV DPT IPV OPV BCG MR VAR JE DT HPV RUBELLA5 FLU_ELDERLY PPSV23 ZOSTER COVID19'.split(
    ' ',
  );

const version = (changes: object = {}) => ({
  vaccine: 'MR',
  effectiveFrom: '2013-04-01',
  effectiveTo: null,
  target: {},
  doses: [{ number: 1, minAge: { months: 12 }, maxAge: { months: 24 } }],
  source: 'test',
  verified: true,
  ...changes,
});
const parse = (...versions: object[]) => parseSchedule(JSON.stringify({ about: 'test', versions }));
const faultsOf = (...versions: object[]): readonly string[] => {
  try {
    parse(...versions);
  } catch (error) {
    if (error instanceof ScheduleError) return error.faults;
    throw error;
  }
  return [];
};

describe('the schedule that ships', () => {
  const schedule = loadSchedule(FILE);

  test('holds every vaccine of the ledger, and each rule says where it was seen', () => {
    expect([...new Set(schedule.versions.map((v) => v.vaccine))].sort()).toEqual([...CODES].sort());
    for (const { source } of schedule.versions) expect(source.length).toBeGreaterThan(10);
  });
  test('judges a day by the law of that day', () => {
    expect(schedule.at('DPT_IPV', '2012-10-31')).toBeNull();
    expect(schedule.at('DPT_IPV', '2012-11-01')).toMatchObject({ effectiveTo: '2023-03-31' });
    expect(schedule.at('MR', '2013-03-31')?.doses).toHaveLength(4);
    expect(schedule.at('MR', '2013-04-01')?.doses).toHaveLength(2);
    expect(schedule.at('ZOSTER', '2025-03-31')).toBeNull();
    expect(schedule.at('COVID19', '2024-03-31')).not.toBeNull();
    expect(schedule.at('COVID19', '2024-04-01')).toBeNull();
  });
  test('refuses to answer for what is no day', () => {
    expect(() => schedule.at('MR', '2023-02-30')).toThrow(RangeError);
  });
});

describe('a schedule that cannot be used', () => {
  test('a good one has no fault', () => {
    expect(faultsOf(version())).toEqual([]);
  });
  test('every fault is named with its place, all at once', () => {
    const faults = faultsOf(
      version({ effectiveFrom: '2013-02-30', verified: 'yes' }),
      version({
        vaccine: 'VAR',
        doses: [
          { number: 2, minAge: { month: 12 } },
          { number: 3, maxage: { months: 1 } },
        ],
      }),
      version({
        vaccine: 'BCG',
        effectiveTo: '2010-01-01',
        doses: [{ number: 1, intervals: [{ days: 27, months: 1 }] }],
      }),
    );
    expect(faults).toEqual([
      'schedule.versions[0]: effectiveFrom must be a day of the calendar, YYYY-MM-DD',
      'schedule.versions[0]: verified must be true or false',
      'schedule.versions[1].doses[0]: minAge must have one of days, weeks, months, years, schoolYear',
      'schedule.versions[1].doses[1]: unknown key maxage',
      'schedule.versions[1]: doses must be numbered 1, 2, 3, ...',
      'schedule.versions[2].doses[0].intervals[0]: give days or months',
      'schedule.versions[2]: ends before it begins',
    ]);
  });
  test('ages upside down and births upside down are faults', () => {
    const doses = [{ number: 1, minAge: { years: 13 }, maxAge: { months: 90 } }];
    const target = { bornFrom: '2020-01-02', bornTo: '2020-01-01' };
    expect(faultsOf(version({ doses, target }))).toEqual([
      'schedule.versions[0].doses[0]: minAge lies above maxAge',
      'schedule.versions[0].target: bornTo lies before bornFrom',
    ]);
  });
  test('two versions of one vaccine may not share a day', () => {
    const first = version({ effectiveTo: '2020-04-01' });
    expect(faultsOf(first, version({ effectiveFrom: '2020-04-01' }))).toEqual([
      'MR: the versions of 2013-04-01 and 2020-04-01 overlap',
    ]);
    expect(faultsOf(first, version({ effectiveFrom: '2020-04-02' }))).toEqual([]);
    expect(faultsOf(version(), version({ effectiveFrom: '2020-04-02' }))).toHaveLength(1);
  });
  test('text that is no JSON is said to be none', () => {
    expect(() => parseSchedule('{')).toThrow(new ScheduleError(['not valid JSON']));
  });
});
