import { getNamedType, isInputObjectType, isObjectType, isScalarType, type GraphQLInputType } from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { MUNICIPALITY } from '../../src/about.js';
import { searchSubject } from '../../src/audit/reading/search.js';
import { classifySchema } from '../../src/guard/classification.js';
import { PERSON_KINDS, ROWS_SHOWN_AT, type PersonKind } from '../../src/guard/person-argument.js';
import { PURPOSES } from '../../src/policy/terms.js';
import type { Answer } from '../support/client.js';
import { testCity } from '../support/city.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { waitingProvision } from '../support/intermediate/waiting-provision.js';
import { example } from '../support/intermediate/examples.js';
import { LGWAN } from '../support/vrs/graph.js';
import { mutation, openedCase } from '../support/writing/mutations.js';
import { COUNTER, MANAGER, VRS_CLERK, WritingWorld, type Asking } from '../support/writing/writing-world.js';

/**
 * Numbers of rows can be tried one after the other. Of a row about somebody who is closed the answer is the one there is
 * for a number that no row has, byte for byte; that somebody was closed stands in the log (docs/attacks.md A17).
 */

describe('every number of a row that the graph takes', () => {
  /** How a row that is closed and one that there is not compare. */
  type Compared =
    /** One answer: below, for whoever asks and whatever for. */
    | 'ONE_ANSWER'
    /** Looked for among the rows of the person who is declared beside it: another's is as absent as none. */
    | 'OF_THE_PERSON'
    /** Calls a person, and no row: who is closed is refused by the number that the caller has. */
    | 'A_PERSON';

  const OF_KIND: Readonly<Record<PersonKind, Compared>> = {
    ...{ resident: 'A_PERSON', newcomer: 'A_PERSON', logged: 'A_PERSON' },
    ...{ case: 'ONE_ANSWER', application: 'ONE_ANSWER', finding: 'ONE_ANSWER', provision: 'ONE_ANSWER' },
  };

  const UNDECLARED: Readonly<Record<string, Compared>> = {
    ...{ 'Query.case.number': 'ONE_ANSWER', 'Query.informationRequest.id': 'ONE_ANSWER' },
    ...{ 'Query.provisionRequest.id': 'ONE_ANSWER' },
    ...{ 'CorrectImmunizationInput.id': 'OF_THE_PERSON', 'WithdrawImmunizationInput.id': 'OF_THE_PERSON' },
    'DecideImmunizationChangeInput.id': 'OF_THE_PERSON',
    'ApplyMovementInput.cancels': 'OF_THE_PERSON',
    ...{ 'SetTargetFlagInput.movement': 'OF_THE_PERSON', 'CancelTargetFlagInput.movement': 'OF_THE_PERSON' },
    ...{
      'CorrectCouponDoseInput.doseId': 'OF_THE_PERSON',
      'WithdrawCouponDoseInput.doseId': 'OF_THE_PERSON',
    },
  };

  const schema = buildGraph();
  const classes = classifySchema(schema);
  const leaves = (
    type: GraphQLInputType,
    [coordinate, path]: readonly [string, string],
    met: readonly string[] = [],
  ): readonly (readonly [string, string])[] => {
    const named = getNamedType(type);
    if (isScalarType(named)) return named.name === 'ID' ? [[coordinate, path]] : [];
    if (!isInputObjectType(named) || met.includes(named.name)) return [];
    return Object.values(named.getFields()).flatMap((key) =>
      leaves(key.type, [`${named.name}.${key.name}`, `${path}.${key.name}`], [...met, named.name]),
    );
  };
  const undecided = new Set<string>();
  const declaredKinds = new Set<PersonKind>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const persons = classes.get(`${type.name}.${field.name}`)?.persons ?? [];
      for (const { kind } of persons) declaredKinds.add(kind);
      const declared = new Set(persons.map(({ path }) => path.join('.')));
      for (const { name, type: given } of field.args)
        for (const [coordinate, path] of leaves(given, [`${type.name}.${field.name}.${name}`, name]))
          if (!declared.has(path)) undecided.add(coordinate);
    }
  }

  test('is declared, so that the guard judges it, or stands here or among those of nobody', () => {
    const NOBODYS =
      /^(Mutation\.(endAccount|endOffice|renewCredential|recordTraining|recordPledge|endSession|revokeGrant|endContract|removeRosterLine)\.|Query\.(permissionsOf|accessRecord|recordAccesses|accountHistory|loginHistory|contractorReport|policyMatrix|grants|account)\.|(AccessConditions|Explain|CreateAccount|AssignDepartment|GrantMenu|Office|RegisterContract|ReEntrustment|CompleteContract|RosterLine|ClassifyFinding)Input\.)/;
    const A_PERSON =
      /^(Query\.(resident|verifyIndividualNumber|accessHistory)|ResidentFilter|ReconciliationFindingFilter)\./;
    const TABLE =
      /^(OpenCaseInput\.(window|documentNumber)|RequestInformationInput\.|SetNonDisclosureInput\.items|MovementHouseholdInput\.number)/;
    const left = [...undecided].filter(
      (one) => !(one in UNDECLARED) && ![NOBODYS, A_PERSON, TABLE].some((known) => known.test(one)),
    );
    expect(left).toEqual([]);
    expect(Object.keys(UNDECLARED).filter((one) => !undecided.has(one))).toEqual([]);
  });

  test('and every kind that leads to a row says where its rows are shown', () => {
    const rows = PERSON_KINDS.filter((kind) => OF_KIND[kind] === 'ONE_ANSWER');
    expect(Object.keys(ROWS_SHOWN_AT).sort()).toEqual([...rows].sort());
    for (const kind of rows) expect(declaredKinds).toContain(kind);
    for (const coordinate of Object.values(ROWS_SHOWN_AT)) expect(classes.has(coordinate)).toBe(true);
  });
});

