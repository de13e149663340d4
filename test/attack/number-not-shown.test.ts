import { expandRecord } from '../../src/audit/reading/search.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/** Only a selection of `value` is a display of an individual number, capped and on record as one: docs/attacks.md A8. */

let policy: PolicyCopy;
let gateway: TestGateway;
beforeAll(async () => {
  policy = new PolicyCopy();
  policy.edit('caps.json', (text) => text.replace(/"REVEAL": \d+/, '"REVEAL": 2'));
  gateway = await startTestGateway({}, { root: policy.root });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

function somebody(): string {
  const [row] = cityRows<{ id: string }>(
    'address-name',
    `SELECT g.GYOMU_NO AS id FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO
     WHERE g.GYOMU_KUBUN = 'JK' AND g.YUKO_KUBUN = '1' AND t.KOJIN_BANGO IS NOT NULL AND t.DANTAI_CD = '132101' LIMIT 1 OFFSET 40`,
  );
  return row?.id ?? '';
}

const ask = (selection: string, more = '') =>
  gateway.as<{ resident: Record<string, { disclosure: string; value?: string }> }>('number-clerk', {
    purpose: 'HISTORY',
    case: 'K-1',
    query: `query ($id: ID!, $yes: Boolean! = true, $no: Boolean! = false) { resident(atenaNumber: $id) { ${selection} } }
      fragment State on IndividualNumber { disclosure reason } fragment Whole on IndividualNumber { ...Inner } fragment Inner on IndividualNumber { v: value }
      fragment Used on Resident { x: sex @include(if: $yes) y: sex @skip(if: $no) unused: individualNumber @skip(if: $yes) { ...State ...Whole } } ${more}`,
    variables: { id: somebody() },
  });

async function outcomeOf(record: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { coordinate, outcome } of expandRecord(
    gateway.settings.auditDirectory,
    gateway.auditKeys,
    record,
  ))
    if (/ndividualNumber/.test(coordinate)) lines.push(`${coordinate} ${outcome}`);
  return lines.sort();
}

test.each([
  ['disclosure reason'],
  ['d: disclosure value @include(if: $no)'],
  ['value @skip(if: $yes) disclosure'],
  ['...State'],
  ['... on IndividualNumber { ... { disclosure } }'],
  ['...State ... @skip(if: $yes) { ...Whole }'],
  ['...State ...Whole @include(if: $no)'],
  ['value: disclosure'],
  ['__typename disclosure'],
])('%s: the number may be shown, and is not', async (selection) => {
  // More often than the cap allows displays.
  for (let time = 0; time < 3; time++) {
    const answer = await ask(`...Used individualNumber { ${selection} }`);
    expect(answer.errors).toEqual([]);
    expect(JSON.stringify(answer.data)).toContain('"REVEALABLE"');
    expect(await outcomeOf(answer.record)).toContain('Resident.individualNumber REVEALABLE');
    expect(JSON.stringify(await outcomeOf(answer.record))).not.toContain('REVEALED');
  }
});

test('of several selections each is a display that asks for the value, however it is written', async () => {
  const answer = await ask(
    '...Used a: individualNumber { ...State } b: individualNumber { disclosure } b: individualNumber { ... { ...Whole } }',
  );
  expect(answer.data.resident['a']?.disclosure).toBe('REVEALABLE');
  expect(answer.data.resident['b']?.disclosure).toBe('REVEALED');
  expect(answer.text).toMatch(/"v":"\d{12}"/);
  expect(await outcomeOf(answer.record)).toContain('IndividualNumber.value REVEALED');
});

test('displays are capped, and beyond the cap it is still told that there is a number', async () => {
  const shown = () => ask('...Used individualNumber { value }');
  expect((await shown()).errors).toEqual([]);
  expect((await shown()).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  expect((await ask('...Used individualNumber { ...State }')).text).toContain('"REVEALABLE"');
});
