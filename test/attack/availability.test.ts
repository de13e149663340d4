import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** No system is called available that has just failed, in the same answer or in the last: docs/attacks.md A7. */

let gateway: TestGateway;
beforeAll(async () => {
  // Nobody listens there.
  gateway = await startTestGateway({ SEKISHO_HEALTH_URL: 'mssql://reader:secret@127.0.0.1:1/health' });
});
afterAll(() => gateway?.stop());

const STATES = 'sources { system availability }';
type Sources = readonly { readonly system: string; readonly availability: string }[];

async function ask(
  selection: string,
): Promise<{ readonly states: ReadonlyMap<string, string>; readonly codes: readonly string[] }> {
  const [row] = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' ORDER BY 1 DESC LIMIT 1`,
  );
  const answer = await gateway.as<{ resident: { sources: Sources } }>('clerk', {
    ...{ purpose: 'INQUIRY', case: '2023-0001' },
    query: `query ($id: ID!) { resident(atenaNumber: $id) { ${selection} } }`,
    variables: { id: row?.id },
  });
  const { sources } = answer.data.resident;
  return {
    states: new Map(sources.map(({ system, availability }) => [system, availability])),
    codes: answer.errors.map(({ extensions }) => extensions.code),
  };
}

test.each([
  ['before', `${STATES} immunizations { id }`],
  ['behind', `immunizations { id } ${STATES}`],
  ['above what is deeper', `${STATES} household { members { resident { memo } } }`],
])('asked for %s what fails, the very first time, too', async (_where, selection) => {
  const { states, codes } = await ask(selection);
  expect(codes).toContain('SOURCE_UNAVAILABLE');
  expect(Object.fromEntries(states)).toEqual({
    RESIDENT_REGISTRY: 'AVAILABLE',
    HEALTH_MANAGEMENT: 'UNAVAILABLE',
    ADDRESS_NAME: 'AVAILABLE',
  });
});

test('nor in the next answer, which asks it nothing', async () => {
  const { states, codes } = await ask(STATES);
  expect([codes, states.get('HEALTH_MANAGEMENT')]).toEqual([[], 'UNAVAILABLE']);
});
