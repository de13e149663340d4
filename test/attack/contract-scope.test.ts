import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * A contractor whose contract is about children: nobody else is shown, found, counted or sorted among them
 * (R104-R106).
 */

const BOUNDS = { bornFrom: '2010-04-02', bornTo: '2023-06-27' };
let gateway: TestGateway;

async function administer(query: string, input: object): Promise<void> {
  const answer = await gateway.as<{ it: { userErrors: unknown[] } }>('admin', {
    query,
    variables: { input },
    purpose: 'ADMINISTRATION',
  });
  expect([answer.errors, answer.data.it.userErrors]).toEqual([[], []]);
}

beforeAll(async () => {
  gateway = await startTestGateway();
  const account = await gateway.as<{ account: { rosterLines: { id: string }[] } }>('admin', {
    query: '{ account(id: "contractor") { rosterLines { id } } }',
    purpose: 'ADMINISTRATION',
  });
  const [line] = account.data.account.rosterLines;
  await gateway.as('admin', {
    query: 'mutation ($id: ID!) { removeRosterLine(id: $id) { userErrors { code } } }',
    variables: { id: line?.id },
    purpose: 'ADMINISTRATION',
  });
  const contract = {
    contract: 'C9',
    contractor: '試験受託者',
    matter: '予診票の入力',
    responsible: '責任者',
    begins: '2023-06-27',
    ends: '2024-03-31',
    handlerCap: 1,
    approvedEndpoints: ['127.0.0.3/32'],
    work: 'SLIPS_AND_CERTIFICATES',
  };
  await administer(
    'mutation ($input: RegisterContractInput!) { it: registerContract(input: $input) { userErrors { code field } } }',
    { ...contract, ...BOUNDS },
  );
  await administer(
    'mutation ($input: RosterLineInput!) { it: addRosterLine(input: $input) { userErrors { code field } } }',
    { contract: 'C9', account: 'contractor', begins: '2023-06-27' },
  );
});
afterAll(() => gateway?.stop());

interface Row {
  readonly id: string;
  readonly birth: string;
}
const rows = () =>
  cityRows<Row>(
    'registry',
    `SELECT ATENA_NO AS id, UMARE_YMD AS birth FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND UMARE_FUMEI <> '1' ORDER BY 1`,
  );
const compact = (day: string) => day.replaceAll('-', '');
const within = ({ birth }: Row) => birth >= compact(BOUNDS.bornFrom) && birth <= compact(BOUNDS.bornTo);

interface Page {
  readonly residents: {
    readonly totalCount: number;
    readonly nodes: readonly { atenaNumber: string; name: object | null; immunizations: object[] | null }[];
  };
}
const ask = (w: object, order = '') =>
  gateway.as<Page>('contractor', {
    purpose: 'HISTORY',
    from: '127.0.0.3',
    variables: { w },
    query: `query ($w: ResidentFilter!) { residents(where: $w, first: 1000 ${order}) { totalCount nodes { atenaNumber name { kanji } immunizations { lot } } } }`,
  });

test('shows the persons of the contract and closes all others', async () => {
  const { data, errors } = await ask({});
  expect(errors).toEqual([]);
  const inside = new Set(
    rows()
      .filter(within)
      .map((row) => row.id),
  );
  const shown = data.residents.nodes.filter((node) => node.name !== null).map((node) => node.atenaNumber);
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter((id) => !inside.has(id))).toEqual([]);
  expect(
    data.residents.nodes
      .filter((node) => !inside.has(node.atenaNumber))
      .every((node) => node.immunizations === null),
  ).toBe(true);
});

test('finds and counts nobody else by a birth date, however wide the range', async () => {
  const outside = rows().find((row) => !within(row));
  const iso = outside?.birth.replace(/(....)(..)(..)/, '$1-$2-$3');
  expect((await ask({ atenaNumbers: [outside?.id], birthDate: iso })).data.residents.nodes).toEqual([]);
  const wide = await ask({ birthDateFrom: '1900-01-01', birthDateTo: '2100-01-01' });
  expect(wide.data.residents.totalCount).toBe(rows().filter(within).length);
});

test('has no place for anybody else in an order by what is closed', async () => {
  const inside = new Set(
    rows()
      .filter(within)
      .map((row) => row.id),
  );
  const { data } = await ask({}, ', orderBy: {field: BIRTH_DATE}');
  expect(data.residents.nodes.filter((node) => !inside.has(node.atenaNumber))).toEqual([]);
});
