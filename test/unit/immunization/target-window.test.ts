import fc from 'fast-check';
import { evaluateRecall } from '../../../src/immunization/evaluate.js';
import { targetWindow } from '../../../src/immunization/target-window.js';
import { day, schedule, TODAY } from './harness.js';

const anyDay = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => day(from, n));

describe('the window the database is asked for', () => {
  const windowOf = (vaccine: string, asOf = TODAY) => {
    const version = schedule.at(vaccine, asOf);
    return version === null ? null : targetWindow(version, asOf);
  };
  const hullOf = (vaccine: string) => {
    const { births, ...hull } = windowOf(vaccine) ?? { births: [] };
    expect(births.length).toBeGreaterThan(0);
    return hull;
  };

  test('has the edges of the law', () => {
    expect(hullOf('BCG')).toEqual({
      bornFrom: '2022-06-28',
      bornTo: '2023-06-27',
      sex: null,
      dosesNeeded: 1,
    });
    expect(hullOf('MR')).toEqual({
      bornFrom: '2017-04-02',
      bornTo: '2022-06-28',
      sex: null,
      dosesNeeded: 2,
    });
    expect(hullOf('HPV')).toEqual({
      bornFrom: '1997-04-02',
      bornTo: '2012-04-01',
      sex: 'FEMALE',
      dosesNeeded: 3,
    });
    expect(hullOf('RUBELLA5')).toEqual({
      bornFrom: '1962-04-02',
      bornTo: '1979-04-01',
      sex: 'MALE',
      dosesNeeded: 1,
    });
    expect(hullOf('PPSV23')).toEqual({
      bornFrom: '1923-04-02',
      bornTo: '1959-04-01',
      sex: null,
      dosesNeeded: 1,
    });
  });
  test('names each birth for which some dose is open, and not those between', () => {
    // At one year, and in the year before school.
    expect(windowOf('MR')?.births).toEqual([
      { from: '2021-06-28', to: '2022-06-28', dosesNeeded: 1 },
      { from: '2017-04-02', to: '2018-04-01', dosesNeeded: 2 },
    ]);
  });
  test('is null outside the version', () => {
    const version = schedule.at('MR', TODAY);
    if (version === null) throw new Error('MR is always scheduled');
    expect(targetWindow(version, '2013-03-31')).toBeNull();
  });
  test('a season asks for everybody of the age, however many doses they have had', () => {
    expect(windowOf('FLU_ELDERLY', '2023-11-01')).toMatchObject({ bornTo: '1958-11-02', dosesNeeded: 99 });
  });
  test('holds everybody who is due, whatever the vaccine, day and history', () => {
    const codes = [...new Set(schedule.versions.map((version) => version.vaccine))];
    let due = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        anyDay('2010-01-01', 6_500),
        fc.integer({ min: 0, max: 9_000 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 10, max: 3_000 }), { maxLength: 3 }),
        (vaccine, asOf, age, adult, ages) => {
          const version = schedule.at(vaccine, asOf);
          if (version === null) return;
          const birth = day(asOf, -(adult ? age * 4 : Math.floor(age / 2)));
          const result = evaluateRecall(
            version,
            birth,
            ages.map((days) => day(birth, days)),
            asOf,
          );
          if (result.status !== 'DUE' && result.status !== 'OVERDUE') return;
          due++;
          expect(result.dueFrom !== null && result.dueFrom <= asOf).toBe(true);
          expect(result.dueUntil === null || result.dueUntil >= asOf).toBe(true);
          const window = targetWindow(version, asOf);
          expect(window !== null && window.bornFrom <= birth && birth <= window.bornTo).toBe(true);
          const given = new Set(ages.map((days) => day(birth, days)).filter((one) => one <= asOf)).size;
          const open = window?.births.filter(({ from, to }) => from <= birth && birth <= to) ?? [];
          expect(open.some(({ dosesNeeded }) => given < dosesNeeded)).toBe(true);
        },
      ),
      { numRuns: 4_000 },
    );
    expect(due).toBeGreaterThan(200);
  });
});