/** Every byte of an answer but the id of its request. */
const bytes = ({ status, text }: Answer<unknown>): string =>
  `${status} ${text.replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, 'REQUEST')}`;

const ACCOUNTS = ['clerk', 'number-clerk', 'manager', 'vrs-clerk', 'registry', 'registry-clerk', 'auditor'];

/** The other municipality's from now on, which nobody here has anything to do with. */
const AWAY = "UPDATE JUKI_KIHON SET SICHOSON_CD = '132209' WHERE ATENA_NO = ?";
const HOME =
  'UPDATE JUKI_KIHON SET SETAI_NO = (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?) WHERE ATENA_NO = ?';

async function deniedIn(
  gateway: TestGateway,
  atenaNumber: string,
  record: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  const { auditDirectory } = gateway.settings;
  const of = { municipality: MUNICIPALITY, atenaNumber };
  for await (const line of searchSubject(auditDirectory, gateway.auditKeys, of))
    if (line.record === record) found.push(`${line.coordinate} ${line.outcome} ${line.reason ?? ''}`.trim());
  return found;
}

describe('cases, applications and findings', () => {
  const world = new WritingWorld(4);
  let gateway: TestGateway;
  let somebody = '';
  beforeAll(async () => {
    await world.begin();
    somebody = world.take('plain');
    gateway = await world.start();
  }, 300_000);
  afterAll(() => world.end());

  interface Row {
    readonly is: 'case' | 'application' | 'finding';
    readonly asking: Asking;
    readonly id: string;
    readonly person: string;
    readonly absent: string;
    readonly code: string;
    readonly acts: readonly string[];
  }

  async function rowOf(is: Row['is']): Promise<Row> {
    if (is === 'case') {
      const person = world.take('plain');
      const id = await openedCase(world, { atenaNumbers: [person] });
      const acts = ['addCasePersons', 'addCaseDocuments', 'closeCase', 'withdrawConsent'];
      return { is, asking: COUNTER, id, person, absent: '2023-88888', code: 'UNKNOWN_CASE', acts };
    }
    if (is === 'finding') {
      const { id = '' } = (await mutation('decideFinding').fresh(world)) as { id?: string };
      const [row] = world.store<{ person: string }>(
        'SELECT atena_number AS person FROM recon_finding WHERE id = ?',
        id,
      );
      const acts = ['decideFinding', 'approveFinding'];
      const person = String(row?.person).trim();
      return { is, asking: VRS_CLERK, id, person, absent: 'x'.repeat(43), code: 'UNKNOWN_FINDING', acts };
    }
    const { number = '' } = (await mutation('decideApplication').fresh(world)) as { number?: string };
    const [row] = world.vrs.state
      .prepare<[number], { person: string }>('SELECT person FROM application WHERE number = ?')
      .all(Number(number));
    const [found] = world.records.city.files.rows(
      'address-name',
      `SELECT trim(j.GYOMU_NO) AS atena FROM T_GYOMU_ATENA j JOIN T_GYOMU_ATENA h USING (TOGO_NO)
       WHERE j.GYOMU_KUBUN = 'JK' AND h.GYOMU_KUBUN <> 'JK' AND trim(h.GYOMU_NO) = ?`,
      String(row?.person).trim(),
    );
    const acts = ['decideApplication', 'markApplicationIssued'];
    const person = String(found?.['atena']);
    return { is, asking: VRS_CLERK, id: number, person, absent: '99999999', code: 'UNKNOWN_RECORD', acts };
  }

  const INPUTS: Readonly<Record<string, (id: string) => object>> = {
    addCasePersons: (number) => ({ number, atenaNumbers: [somebody] }),
    addCaseDocuments: (number) => ({ number, documents: ['PASSPORT'] }),
    closeCase: (number) => ({ number, outcome: 'ANSWERED' }),
    withdrawConsent: (number) => ({ number }),
    decideApplication: (number) => ({ number, decision: 'ACCEPT' }),
    markApplicationIssued: (number) => ({ number }),
    decideFinding: (id) => ({ id, digest: 'd'.repeat(43), decision: 'ACCEPT_VRS', reason: 'EVIDENT' }),
    approveFinding: (id) => ({ id, digest: 'd'.repeat(43), approve: true }),
  };

  /** All acts on a row in one document, for whoever asks. */
  const ask = (asking: Asking, { acts }: Row, id: string): Promise<Answer<Record<string, object | null>>> => {
    const declared = acts.map((act) => `$${act}: ${mutation(act).type}!`);
    const told = acts.map((act) => `${act}(input: $${act}) { userErrors { code field message messageJa } }`);
    const how = { idempotencyKey: 'closed-as-absent', validateOnly: true };
    return world.ask(
      asking,
      `mutation (${declared.join()}) { ${told.join(' ')} }`,
      Object.fromEntries(acts.map((act) => [act, { ...INPUTS[act]?.(id), ...how }])),
    );
  };

  describe.each(['case', 'application', 'finding'] as const)('%s', (is) => {
    test.each([
      ['of somebody of whom the city has nothing', AWAY],
      ['of the household of whoever asks', HOME],
    ])(
      '%s',
      async (_why, close) => {
        const row = await rowOf(is);
        const { account } = row.asking;
        expect((await ask(row.asking, row, row.id)).text).not.toContain(row.code);
        const own = close === HOME ? [String(testCity().manifest.staff[account])] : [];
        world.records.city.registry(close, ...own, row.person);
        const askers = ACCOUNTS.flatMap((account) =>
          PURPOSES.map((purpose) => ({
            ...{ account, purpose },
            from: account === 'vrs-clerk' ? LGWAN : '127.0.0.1',
          })),
        );
        for (const asking of [row.asking, ...askers]) {
          const [closed, absent] = [await ask(asking, row, row.id), await ask(asking, row, row.absent)];
          if (close === AWAY || account === asking.account)
            expect([asking, bytes(closed)]).toEqual([asking, bytes(absent)]);
        }
        const { record, data } = await ask(row.asking, row, row.id);
        const open = row.acts.filter((act) => data[act] !== null);
        expect(open.length).toBeGreaterThan(0);
        for (const act of open) expect(data[act]).toMatchObject({ userErrors: [{ code: row.code }] });
        const denied = await deniedIn(gateway, row.person, record);
        expect(denied.filter((line) => / DENIED (own-household|other-municipality)$/.test(line))).toEqual(
          open.map((act) => expect.stringContaining(`Mutation.${act} `)),
        );
      },
      600_000,
    );
  });
});

