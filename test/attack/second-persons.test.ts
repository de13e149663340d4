import { searchSubject } from '../../src/audit/reading/search.js';
import { MUNICIPALITY } from '../../src/about.js';
import { testCity } from '../support/city.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { APPLY, TODAY, type Applied } from '../support/movements/movement-city.js';

/**
 * Whoever an act names beside the one it is about is judged as that one is, before anything is done, and stands on
 * record, refused or not: docs/attacks.md A16.
 */

const city = new EditedCity();
let gateway: TestGateway;
/** One birth date and sex. */
let twins: readonly [string, string];
let unlike: string;
/** Of whoever keeps the registry, and of the clerk of the counter. */
let own: string;
beforeAll(async () => {
  const [one = '', two = '', three = '', four = ''] = city.households(1, 4).map(([number]) => number ?? '');
  [twins, unlike, own] = [[one, two], three, four];
  city.registry(
    `UPDATE JUKI_KIHON SET (UMARE_YMD, SEIBETU_CD) = (SELECT UMARE_YMD, SEIBETU_CD FROM JUKI_KIHON WHERE ATENA_NO = ?) WHERE ATENA_NO = ?`,
    ...twins,
  );
  city.files.change(
    'address-name',
    `UPDATE T_TOGO_ATENA SET KOJIN_BANGO = NULL WHERE TOGO_NO IN (SELECT TOGO_NO FROM T_GYOMU_ATENA WHERE GYOMU_NO = ?)`,
    [two],
  );
  const staff = { ...testCity().manifest.staff, 'registry-clerk': own, clerk: own };
  gateway = await startTestGateway(city.files.environment, { staff });
});
afterAll(async () => {
  await gateway?.stop();
  city.remove();
});

/** What the log says of the person in this record. */
async function toldOf(atenaNumber: string, record: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const { auditDirectory } = gateway.settings;
  for await (const line of searchSubject(auditDirectory, gateway.auditKeys, {
    municipality: MUNICIPALITY,
    atenaNumber,
  }))
    if (line.record === record) lines.push(`${line.coordinate} ${line.outcome} ${line.reason ?? '-'}`);
  return lines;
}

let keys = 0;
const merge = (atenaNumber: string, mergedInto: string, more: object = {}) =>
  gateway.as<Applied>('registry-clerk', {
    purpose: 'INTEGRATION',
    query: APPLY,
    variables: {
      input: {
        ...{ kind: 'MERGE', atenaNumber, mergedInto, idempotencyKey: `second-person-${++keys}` },
        ...{ movedOn: TODAY, notifiedOn: TODAY, ...more },
      },
    },
  });

const ACT = 'Mutation.applyMovement';

describe('two numbers that are merged are both on record', () => {
  test('where a check speaks against it', async () => {
    const { data, record } = await merge(twins[0], unlike);
    expect(data.applyMovement?.userErrors).toMatchObject([{ code: 'MERGE_UNLIKE', field: 'mergedInto' }]);
    for (const number of [twins[0], unlike])
      expect(await toldOf(number, record)).toContain(`${ACT} REFUSED MERGE_UNLIKE mergedInto`);
  });

  test('where it is only tried', async () => {
    const { data, errors, record } = await merge(...twins, { validateOnly: true });
    expect([errors, data.applyMovement?.userErrors]).toEqual([[], []]);
    for (const number of twins) expect(await toldOf(number, record)).toContain(`${ACT} DISCLOSED -`);
  });

  test.each(['from', 'into'])('where the one it goes %s is of the clerk’s own household', async (side) => {
    const pair = side === 'from' ? ([own, twins[0]] as const) : ([twins[0], own] as const);
    const { data, errors, record } = await merge(...pair);
    expect(data.applyMovement).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await toldOf(own, record)).toEqual([`${ACT} DENIED own-household`]);
    expect(await toldOf(twins[0], record)).toEqual([`${ACT} DENIED closed for another person of the act`]);
  });

  test('where the registry knows nobody by the other', async () => {
    const { data, record } = await merge(twins[0], '777777777777777');
    expect(data.applyMovement?.userErrors).toMatchObject([{ code: 'UNKNOWN_PERSON', field: 'mergedInto' }]);
    for (const number of [twins[0], '777777777777777'])
      expect(await toldOf(number, record)).toEqual([`${ACT} REFUSED UNKNOWN_PERSON mergedInto`]);
  });

  test('and the key of what was done tells it again, though the old number leads to the other by then', async () => {
    const key = { idempotencyKey: 'second-person-once' };
    const first = await merge(...twins, key);
    expect(first.data.applyMovement).toMatchObject({ userErrors: [], change: { mergedInto: twins[1] } });
    const again = await merge(...twins, key);
    expect(again.data.applyMovement).toMatchObject({
      userErrors: [],
      change: { id: first.data.applyMovement?.change?.id },
    });
    expect((await merge(unlike, twins[1], key)).data.applyMovement?.userErrors).toMatchObject([
      { code: 'KEY_REUSED' },
    ]);
  });
});

