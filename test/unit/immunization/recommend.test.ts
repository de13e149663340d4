import { join } from 'node:path';
import { evaluateRecall } from '../../../src/immunization/evaluate.js';
import { recommend, type GivenDose, type Recommended } from '../../../src/immunization/recommend.js';
import { loadSchedule } from '../../../src/immunization/schedule.js';

const schedule = loadSchedule(join(__dirname, '..', '..', '..', 'policy', 'koganei', 'schedule.json'));
const ALL = [...new Set(schedule.versions.map(({ vaccine }) => vaccine))];
const ON = '2023-06-27';

const dose = (vaccine: string | null, day: string | null, more: Partial<GivenDose> = {}): GivenDose => ({
  ...{ id: `${vaccine} ${day}`, vaccine, day, certain: true },
  ...more,
});
const of = (person: Partial<Recommended>, vaccine: string, asOf = ON) => {
  const [found] = recommend(schedule, { birth: null, sex: 'FEMALE', doses: [], ...person }, [vaccine], asOf);
  if (found === undefined) throw new Error(`${vaccine} is not in force`);
  return found;
};

test('a child of one year is due for MR, with the days, the rule in a sentence and where it was seen', () => {
  const first = of({ birth: '2022-05-10' }, 'MR');
  expect(first).toMatchObject({
    status: 'DUE',
    dose: 1,
    earliest: '2023-05-09',
    from: '2023-05-09',
    latest: '2024-05-09',
  });
  expect(first.text.ja).toMatch(/^第1回: 1歳から2歳に至るまで接種できます。.*\(根拠: .*施行令/);
  expect(first.text.en).toMatch(/^Dose 1: May be given from 1 years of age until 2 years of age.*Source: /);
  expect(first).toMatchObject({
    rule: expect.stringMatching(/^MR \d{4}-\d{2}-\d{2}$/),
    verified: expect.any(Boolean),
  });
  const second = of({ birth: '2022-05-10', doses: [dose('MR', '2023-06-01')] }, 'MR');
  expect(second).toMatchObject({ status: 'NOT_YET', dose: 2, counted: ['MR 2023-06-01'] });
});

test.each([
  ['grown up since', { birth: '1995-05-10' }, 'MR', 'PAST'],
  ['grown up before there was a measure', { birth: '1980-05-10' }, 'MR', 'NOT_TARGET'],
  ['of whom nobody says when the measure began', { birth: '1980-05-10' }, 'VAR', 'PAST'],
  [
    'finished',
    { birth: '2016-05-10', doses: [dose('MR', '2017-06-01'), dose('MR', '2022-06-01')] },
    'MR',
    'COMPLETE',
  ],
  ['of the other sex', { birth: '2010-05-10', sex: 'MALE' as const }, 'HPV', 'NOT_TARGET'],
  ['of a sex that nobody can read', { birth: '2010-05-10', sex: null }, 'HPV', 'UNDETERMINED'],
  ['of an uncertain birth', { birth: '2022-05' }, 'MR', 'UNDETERMINED'],
  [
    'with a dose of an unknown day',
    { birth: '2022-05-10', doses: [dose('MR', '2023')] },
    'MR',
    'UNDETERMINED',
  ],
  [
    'with one of no known vaccine',
    { birth: '2022-05-10', doses: [dose(null, '2023-06-01')] },
    'MR',
    'UNDETERMINED',
  ],
  ['with one before birth', { birth: '2022-05-10', doses: [dose('MR', '2021-06-01')] }, 'MR', 'UNDETERMINED'],
  ['with one that lies ahead', { birth: '2022-05-10', doses: [dose('MR', '2023-08')] }, 'MR', 'DUE'],
  ['late', { birth: '2021-10-01' }, 'ROTA', 'PAST'],
] as const)('somebody %s', (_who, person, vaccine, status) => {
  const found = of(person, vaccine);
  expect(found.status).toBe(status);
  expect((found.dose === null) === (status !== 'DUE')).toBe(true);
  expect(found.text.ja).toContain('根拠');
});

test('for every birth, the vaccines of the day stand in their order, and each is judged as a recall judges it', () => {
  const said = { DUE: 'DUE', OVERDUE: 'OVERDUE', NOT_YET: 'NOT_YET', COMPLETE: 'COMPLETE' } as const;
  for (let year = 1925; year <= 2023; year += 9)
    for (const birth of [`${year}-01-01`, `${year}-04-01`, `${year}-11-30`]) {
      const doses = [dose('MR', `${year + 1}-02-03`), dose('HEPB', `${year}-12-20`)];
      const all = recommend(schedule, { birth, sex: 'FEMALE', doses }, ALL, ON);
      expect(all.map(({ vaccine }) => vaccine)).toEqual(ALL.filter((one) => schedule.at(one, ON) !== null));
      for (const one of all) {
        const version = schedule.at(one.vaccine, ON);
        if (version === null || version.target.sex === 'MALE') continue;
        const days = doses.filter(({ vaccine }) => vaccine === one.vaccine).map(({ day }) => day ?? '');
        const recalled = evaluateRecall(version, birth, days, ON);
        const expected = Object.hasOwn(said, recalled.status) ? [recalled.status] : ['PAST', 'NOT_TARGET'];
        expect(expected).toContain(one.status);
        expect([one.dose, one.from, one.latest]).toEqual([
          recalled.nextDose,
          recalled.dueFrom,
          recalled.dueUntil,
        ]);
        expect(one.text.en).toMatch(/^[^ぁ-ん]+/);
      }
    }
});
