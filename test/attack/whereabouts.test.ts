import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * Hiding an address is not enough: where somebody was vaccinated, and by whom, locates them too
 * (docs/glossary.md#whereabouts).
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const QUERY = `query ($n: [ID!]) { residents(where: {atenaNumbers: $n}, first: 1000) { nodes { atenaNumber immunizations {
  lot place institution { code name } doctor preExam { result doctor institution { code name } } } } } }`;
interface Dose {
  readonly lot: string | null;
  readonly place: string | null;
  readonly institution: object | null;
  readonly doctor: string | null;
  readonly preExam: {
    readonly result: string | null;
    readonly doctor: string | null;
    readonly institution: object | null;
  } | null;
}
interface Page {
  readonly residents: {
    readonly nodes: readonly {
      readonly atenaNumber: string;
      readonly immunizations: readonly Dose[] | null;
    }[];
  };
}

const day = () => testCity().manifest.asOf.replaceAll('-', '');
const ids = (where: string, ...values: string[]) =>
  cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ${where}`,
    ...values,
  ).map((row) => row.id);
const IN_FORCE = `(SELECT ATENA_NO FROM JUKI_SIEN WHERE KAISI_YMD <= ? AND SYURYO_YMD >= ? AND TORIKESI_FLG <> '1')`;
const dosesOf = async (numbers: readonly string[]) => {
  const answer = await gateway.as<Page>('clerk', {
    purpose: 'HISTORY',
    query: QUERY,
    variables: { n: numbers },
  });
  expect(answer.errors).toEqual([]);
  return { answer, doses: answer.data.residents.nodes.flatMap((node) => node.immunizations ?? []) };
};
const locating = (dose: Dose) => [
  dose.place,
  dose.institution,
  dose.doctor,
  dose.preExam?.doctor ?? null,
  dose.preExam?.institution ?? null,
];

test('of a person under support measures no dose says where or by whom', async () => {
  const { answer, doses } = await dosesOf(ids(`ATENA_NO IN ${IN_FORCE}`, day(), day()));
  expect(doses.length).toBeGreaterThan(0);
  expect(doses.flatMap(locating).filter((value) => value !== null)).toEqual([]);
  expect(doses.some((dose) => dose.lot !== null)).toBe(true);
  expect(new Set(answer.withheld.map((entry) => entry.reason))).toEqual(new Set(['NOT_DISCLOSABLE']));
});

test('of anybody else it does', async () => {
  const { doses } = await dosesOf(ids(`ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) LIMIT 40`));
  expect(doses.flatMap(locating).filter((value) => value !== null).length).toBeGreaterThan(10);
});

test('what is not shown is not fetched', async () => {
  gateway.statements.length = 0;
  await dosesOf(ids(`ATENA_NO IN ${IN_FORCE}`, day(), day()));
  expect(gateway.statements.join('\n')).not.toMatch(/iryo_cd|basyo|yosin_isi|sessyu_isi/);
});
