import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MUNICIPALITY, NEIGHBOUR } from '../../src/about.js';
import type { OtherSystems } from '../../src/mock/day/other-systems.js';
import { takeOver } from '../../src/mock/day/take-over.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { APPLY, CHANGES, HERE, type Applied, type Changes } from '../support/movements/movement-city.js';

/**
 * Whoever comes into the registry by `applyMovement` gets their numbers of the systems beside the gateway, which follow
 * its changes (docs/address-name.md): then the office records a dose of them like of anybody else.
 */

const city = new EditedCity();
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(city.files.environment, { vrs: true });
});
afterAll(async () => {
  await gateway?.stop();
  city.remove();
});

function beside<Done>(work: (systems: OtherSystems) => Done): Done {
  const open = (name: string) => new Database(join(city.files.folder, `${name}.sqlite`));
  const [registry, health, address] = [open('registry'), open('health'), open('address-name')];
  try {
    const { state: vrs } = gateway.vrs;
    return work({ registry, health, address, vrs, municipality: MUNICIPALITY, neighbour: NEIGHBOUR });
  } finally {
    for (const database of [registry, health, address]) database.close();
  }
}

const NEWCOMERS = [
  {
    ...{
      kind: 'MOVE_IN',
      atenaNumber: '777777777700301',
      movedOn: '2023-06-20',
      otherMunicipality: '132144',
    },
    ...{ name: { kanji: '例示　桃', kana: 'レイジ　モモ' }, birthDate: '1950-04-02', sex: 'FEMALE' },
    household: { number: '777777777700301', relationship: '02' },
  },
  {
    ...{ kind: 'BIRTH', atenaNumber: '777777777700302', movedOn: '2023-01-21', birthDate: '2023-01-21' },
    ...{ name: { kanji: '例示　健', kana: 'レイジ　ヰヴャヶ' }, sex: 'MALE' },
    household: { number: '777777777700301', relationship: '20' },
  },
  {
    ...{ kind: 'EX_OFFICIO_ENTRY', atenaNumber: '777777777700303', movedOn: '2023-06-22' },
    ...{ name: { kanji: '例示　葵', kana: 'レイジ　アオイ' }, birthDate: '2001-12-31', sex: 'FEMALE' },
    household: { number: '777777777700303', relationship: '02' },
  },
];
const NUMBERS = NEWCOMERS.map(({ atenaNumber }) => atenaNumber);

const record = async (atenaNumber: string, key: string) => {
  const { data, errors } = await gateway.as<{
    recordImmunization: {
      userErrors: readonly { code: string }[];
      immunization: { state: string; lot: string } | null;
    };
  }>('clerk', {
    ...{ purpose: 'HISTORY' },
    query: `mutation ($input: RecordImmunizationInput!) { recordImmunization(input: $input) {
      userErrors { code } immunization { state lot } } }`,
    variables: {
      input: {
        ...{ idempotencyKey: key, validateOnly: false, atenaNumber, vaccine: 'FLU_ELDERLY' },
        ...{ date: '2023-06-26', way: 'PAPER', manufacturer: '17', lot: 'EY0573', doseMl: 0.5 },
        reason: '医師の判断による',
      },
    },
  });
  expect(errors).toEqual([]);
  return data.recordImmunization;
};

test('a dose of a newcomer is refused until health management knows them, and recorded once it has followed the change', async () => {
  for (const [at, person] of NEWCOMERS.entries()) {
    const { data, errors } = await gateway.as<Applied>('registry-clerk', {
      ...{ purpose: 'INTEGRATION', query: APPLY },
      variables: {
        input: {
          ...{ idempotencyKey: `newcomer-${at}`, notifiedOn: '2023-06-26' },
          ...{ address: HERE('見本町一丁目９９番１号'), ...person },
        },
      },
    });
    expect([errors, data.applyMovement?.userErrors]).toEqual([[], []]);
  }
  const follow = async () => {
    const { data } = await gateway.as<Changes>('address-name', { purpose: 'INTEGRATION', query: CHANGES });
    return data.residentChanges.edges.map(({ node: { atenaNumber, integratedNumber } }) => ({
      atenaNumber,
      integratedNumber,
    }));
  };
  // The changes are told before anybody there knows the person.
  expect(await follow()).toEqual(NUMBERS.map((atenaNumber) => ({ atenaNumber, integratedNumber: null })));
  for (const number of NUMBERS)
    expect(await record(number, `before-${number.slice(-3)}`)).toMatchObject({
      ...{ userErrors: [{ code: 'NO_FILE' }], immunization: null },
    });

  expect(beside(takeOver)).toEqual(NUMBERS);
  expect(beside(takeOver)).toEqual([]);
  const given = (await follow()).map(({ integratedNumber }) => integratedNumber);
  expect(given).toEqual(NUMBERS.map(() => expect.stringMatching(/^\d{15}$/) as string));
  expect(new Set(given).size).toBe(NUMBERS.length);
  for (const number of NUMBERS)
    expect(await record(number, `after-${number.slice(-3)}`)).toMatchObject({
      ...{ userErrors: [], immunization: { state: 'RECORDED', lot: 'EY0573' } },
    });
});

test('what health management takes over is in its own shape: kana half width, days in eras, numbers of its own', () => {
  const rows = city.files.rows(
    'health',
    `SELECT kanji_simei, TRIM(kana_simei) AS kana, sei_kbn, umare_wymd, jumin_wymd FROM kk_kojin
     WHERE kanji_simei LIKE '例示%' ORDER BY kojin_no`,
  );
  expect(rows.map((row) => Object.values(row as object))).toEqual([
    ['例示　桃', 'ﾚｲｼﾞ ﾓﾓ', 'F', '3250402', '5050620'],
    ['例示　健', 'ﾚｲｼﾞ ｲｳﾞｬｹ', 'M', '5050121', '5050121'],
    ['例示　葵', 'ﾚｲｼﾞ ｱｵｲ', 'F', '4131231', '5050622'],
  ]);
  const numbers = city.files.rows(
    'address-name',
    `SELECT COUNT(DISTINCT KOJIN_BANGO) AS numbers, COUNT(KOJIN_BANGO) AS held FROM T_TOGO_ATENA`,
  ) as readonly { numbers: number; held: number }[];
  expect(numbers[0]?.numbers).toBe(numbers[0]?.held);
});
