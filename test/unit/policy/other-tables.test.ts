import { readPermissionList } from '../../../src/policy/permission-list.js';
import { citedNumbers, readRequirements } from '../../../src/policy/requirements.js';
import { readStatisticsRules } from '../../../src/policy/statistics-rules.js';
import { reading } from './reading.js';

const WORDS = '"cites":"R001","textJa":"言葉","textEn":"Words"';

describe('requirements.json', () => {
  const requirements = reading(
    readRequirements,
    '{"R001":{"ja":"要求","en":"Asked"},"R242":{"ja":"他","en":"Other"}}',
  );

  test('is read by number', () => {
    const { got, faults } = requirements();
    expect([[...got], faults]).toEqual([
      [
        ['R001', { ja: '要求', en: 'Asked' }],
        ['R242', { ja: '他', en: 'Other' }],
      ],
      [],
    ]);
  });

  test.each(['R1', 'R0001', 'xR001', 'R001x', 'R00a', 'X001', ''])('%j is no number', (name) => {
    expect(requirements('R001', name).faults).toEqual([
      `t.json: ${name}: is no number of a requirement (R001 …)`,
    ]);
  });
  test('each row has its words', () => {
    expect(requirements('"en":"Asked"', '"en":""').faults).toEqual(['t.json: R001: en must be a text']);
  });

  test.each([
    ['R155, R167; 番号法9条1項', ['R155', 'R167']],
    ['R1 R0001', ['R1', 'R0001']],
    ['R155, R155', ['R155']],
    ['番号法9条', []],
    ['XR155 R155x', []],
    ['', []],
  ])('%j cites %j', (cites, numbers) => expect(citedNumbers(cites)).toEqual(numbers));
});

describe('statistics.json', () => {
  const statistics = reading(
    readStatisticsRules,
    `{${WORDS},"firstDay":"2021-04-01","months":[1,12],"roundTo":5,"hideBelow":5,` +
      '"cuts":[[],["SEX","COHORT"]],"districts":[{"code":"01","nameJa":"本町","nameEn":"Honcho"}]}',
  );

  test('is read, each cut in the order of the tables, and cannot be altered', () => {
    const { got, faults } = statistics();
    expect([got, Object.isFrozen(got), faults]).toEqual([
      {
        firstDay: '2021-04-01',
        months: new Set([1, 12]),
        roundTo: 5,
        hideBelow: 5,
        cuts: [[], ['COHORT', 'SEX']],
        districts: [{ code: '01', nameJa: '本町', nameEn: 'Honcho', tile: null }],
      },
      true,
      [],
    ]);
  });

  test.each([
    ['"roundTo":5', '"roundTo":3'],
    ['"roundTo":5,"hideBelow":5', '"roundTo":100,"hideBelow":100'],
    ['"hideBelow":5', '"hideBelow":6'],
    ['["SEX","COHORT"]', '["AGE_BAND","SEX"]'],
    ['["SEX","COHORT"]', '["COHORT"]'],
  ])('%s may be %s', (from, to) => expect(statistics(from, to).faults).toEqual([]));

  const MONTHS = 't.json: months must hold months, 1 to 12';
  const BASE = 't.json: roundTo must be a whole number from 3 to 100';
  const CUTS = 't.json: cuts must hold lists of COHORT, AGE_BAND, SEX, DISTRICT, each at most once';
  test.each([
    ['[1,12]', '[]', ['t.json: months must not be empty']],
    ['[1,12]', '[0,12]', [MONTHS]],
    ['[1,12]', '[1,13]', [MONTHS]],
    ['[1,12]', '[1.5,12]', [MONTHS]],
    ['[1,12]', '["1",12]', [MONTHS]],
    ['"roundTo":5', '"roundTo":2', [BASE]],
    ['"roundTo":5', '"roundTo":4.5', [BASE]],
    ['"roundTo":5,"hideBelow":5', '"roundTo":101,"hideBelow":200', [BASE]],
    ['"hideBelow":5', '"hideBelow":4', ['t.json: hideBelow must not be smaller than roundTo']],
    ['["SEX","COHORT"]', '["SEX","SEX"]', [CUTS]],
    ['["SEX","COHORT"]', '["AGE"]', [CUTS]],
    ['["SEX","COHORT"]', '["COHORT","AGE_BAND"]', ['t.json: cuts COHORT and AGE_BAND exclude each other']],
    [
      '"districts":[',
      '"districts":[{"code":"01","nameJa":"a","nameEn":"b"},',
      ['t.json: district 01 stands twice'],
    ],
    [
      '"nameEn":"Honcho"}',
      '"nameEn":"Honcho","tile":{"row":1,"column":2}},{"code":"02","nameJa":"a","nameEn":"b","tile":{"row":1,"column":2}}',
      ['t.json: tile 1/2 is two districts'],
    ],
  ])('%s may not be %s', (from, to, faults) => expect(statistics(from, to).faults).toEqual(faults));
});

