import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeExchange, rowsOn, type ExchangeRequest } from '../../../src/policy/permission.js';
import { readPermissionList } from '../../../src/policy/permission-list.js';

const SOUND = readFileSync(
  join(__dirname, '..', '..', '..', 'policy', 'koganei', 'permission-list.json'),
  'utf8',
);
const LIST = readPermissionList('p.json', SOUND, []);

const VACCINATIONS = 'TM00000000001601';
const SPECIAL_MEASURES = 'TM00000000011501';
const TAX = 'TM00000000001801';
const BENEFITS = 'TM00000000001701';

/** Koganei asks another municipality on the day of the assessment, unless said otherwise. */
const judge = (asked: Partial<ExchangeRequest>) =>
  judgeExchange(LIST, {
    row: '16の2',
    day: '2023-06-27',
    inquirer: 'MUNICIPALITY',
    provider: 'MUNICIPALITY',
    items: [VACCINATIONS],
    city: 'INQUIRER',
    ...asked,
  });

describe('what the assessment lets the city ask and provide (R043, R045, R139)', () => {
  test.each([
    ['16の2', 'MUNICIPALITY', VACCINATIONS, '第12条の2'],
    ['17', 'INSURER', BENEFITS, '第12条の3'],
    ['18', 'PREFECTURE', TAX, '第13条'],
    ['19', 'MUNICIPALITY', TAX, '第13条の2'],
  ] as const)('it may ask under row %s', (row, provider, item, article) => {
    expect(judge({ row, provider, items: [item] })).toMatchObject({
      permitted: true,
      edition: { row, article },
    });
  });

  test.each(['16の3', '115の2'])('it may not ask under row %s, and is told the article', (row) => {
    const article = row === '16の3' ? '第12条の2の2' : '第59条の2';
    expect(judge({ row, items: [SPECIAL_MEASURES] })).toEqual({
      permitted: false,
      code: 'WRONG_DIRECTION',
      row,
      article,
    });
  });

  test.each([
    ['16の2', 'MUNICIPALITY', VACCINATIONS],
    ['16の3', 'PREFECTURE', VACCINATIONS],
    ['115の2', 'MUNICIPALITY', SPECIAL_MEASURES],
  ] as const)('it may provide under row %s', (row, inquirer, item) => {
    expect(judge({ row, inquirer, items: [item], city: 'PROVIDER' })).toMatchObject({
      permitted: true,
      edition: { row },
    });
  });

  test.each(['17', '18', '19'])('it may not provide under row %s', (row) => {
    expect(judge({ row, items: [TAX], city: 'PROVIDER' })).toMatchObject({
      permitted: false,
      code: 'WRONG_DIRECTION',
    });
  });

  test('row 115の2 carries the conflict of the source and the reading taken, and no other row does (X09)', () => {
    const conflicts = LIST.procedures.filter(({ conflict }) => conflict !== null);
    expect(conflicts.map(({ id }) => id)).toEqual(['SPECIAL_MEASURES_VACCINATION']);
    expect(conflicts[0]?.conflict?.sourceJa).toContain('II-5');
  });

  test('the list has the name of the standard, and the one of the source (X06)', () => {
    expect([LIST.nameJa, LIST.nameInSource]).toEqual(['照会許可用照合リスト', '照会許可照会リスト']);
  });
});

describe('what the law says of everybody', () => {
  test('a row that nobody has heard of', () => {
    expect(judge({ row: '999' })).toEqual({
      permitted: false,
      code: 'ROW_UNKNOWN',
      row: '999',
      article: null,
    });
  });

  test('an inquirer, a provider and an item that the row does not name, for two others, too', () => {
    expect(judge({ city: null, inquirer: 'INSURER' })).toMatchObject({ code: 'INQUIRER_NOT_LISTED' });
    expect(judge({ row: '16の3', city: null })).toMatchObject({ code: 'INQUIRER_NOT_LISTED' });
    expect(judge({ provider: 'INSURER' })).toMatchObject({ code: 'PROVIDER_NOT_LISTED' });
    expect(judge({ items: [VACCINATIONS, TAX] })).toMatchObject({
      code: 'ITEM_NOT_LISTED',
      article: '第12条の2',
    });
  });
});