describe('provisions', () => {
  const city = new EditedCity();
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway(city.files.environment, { intermediate: true });
  });
  afterAll(async () => {
    await gateway?.stop();
    city.remove();
  });

  const ACTS = [
    'mutation ($id: ID!) { told: rejectProvision(id: $id, idempotencyKey: "closed-as-absent") { userErrors { code field message messageJa } } }',
    `mutation ($id: ID!) { told: approveProvision(id: $id, contentHash: "${'h'.repeat(43)}", idempotencyKey: "closed-as-absent") { userErrors { code field message messageJa } } }`,
    'query ($id: ID!) { told: provisionRequest(id: $id) { id state items { code } } }',
    'query ($id: ID!) { told: informationRequest(id: $id) { id state } }',
  ];

  test('of the approver’s own household, whoever asks and whatever for', async () => {
    const person = example(gateway.settings.dataDirectory, 'movedOut');
    const id = await waitingProvision(gateway, person);
    const ask = (query: string, asking: Asking, named: string) =>
      gateway.as<{ told: unknown }>(asking.account, {
        ...asking,
        case: 'K-1',
        query,
        variables: { id: named },
      });
    expect((await ask(ACTS[2] ?? '', MANAGER, id)).data.told).toMatchObject({ id });
    city.registry(HOME, testCity().manifest.staff['manager'], person);
    const absent = id.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
    const compare = async (account: string) => {
      for (const query of ACTS)
        for (const purpose of PURPOSES) {
          const asking = { account, purpose };
          const [closed, none] = [await ask(query, asking, id), await ask(query, asking, absent)];
          expect([query, asking, bytes(closed)]).toEqual([query, asking, bytes(none)]);
        }
    };
    await compare('manager');
    const refused = await ask(ACTS[0] ?? '', MANAGER, id);
    expect(refused.text).toContain('UNKNOWN_REQUEST');
    expect(await deniedIn(gateway, person, refused.record)).toEqual([
      'Mutation.rejectProvision DENIED own-household',
    ]);
    const read = await ask(ACTS[2] ?? '', MANAGER, id);
    expect(await deniedIn(gateway, person, read.record)).toEqual([
      'Query.provisionRequest WITHHELD own-household',
    ]);
    city.registry(AWAY, person);
    for (const account of ACCOUNTS) await compare(account);
  }, 300_000);
});