describe('those of a case are on record', () => {
  const input = () => ({ idempotencyKey: `second-person-${++keys}` });
  const counter = <Data>(account: string, query: string, variables: Record<string, unknown>) =>
    gateway.as<Data>(account, { query, variables, purpose: 'INQUIRY' });
  interface Told {
    readonly told: {
      readonly case: { number: string } | null;
      readonly userErrors: readonly object[];
    } | null;
  }
  const ADD =
    'mutation ($input: AddCasePersonsInput!) { told: addCasePersons(input: $input) { case { number } userErrors { code field } } }';
  const READ = 'query ($n: ID!) { case(number: $n) { state } }';

  /** Opened by a colleague. */
  async function caseOf(...atenaNumbers: readonly string[]): Promise<string> {
    const { data } = await counter<Told>(
      'number-clerk',
      'mutation ($input: OpenCaseInput!) { told: openCase(input: $input) { case { number } userErrors { code } } }',
      {
        input: {
          ...{ ...input(), atenaNumbers, purposes: ['INQUIRY'], window: 'health-counter' },
          ...{ requester: 'PERSON', documents: ['NUMBER_CARD'] },
        },
      },
    );
    return data.told?.case?.number ?? '';
  }

  test('to which somebody is added', async () => {
    const number = await caseOf(unlike);
    const { data, errors, record } = await counter<Told>('clerk', ADD, {
      input: { ...input(), number, atenaNumbers: [twins[1]] },
    });
    expect([errors, data.told]).toEqual([[], { case: { number }, userErrors: [] }]);
    for (const person of [unlike, twins[1]])
      expect(await toldOf(person, record)).toContain('Mutation.addCasePersons DISCLOSED -');
  });

  test('to which nobody is added by their own family', async () => {
    const number = await caseOf(own);
    const added = { ...input(), number, atenaNumbers: [unlike] };
    const { data, record } = await counter<Told>('clerk', ADD, { input: added });
    expect(await toldOf(own, record)).toEqual(['Mutation.addCasePersons DENIED own-household']);
    // To the caller it is a case that there is not.
    expect(data.told?.userErrors).toEqual([{ code: 'UNKNOWN_CASE', field: 'number' }]);
    const nowhere = await counter<Told>('clerk', ADD, {
      input: { ...input(), number: '2023-88888', atenaNumbers: [unlike] },
    });
    expect(nowhere.data.told?.userErrors).toEqual([{ code: 'UNKNOWN_CASE', field: 'number' }]);
  });

  test('that is read by its number, whatever of it is asked for', async () => {
    const [others, ours] = [await caseOf(unlike), await caseOf(own)];
    const read = await counter<object>('clerk', READ, { n: others });
    expect(read.data).toEqual({ case: { state: 'OPEN' } });
    expect(await toldOf(unlike, read.record)).toEqual(['Query.case DISCLOSED by Query.case']);
    const closed = await counter<object>('clerk', READ, { n: ours });
    expect(closed.data).toEqual({ case: null });
    expect(await toldOf(own, closed.record)).toEqual(['Query.case WITHHELD own-household']);
  });
});
