import { openHealthManagement } from '../../adapters/health-management/adapter.js';
import type {
  HealthManagement,
  HealthPersonItem,
  RecallQuery,
} from '../../adapters/health-management/model.js';
import { adapterSuite, live, type Opened } from './support/adapter-suite.js';
import { databaseKinds } from './support/database.js';
import { health, HEALTH_ROWS } from './support/health-rows.js';

const call = { items: new Set<never>(), signal: live() };

describe.each(databaseKinds())('health management over %s', (kind) => {
  const the = adapterSuite<HealthManagement, HealthPersonItem>({
    name: 'health management',
    folder: 'health-management',
    fixture: HEALTH_ROWS,
    kind,
    open: openHealthManagement,
    load: (adapter, keys, items, signal) => adapter.loadMany(keys, { items, signal }),
    keyOf: (value) => (value as { healthNumber: string }).healthNumber,
    keys: [health(1), health(2)],
    unknownKey: health(77),
    foreignKey: health(4),
    makeKey: (index) => health(index + 1_000),
    columns: { phone: ['denwa'], memo: ['bikou'] },
  });

  it('hands telephone and memo over character for character', async () => {
    const [person] = await the().adapter.loadMany([health(1)], {
      items: new Set(['phone', 'memo'] as const),
      signal: live(),
    });
    expect(person).toMatchObject({
      phone: '042-000-0001',
      memo: '本人申出あり。番号 123456789018 と記載\nメモ ',
    });
  });
  certificatePromises(the);
  coveragePromises(the);
  recallPromises(the);
});

function certificatePromises(the: () => Opened<HealthManagement>): void {
  const items = new Set(['vaccineKind', 'productName', 'passport', 'issuedOn', 'certificateId'] as const);

  it('lists certificates oldest first, passport data on the overseas version alone', async () => {
    const [list] = await the().adapter.loadCertificates([health(1)], { items, signal: live() });
    expect(list).toMatchObject([
      { certificateId: 'b'.repeat(32), vaccineKind: null, passport: null, issuedOn: { iso: '2022-04-01' } },
      {
        certificateId: 'a'.repeat(32),
        vaccineKind: 'COVID19',
        passport: {
          formerNames: '旧姓',
          romanName: 'KENSA TARO',
          nationality: 'JPN',
          passportNumber: 'TZ0000001',
        },
      },
    ]);
    expect(JSON.stringify(list)).not.toContain('LEFT BEHIND');
  });

  it('does not select passport columns for other items', async () => {
    await the().adapter.loadCertificates([health(1)], {
      items: new Set(['productName'] as const),
      signal: live(),
    });
    expect(the().fixture.statements.join()).not.toMatch(/ryoken_no|romaji|kyusei|kokuseki/);
  });

  it('tells a person without certificates from one who does not exist or is not ours', async () => {
    expect(await the().adapter.loadCertificates([health(2), health(77), health(4)], call)).toEqual([
      [],
      null,
      null,
    ]);
  });
}

