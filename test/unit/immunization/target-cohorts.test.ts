import fc from 'fast-check';
import { addDays } from '../../../src/calendar/plain-date.js';
import { schoolYear } from '../../../src/immunization/age.js';
import { ageOfCohort, birthsOf, cohortOf, targetCohorts } from '../../../src/immunization/target-cohorts.js';
import { schedule } from './harness.js';

const of = (vaccine: string, dose: number, day: string) => {
  const version = schedule.at(vaccine, day);
  return version === null ? null : targetCohorts(version, dose, day);
};

test('a cohort is a school year: those born on 1 April go with the year before', () => {
  expect([cohortOf('2017-04-01'), cohortOf('2017-04-02'), cohortOf('2018-04-01')]).toEqual([
    2016, 2017, 2017,
  ]);
  fc.assert(
    fc.property(fc.nat({ max: 45_000 }), fc.nat({ max: 12 }), (number, age) => {
      const birth = addDays('1900-01-01', number);
      const cohort = cohortOf(birth);
      const { from, to } = birthsOf(cohort);
      expect(from <= birth && birth <= to).toBe(true);
      expect(ageOfCohort(cohort, schoolYear(birth, age).from)).toBe(age);
    }),
  );
});

test.each([
  // First MR: all have had their first birthday, the youngest have not had their second.
  ['MR', 1, '2023-04-30', [2021]],
  // On this one day the youngest of one cohort turn one and those of the other two: the law counts both.
  ['MR', 1, '2023-03-31', [2020, 2021]],
  ['MR', 1, '2023-05-31', [2021]],
  ['MR', 1, '2022-05-31', [2020]],
  // Second MR: the year before school.
  ['MR', 2, '2023-05-31', [2017]],
  ['MR', 2, '2024-03-31', [2017]],
  ['MR', 2, '2024-04-30', [2018]],
  // Rotavirus: the window is shorter than a year, so the newest that has reached six weeks.
  ['ROTA', 1, '2023-04-30', [2021]],
  ['ROTA', 1, '2023-05-31', [2022]],
  // In steps of five years.
  ['PPSV23', 1, '2023-05-31', [1923, 1928, 1933, 1938, 1943, 1948, 1953, 1958]],
])('%s %i on %s is for %o', (vaccine, dose, day, cohorts) => {
  expect(of(vaccine, dose, day)?.cohorts).toEqual(cohorts);
});

test('bounds of the law by birth and sex hold, and a cohort of which the law names a part is left out', () => {
  expect(of('HPV', 1, '2023-05-31')).toMatchObject({ sex: 'FEMALE' });
  expect(of('HPV', 1, '2023-05-31')?.cohorts).toEqual([
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011,
  ]);
  const fifth = of('RUBELLA5', 1, '2023-05-31');
  expect([fifth?.sex, fifth?.cohorts[0], fifth?.cohorts.at(-1)]).toEqual(['MALE', 1962, 1978]);
  // Born from 1 August 2020: the year from April 2020 is not whole.
  expect(of('ROTA', 1, '2021-05-31')?.cohorts).toEqual([]);
});