describe('the law of the day (R047)', () => {
  test.each([
    ['2017-07-17', '16の2', 'ROW_NOT_IN_FORCE'],
    ['2024-05-27', '16の2', 'ROW_NOT_IN_FORCE'],
    ['2024-05-26', '25', 'ROW_NOT_IN_FORCE'],
  ])('on %s row %s is refused: %s', (day, row, code) => {
    expect(judge({ day, row })).toMatchObject({ permitted: false, code });
  });

  test.each([
    ['2017-07-18', '16の2', '番号法第19条第7号 別表第二の16の2の項'],
    ['2021-08-31', '16の2', '番号法第19条第7号 別表第二の16の2の項'],
    ['2021-09-01', '16の2', '番号法第19条第8号 別表第二の16の2の項'],
    ['2024-05-26', '16の2', '番号法第19条第8号 別表第二の16の2の項'],
    ['2024-05-27', '25', '番号法第19条第8号に基づく利用特定個人情報の提供に関する命令 第2条の表の25の項'],
  ])('on %s row %s is cited as %s', (day, row, citation) => {
    expect(judge({ day, row })).toMatchObject({ permitted: true, edition: { citation } });
  });

  test('every procedure has one edition on each day from the first, before and after 2024-05-27', () => {
    for (const { id, editions } of LIST.procedures) {
      const on = (day: string) =>
        editions.filter(({ from, to }) => from <= day && day <= (to ?? '9999')).length;
      for (const day of ['2017-07-18', '2021-08-31', '2021-09-01', '2024-05-26', '2024-05-27', '2031-01-01'])
        expect([id, day, on(day)]).toEqual([id, day, 1]);
    }
  });

  test('what was inferred says so: the numbers of the order that took the table over', () => {
    const inferred = LIST.procedures
      .flatMap(({ editions }) => editions)
      .filter(({ unverified }) => unverified);
    expect(inferred.map(({ row }) => row)).toEqual(['25', '26', '27', '28', '29', '153']);
  });
});

describe('a faulty list is refused, and told of by place', () => {
  test.each<readonly [from: string, to: string, fault: string]>([
    ['"row": "17"', '"row": "16の2"', 'p.json: row 16の2 stands twice on 2017-07-18'],
    ['"to": "2021-08-31"', '"to": "2016-08-31"', 'p.json.procedures[0].editions[0]: ends before it begins'],
    [
      '"items": ["TM00000000001601"]',
      '"items": ["TM00000000009999"]',
      'p.json.procedures[0]: items names TM00000000009999, which is not listed',
    ],
    // R038: art. 19(16), 19(15) before it was renumbered, is the vaccination record system's and nobody else's.
    ...['番号法第19条第16号', '番号法第19条第15号', '番号法19条16号'].map(
      (article) =>
        [
          '番号法第19条第8号 別表第二の16の2の項',
          article,
          'p.json.procedures[0].editions[1]: citation must not be the article of the vaccination record system',
        ] as const,
    ),
    ['"code": "TM00000000001601"', '"code": "1601"', 'p.json.items[0]: code must be TM and 14 digits'],
    [
      '"inquirers": ["MUNICIPALITY"]',
      '"inquirers": ["ANYBODY"]',
      'p.json.procedures[0]: inquirers must be of MUNICIPALITY, PREFECTURE, MINISTER, INSURER, PENSION_SERVICE',
    ],
    ['"inquire": true', '"inquire": "yes"', 'p.json.procedures[0]: city: inquire must be true or false'],
    ['"conflict": null,', '"conflict": null, "note": "",', 'p.json.procedures[0]: unknown key note'],
    [
      '"unverified": false',
      '"unverified": 0',
      'p.json.procedures[0].editions[0]: unverified must be true or false',
    ],
  ])('%s as %s', (from, to, fault) => {
    expect(SOUND).toContain(from);
    const faults: string[] = [];
    readPermissionList('p.json', SOUND.replace(from, to), faults);
    expect(faults).toContain(fault);
  });

  test('the version changes with any byte', () => {
    expect(readPermissionList('p.json', `${SOUND} `, []).version).not.toBe(LIST.version);
  });
});

test('what the city may go by are the rows of its side that are in force on the day, in the order of the list', () => {
  const rows = (side: 'INQUIRER' | 'PROVIDER', day: string) =>
    rowsOn(LIST, side, day).map(({ edition }) => edition.row);
  expect(rows('INQUIRER', '2023-06-27')).toEqual(['16の2', '17', '18', '19']);
  expect(rows('PROVIDER', '2023-06-27')).toEqual(['16の2', '16の3', '115の2']);
  expect(rows('INQUIRER', '1999-01-01')).toEqual([]);
  for (const { procedure, edition } of rowsOn(LIST, 'PROVIDER', '2023-06-27')) {
    expect(procedure.city.provide).toBe(true);
    expect(procedure.editions).toContain(edition);
  }
});