function coveragePromises(the: () => Opened<HealthManagement>): void {
  const count = async (
    by: readonly ('AGE_BAND' | 'SEX' | 'DISTRICT')[],
    vaccine = 'COVID19',
    asOf = '2023-06-27',
  ) => {
    const cells = await the().adapter.countCoverage({ vaccine, by, asOf }, call);
    return Object.fromEntries(cells.map((cell) => [cell.key.join('|'), [cell.vaccinated, cell.population]]));
  };

  it('bands by the age that the law counts on the day, in one statement', async () => {
    expect(await count(['AGE_BAND'])).toEqual({
      '70-74': [1, 1],
      '65-69': [0, 1],
      UNKNOWN: [0, 1],
      '0-4': [1, 5],
      '95-99': [0, 1],
    });
    expect(the().fixture.statements).toHaveLength(1);
  });

  it('moves a person to the next band on the day before the birthday', async () => {
    expect(await count(['AGE_BAND'], 'COVID19', '2023-06-26')).toMatchObject({ '65-69': [1, 2] });
    expect(await count(['AGE_BAND'], 'COVID19', '2023-06-28')).toMatchObject({ '70-74': [2, 2] });
    // Born on 2019-04-30: four years old through 2024-04-28.
    expect(await count(['AGE_BAND'], 'MR', '2024-04-28')).not.toHaveProperty('5-9');
    expect(await count(['AGE_BAND'], 'MR', '2024-04-29')).toMatchObject({ '5-9': [1, 1] });
  });

  it('counts doses given by the day, not examinations without a dose and not later doses', async () => {
    expect(await count([])).toEqual({ '': [2, 9] });
    expect(await count([], 'COVID19', '2023-06-28')).toEqual({ '': [3, 10] });
    expect(await count([], 'COVID19', '2021-06-14')).toEqual({ '': [0, 8] });
  });

  it('sets persons with an unknown code aside where the code is a dimension, and reports it', async () => {
    expect(await count(['SEX'])).toEqual({ MALE: [2, 4], FEMALE: [0, 3], UNKNOWN: [0, 1] });
    expect(the().fixture.quarantined).toEqual([
      { system: 'HEALTH_MANAGEMENT', table: 'kk_kojin', column: 'sei_kbn', reason: 'UNKNOWN_CODE' },
    ]);
    expect(Object.keys(await count(['DISTRICT', 'SEX'])).sort()).toEqual([
      '01|MALE',
      '02|FEMALE',
      '99|UNKNOWN',
    ]);
  });

  it('refuses a vaccine that is in no table', async () => {
    await expect(count([], "301' OR '1'='1")).rejects.toBeInstanceOf(RangeError);
  });
}

function recallPromises(the: () => Opened<HealthManagement>): void {
  const query = (changes: Partial<RecallQuery> = {}): RecallQuery => ({
    vaccine: 'MR',
    bornFrom: '2019-04-01',
    bornTo: '2023-06-27',
    sex: null,
    dosesNeeded: 2,
    asOf: '2023-06-27',
    first: 100,
    after: null,
    ...changes,
  });
  const find = async (changes: Partial<RecallQuery>): Promise<string[]> =>
    (await the().adapter.findRecallCandidates(query(changes), call)).map(
      (candidate) => candidate.healthNumber,
    );

  it('finds current residents of the window with fewer doses, over the change of an era', async () => {
    expect(await find({})).toEqual([6, 7, 9, 12].map(health));
    expect(await find({ dosesNeeded: 3 })).toEqual([6, 7, 8, 9, 12].map(health));
    expect(await find({ bornFrom: '2019-04-30', bornTo: '2019-05-01', dosesNeeded: 3 })).toEqual(
      [8, 9].map(health),
    );
    expect(await find({ asOf: '2020-05-31' })).toEqual([6, 7, 8, 9, 12].map(health));
    expect(await find({ sex: 'FEMALE' })).toEqual([health(9)]);
  });

  it('lists the doses in order, whole days alone, from one more statement', async () => {
    const found = await the().adapter.findRecallCandidates(query({ dosesNeeded: 3 }), call);
    expect(found.find((one) => one.healthNumber === health(8))?.doses).toEqual(['2020-05-01', '2020-06-01']);
    expect(found.find((one) => one.healthNumber === health(9))).toMatchObject({
      birthDate: { iso: '2019-05-01' },
      doses: [],
    });
    expect(the().fixture.statements).toHaveLength(2);
  });

  it('finds a day of two eras in either form, and never an uncertain birth date', async () => {
    const window = { bornFrom: '1926-12-25', bornTo: '1926-12-25', vaccine: 'COVID19' };
    expect(await find(window)).toEqual([health(11)]);
    expect(await find({ bornFrom: '1949-01-01', bornTo: '1951-12-31', vaccine: 'COVID19' })).toEqual([]);
  });

  it('keeps a person with an impossible birth date on the page, without a date, and reports it', async () => {
    const [last] = await the().adapter.findRecallCandidates(query({ after: health(9) }), call);
    expect(last).toMatchObject({ healthNumber: health(12), birthDate: { iso: null, precision: 'UNKNOWN' } });
    expect(the().fixture.quarantined).toMatchObject([{ column: 'umare_wymd', reason: 'BAD_DATE' }]);
  });

  it('pages by number', async () => {
    expect(await find({ first: 2 })).toEqual([6, 7].map(health));
    expect(await find({ first: 2, after: health(7) })).toEqual([9, 12].map(health));
    expect(await find({ after: "0' OR '1'='1" })).toEqual([]);
  });
}
