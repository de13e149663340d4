import { targetDoses, targetDosesInTurns } from '../../../src/statistics/target-doses.js';
import { schedule } from '../immunization/harness.js';
import { MAY, MR } from './harness.js';

test('every dose that somebody is a target of is there once, with its people', () => {
  expect(targetDoses(MR, MAY)).toEqual([
    { vaccine: 'MR', dose: 1, cohorts: [2021], sex: null, countFrom: null },
    { vaccine: 'MR', dose: 2, cohorts: [2017], sex: null, countFrom: null },
  ]);
  const names = targetDoses(schedule, MAY).map(({ vaccine, dose }) => `${vaccine} ${dose}`);
  expect(new Set(names).size).toBe(names.length);
  expect(targetDoses(schedule, MAY)).toContainEqual(
    expect.objectContaining({ vaccine: 'HPV', sex: 'FEMALE' }),
  );
});

test('what is not in force on the day, or is for no whole cohort, has no table', () => {
  expect(targetDoses(schedule, '2021-05-31').some(({ vaccine }) => vaccine === 'ROTA')).toBe(false);
  const days = [MAY, '2022-05-31', '2021-05-31'];
  for (const day of days)
    for (const { vaccine, countFrom, cohorts } of targetDoses(schedule, day)) {
      expect(schedule.at(vaccine, day)?.countFrom).toBe(countFrom);
      expect(cohorts.length).toBeGreaterThan(0);
    }
});

test('made in turns they are the same', async () => {
  expect(await targetDosesInTurns(schedule, MAY)).toEqual(targetDoses(schedule, MAY));
});
