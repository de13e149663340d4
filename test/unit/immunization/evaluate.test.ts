import { day, recall, schedule, TODAY } from './harness.js';

describe('school years', () => {
  test('somebody born on 1 April starts school a year before somebody born on 2 April', () => {
    expect(recall('MR', '2017-04-01')).toMatchObject({ status: 'OUT_OF_WINDOW' });
    expect(recall('MR', '2017-04-02')).toMatchObject({
      status: 'DUE',
      nextDose: 2,
      dueFrom: '2023-04-01',
      dueUntil: '2024-03-31',
    });
    expect(recall('MR', '2018-04-01')).toMatchObject({ status: 'DUE', nextDose: 2 });
    expect(recall('MR', '2018-04-02')).toMatchObject({
      status: 'NOT_YET',
      nextDose: 2,
      dueFrom: '2024-04-01',
    });
  });
  test('HPV runs from the year in which 12 to the year in which 16 is attained', () => {
    expect(recall('HPV', '2012-04-01')).toMatchObject({ status: 'DUE', dueFrom: '2023-04-01' });
    expect(recall('HPV', '2012-04-02')).toMatchObject({ status: 'NOT_YET', dueFrom: '2024-04-01' });
  });
  test('PPSV23 is open in steps of five years until March 2024', () => {
    expect(recall('PPSV23', '1959-04-02')).toMatchObject({ status: 'OUT_OF_WINDOW' });
    expect(recall('PPSV23', '1958-04-02')).toMatchObject({
      status: 'DUE',
      dueFrom: '2023-04-01',
      dueUntil: '2024-03-31',
    });
    expect(recall('PPSV23', '1954-04-01')).toMatchObject({ status: 'DUE' });
    expect(recall('PPSV23', '1957-06-01')).toMatchObject({ status: 'OUT_OF_WINDOW' });
    expect(recall('PPSV23', '1958-06-01', ['2010-01-01'])).toMatchObject({ status: 'COMPLETE' });
    expect(recall('PPSV23', '1959-07-01', [], '2024-06-30')).toMatchObject({
      status: 'DUE',
      dueFrom: '2024-06-30',
      dueUntil: '2025-06-30',
    });
  });
});

describe('intervals', () => {
  test('27 days or more means 28 days later, the same weekday', () => {
    expect(recall('HEPB', '2023-01-10', ['2023-05-30'])).toMatchObject({
      status: 'DUE',
      nextDose: 2,
      dueFrom: '2023-06-27',
    });
    expect(recall('HEPB', '2023-01-10', ['2023-05-31'])).toMatchObject({
      status: 'NOT_YET',
      dueFrom: '2023-06-28',
    });
  });
  test('the third hepatitis B dose counts from the first', () => {
    expect(recall('HEPB', '2022-12-10', ['2023-02-10', '2023-03-10'])).toMatchObject({
      nextDose: 3,
      dueFrom: day('2023-02-10', 140),
    });
  });
  // docs/attacks.md G1
  test('months are calendar months: a month without the day is full with its last, and the dose opens on the 1st', () => {
    expect(recall('JE', '2019-05-01', ['2022-08-20', '2022-08-31'])).toMatchObject({
      nextDose: 3,
      dueFrom: '2023-03-01',
    });
    const varicella = ['2022-11-30'];
    expect(recall('VAR', '2021-06-15', varicella, '2023-02-28')).toMatchObject({
      status: 'NOT_YET',
      dueFrom: '2023-03-01',
    });
    expect(recall('VAR', '2021-06-15', varicella, '2023-03-01').status).not.toBe('NOT_YET');
  });
  test('doses after the day of the question do not count, doses of one day count once', () => {
    expect(recall('HEPB', '2023-03-10', ['2023-05-20', '2023-05-20', '2023-07-01'])).toMatchObject({
      nextDose: 2,
    });
  });
  test('an interval that leads past the legal end closes the dose', () => {
    expect(recall('HEPB', '2022-07-10', ['2023-06-20'])).toMatchObject({
      status: 'OUT_OF_WINDOW',
      nextDose: null,
    });
  });
});

