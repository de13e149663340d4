import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { KOGANEI, KOKUBUNJI, VACCINATIONS } from '../support/intermediate/world.js';

/**
 * An act of linkage that is sent again after its person's number was merged into another is the same act
 * (docs/attacks.md W16): its key stands for the number that was given.
 */

const city = new EditedCity();
let gateway: TestGateway;
let person: string;
/** The number that stands for them after the merge. */
const STANDS = '777777777700009';
const TOGO = '888888888800009';

beforeAll(async () => {
  gateway = await startTestGateway({ ...city.files.environment }, { intermediate: true });
  person = example(gateway.settings.dataDirectory, 'movedIn');
  makeDouble();
}, 120_000);
afterAll(async () => {
  await gateway?.stop();
  city.remove();
});

/** The same person once more, with numbers of their own in registry, address-name system and network. */
function makeDouble(): void {
  const columns = city.files
    .rows('registry', 'SELECT name FROM pragma_table_info(?)', 'JUKI_KIHON')
    .map(({ name }) => String(name));
  const own: Readonly<Record<string, string>> = {
    ATENA_NO: STANDS,
    SETAI_NO: STANDS,
    JUSHO: '見本町９９番９号',
  };
  city.registry(
    `INSERT INTO JUKI_KIHON (${columns.join()}) SELECT ${columns.map((name) => (name in own ? '?' : name)).join()}
     FROM JUKI_KIHON WHERE ATENA_NO = ?`,
    ...columns.flatMap((name) => own[name] ?? []),
    person,
  );
  city.files.change('address-name', "INSERT INTO T_TOGO_ATENA VALUES (?, '132101', NULL, 'R05.06.20', '0')", [
    TOGO,
  ]);
  city.files.change('address-name', "INSERT INTO T_GYOMU_ATENA VALUES ('JK', ?, ?, '1', 'R05.06.20')", [
    ...[STANDS, TOGO],
  ]);
  gateway.network.state
    .prepare('INSERT INTO person SELECT ?, ?, MAX(link) + 1 FROM person')
    .run(KOGANEI, TOGO);
}

type Told = Record<string, Record<string, unknown> | null>;
const SELECTED: Readonly<Record<string, string>> = {
  requestInformation: 'request { id }',
  setNonDisclosure: 'restrictions { item { code } nonDisclosure }',
  registerCopies: 'registered refused { atenaNumber reason }',
};
const act = (name: string, input: object) =>
  gateway.as<Told>('number-clerk', {
    query: `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
      ${name}(input: $input) { ${SELECTED[name]} userErrors { code } } }`,
    variables: { input: { ...input, idempotencyKey: `merged-${name}` } },
    ...{ purpose: 'HISTORY', case: 'K-1' },
  });

test('what was asked of linkage under a number that was merged since is told again under its key', async () => {
  const acts: readonly (readonly [name: string, input: object])[] = [
    ['requestInformation', { atenaNumber: person, row: '16の2', provider: KOKUBUNJI, items: [VACCINATIONS] }],
    [
      'setNonDisclosure',
      { atenaNumber: person, items: [VACCINATIONS], set: ['NON_DISCLOSURE'], reason: 'K-2023-51' },
    ],
    ['registerCopies', { atenaNumbers: [person] }],
  ];
  const first: Told[] = [];
  for (const [name, input] of acts) {
    const { errors, data } = await act(name, input);
    expect([name, errors, data[name]?.['userErrors']]).toEqual([name, [], []]);
    first.push(data);
  }
  const merged = await gateway.as<Told>('registry', {
    query: 'mutation ($input: ApplyMovementInput!) { applyMovement(input: $input) { userErrors { code } } }',
    variables: {
      input: {
        ...{ idempotencyKey: 'merge-of-linkage', kind: 'MERGE', atenaNumber: person, mergedInto: STANDS },
        ...{ movedOn: '2023-06-27', notifiedOn: '2023-06-27' },
      },
    },
    purpose: 'INTEGRATION',
  });
  expect([merged.errors, merged.data['applyMovement']]).toEqual([[], { userErrors: [] }]);
  const again: Told[] = [];
  for (const [name, input] of acts) {
    const { errors, data } = await act(name, input);
    expect([name, errors, data[name]?.['userErrors']]).toEqual([name, [], []]);
    again.push(data);
  }
  // Flags are told as they stand; the inquiry and the copies as they were.
  expect([again[0], again[2]]).toEqual([first[0], first[2]]);
});