describe('permission-list.json', () => {
  const EDITION =
    '{"row":"16の2","article":"1条","citation":"1条1項","from":"2020-01-01","to":"2020-12-31","unverified":false}';
  const PROCEDURE =
    '{"id":"p","affairJa":"事務","affairEn":"Affair","affairCode":"JM","procedureCode":"JT",' +
    '"inquirers":["MUNICIPALITY"],"providers":["PREFECTURE"],"items":["TM00000000001601"],' +
    `"city":{"cites":"R043","inquire":true,"provide":false},"conflict":null,"editions":[${EDITION}]}`;
  const list = reading(
    readPermissionList,
    `{${WORDS},"nameJa":"リスト","nameInSource":"別の名","nameNote":"注","items":[{"code":"TM00000000001601",` +
      `"nameJa":"接種","nameEn":"Vaccinations","content":"OTHER","fields":["lot"]}],"procedures":[${PROCEDURE}]}`,
  );
  /** With another edition beside the first. */
  const beside = (row: string, from: string, to: string | null) =>
    list(
      '"editions":[',
      `"editions":[{"row":"${row}","article":"1条","citation":"1条","from":"${from}",` +
        `"to":${to === null ? 'null' : `"${to}"`},"unverified":true},`,
    ).faults;

  test('is read, and cannot be altered', () => {
    const { got, faults } = list();
    expect([got.nameJa, got.nameInSource, [...got.items.keys()], got.procedures.length, faults]).toEqual([
      'リスト',
      '別の名',
      ['TM00000000001601'],
      1,
      [],
    ]);
    expect(got.items.get('TM00000000001601')).toEqual({
      code: 'TM00000000001601',
      nameJa: '接種',
      nameEn: 'Vaccinations',
      content: 'OTHER',
      fields: ['lot'],
    });
    expect(got.procedures[0]?.editions).toEqual([JSON.parse(EDITION)]);
    expect(Object.isFrozen(got)).toBe(true);
  });

  test('has a version that changes with every byte of the file', () => {
    const versions = [list(), list('リスト', 'リスト '), list('{', '{ ')].map(({ got }) => got.version);
    expect(new Set(versions).size).toBe(3);
    for (const version of versions) expect(version).toMatch(/^[\w-]{16}$/);
  });

  const P = 't.json.procedures[0]:';
  test.each([
    ['"code":"TM00000000001601"', '"code":"TM0"', ['t.json.items[0]: code must be TM and 14 digits']],
    [
      '"code":"TM00000000001601"',
      '"code":"xTM00000000001601"',
      ['t.json.items[0]: code must be TM and 14 digits'],
    ],
    [
      '"code":"TM00000000001601"',
      '"code":"TM000000000016011"',
      ['t.json.items[0]: code must be TM and 14 digits'],
    ],
  ])('%s may not be %s', (from, to, faults) => {
    expect(list(from, to).faults).toEqual([
      ...faults,
      `${P} items names TM00000000001601, which is not listed`,
    ]);
  });
  test.each([
    ['"items":["TM00000000001601"]', '"items":["TM1"]', [`${P} items names TM1, which is not listed`]],
    [`"editions":[${EDITION}]`, '"editions":[]', [`${P} has no edition`]],
    ['"to":"2020-12-31"', '"to":"2019-12-31"', [`t.json.procedures[0].editions[0]: ends before it begins`]],
    ['"content":"OTHER"', '"content":"ALL"', [expect.stringContaining('must be one of VACCINATIONS')]],
    [
      '"inquirers":["MUNICIPALITY"]',
      '"inquirers":["CITY"]',
      [expect.stringContaining('must be of MUNICIPALITY')],
    ],
  ])('%s may not be %s either', (from, to, faults) => expect(list(from, to).faults).toEqual(faults));

  test.each([
    ['"to":"2020-12-31"', '"to":null'],
    ['"to":"2020-12-31"', '"to":"2020-01-01"'],
  ])('%s may be %s', (from, to) => expect(list(from, to).faults).toEqual([]));

  test.each([
    ['16の2', '2020-12-31', null, ['t.json: row 16の2 stands twice on 2020-12-31']],
    ['16の2', '2019-01-01', '2020-01-01', ['t.json: row 16の2 stands twice on 2020-01-01']],
    ['16の2', '2019-01-01', null, ['t.json: row 16の2 stands twice on 2020-01-01']],
    ['16の2', '2020-06-01', '2020-06-30', ['t.json: row 16の2 stands twice on 2020-06-01']],
    ['16の2', '2021-01-01', null, []],
    ['16の2', '2019-01-01', '2019-12-31', []],
    ['17', '2020-06-01', null, []],
  ])('on any day a row is one procedure’s: %s from %s to %s beside it', (row, from, to, faults) => {
    expect(beside(row, from, to)).toEqual(faults);
  });

  test('two that are in force for good stand twice', () => {
    const faults = list(
      EDITION,
      `${EDITION.replace('"2020-12-31"', 'null')},${EDITION.replace('"2020-12-31"', 'null').replace('2020-01', '2022-01')}`,
    ).faults;
    expect(faults).toEqual(['t.json: row 16の2 stands twice on 2022-01-01']);
  });
});