describe('series', () => {
  test('an uncertain birth date is UNKNOWN, never due', () => {
    for (const birth of [null, '1950', '1950-00-00', '2022-13-01', '2023-02-30', '']) {
      expect(recall('MR', birth)).toEqual({
        status: 'UNKNOWN',
        nextDose: null,
        dueFrom: null,
        dueUntil: null,
      });
    }
  });
  test('who missed the first MR is still called for the second, and then has nothing open', () => {
    expect(recall('MR', '2017-08-01', [])).toMatchObject({ status: 'DUE', nextDose: 2 });
    expect(recall('MR', '2017-08-01', ['2023-05-01'])).toMatchObject({ status: 'COMPLETE' });
    expect(recall('MR', '2017-08-01', ['2018-09-01'])).toMatchObject({ status: 'DUE', nextDose: 2 });
  });
  test('late starters get the shorter pneumococcal series', () => {
    expect(recall('PCV', '2022-09-27', [])).toMatchObject({ status: 'DUE', nextDose: 1 });
    const late = ['2023-05-10'];
    expect(recall('PCV', '2022-09-27', [...late, '2023-06-20'])).toMatchObject({
      status: 'NOT_YET',
      nextDose: 3,
      dueFrom: '2023-09-26',
    });
    expect(recall('PCV', '2022-03-01', ['2023-04-20'])).toMatchObject({
      status: 'DUE',
      nextDose: 2,
      dueFrom: '2023-06-20',
    });
    expect(recall('PCV', '2020-03-01', ['2023-04-20'])).toMatchObject({ status: 'COMPLETE' });
  });
  test('a second pneumococcal dose after the first birthday cancels the third', () => {
    expect(recall('PCV', '2022-03-10', ['2022-06-01', '2023-04-01'])).toMatchObject({
      status: 'DUE',
      nextDose: 4,
      dueFrom: '2023-06-01',
    });
  });
  test('the Hib booster comes 28 days after the last dose where the ones between were missed', () => {
    expect(recall('HIB', '2022-06-01', ['2022-09-01'])).toMatchObject({
      status: 'DUE',
      nextDose: 4,
      dueFrom: '2022-09-29',
    });
    expect(recall('HIB', '2022-06-01', ['2022-09-01', '2022-10-01', '2022-11-05'])).toMatchObject({
      nextDose: 4,
      dueFrom: '2023-06-05',
    });
  });
  test('the cohort that the Japanese encephalitis stop left out may go on to the age of twenty', () => {
    expect(recall('JE', '2005-01-01', ['2008-05-01'])).toMatchObject({
      status: 'DUE',
      nextDose: 2,
      dueUntil: '2024-12-31',
    });
    expect(recall('JE', '2010-06-27', ['2013-05-01', '2013-05-20', '2014-06-01'])).toMatchObject({
      status: 'OUT_OF_WINDOW',
    });
  });
  test('HPV begun before fifteen needs two doses, later three, and the catch-up ends with March 2025', () => {
    expect(recall('HPV', '2010-05-01', ['2023-04-10'])).toMatchObject({
      status: 'NOT_YET',
      nextDose: 2,
      dueFrom: '2023-09-10',
    });
    expect(recall('HPV', '2010-05-01', ['2023-01-10', '2023-06-12'])).toMatchObject({
      status: 'NOT_YET',
      nextDose: 3,
    });
    expect(recall('HPV', '2000-01-01')).toMatchObject({ status: 'DUE', nextDose: 1, dueUntil: '2025-03-31' });
    expect(recall('HPV', '1997-04-01')).toMatchObject({ status: 'OUT_OF_WINDOW' });
  });
  test('a child of the 2008 measure has one of terms three and four, and is complete with it', () => {
    const [first, second] = ['1997-05-01', '2003-05-01'];
    expect(recall('MR', '1995-06-01', [first, second, '2008-06-01'], '2012-05-01').status).toBe('COMPLETE');
    expect(recall('MR', '1995-06-01', [], '2008-06-01')).toMatchObject({
      status: 'DUE',
      nextDose: 3,
      dueUntil: '2009-03-31',
    });
    expect(recall('MR', '1990-06-01', [], '2008-06-01')).toMatchObject({ status: 'DUE', nextDose: 4 });
  });
  test('who began with the four-fold vaccine finishes with it, nobody begins with it any more', () => {
    expect(recall('DPT_IPV', '2024-02-01', [], '2024-06-01').status).toBe('OUT_OF_WINDOW');
    expect(recall('DPT_IPV', '2023-12-01', ['2024-03-01'], '2024-06-01')).toMatchObject({
      status: 'DUE',
      nextDose: 2,
    });
  });
  test('a season counts its own doses only', () => {
    expect(recall('FLU_ELDERLY', '1950-01-01', ['2022-10-20'], '2023-11-01')).toMatchObject({
      status: 'DUE',
      dueUntil: '2024-01-31',
    });
    expect(recall('FLU_ELDERLY', '1950-01-01', ['2023-10-20'], '2023-11-01')).toMatchObject({
      status: 'COMPLETE',
    });
    expect(schedule.at('FLU_ELDERLY', TODAY)).toBeNull();
  });
  test('COVID in spring 2023: from 65, three calendar months after the last dose, after a first series', () => {
    const series = ['2021-06-01', '2021-06-22', '2022-02-10'];
    expect(recall('COVID19', '1950-01-01', [...series, '2023-03-27'])).toMatchObject({
      status: 'DUE',
      dueFrom: '2023-06-27',
      dueUntil: '2023-09-19',
    });
    expect(recall('COVID19', '1950-01-01', [...series, '2023-03-28'])).toMatchObject({
      status: 'NOT_YET',
      dueFrom: '2023-06-28',
    });
    expect(recall('COVID19', '1950-01-01', [...series, '2023-05-09'])).toMatchObject({ status: 'COMPLETE' });
    expect(recall('COVID19', '1950-01-01', ['2021-06-01'])).toMatchObject({ status: 'OUT_OF_WINDOW' });
    expect(recall('COVID19', '1970-01-01', series)).toMatchObject({ status: 'OUT_OF_WINDOW' });
  });
});
