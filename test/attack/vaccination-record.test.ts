import { randomUUID } from 'node:crypto';
import { NEIGHBOUR } from '../../src/about.js';
import { REASON_TEXTS } from '../../src/policy/names.js';
import { allNumbers, cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import {
  act,
  ACTS,
  answerOf,
  CONSENT,
  documentOf,
  example,
  LGWAN,
  openCase,
  type ActName,
  type How,
} from '../support/vrs/graph.js';

/** What nobody may do with the vaccination record system through the gateway. docs/attacks.md V3, V4, V5, V6, V7, V8, V23. */

let gateway: TestGateway;
let bodies: string[];
let spied: jest.SpyInstance;
beforeAll(async () => {
  gateway = await startTestGateway({}, { vrs: true });
  const send = globalThis.fetch;
  spied = jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    bodies.push(String(init?.body));
    return send(url, init);
  });
});
beforeEach(() => void (bodies = []));
afterAll(async () => {
  spied.mockRestore();
  await gateway.stop();
});

const movedIn = () => example(gateway.settings.dataDirectory, 'movedIn');
const key = (): string => randomUUID();
const sent = (): readonly unknown[] =>
  bodies.filter((body) => body.includes('individualNumber')).map((body) => JSON.parse(body) as unknown);
const done = (): number =>
  (gateway.vrs.state.prepare('SELECT count(*) AS n FROM act').get() as { n: number }).n;

/** Another target of the city than the one who moved in, by the registry's number; nothing is special about them. */
async function targets(): Promise<readonly string[]> {
  const numbers = cityRows<{ number: string }>(
    'registry',
    `SELECT ATENA_NO AS number FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1'
     AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) LIMIT 60`,
  ).map(({ number }) => number);
  const { data } = await gateway.as<{
    residents: { nodes: { atenaNumber: string; vaccinationRecord: { state: string } | null }[] };
  }>('vrs-clerk', {
    query:
      'query ($of: [ID!]!) { residents(where: { atenaNumbers: $of }, first: 60) { nodes { atenaNumber vaccinationRecord { state } } } }',
    variables: { of: numbers },
    purpose: 'HISTORY',
    from: LGWAN,
  });
  return data.residents.nodes
    .filter((one) => one.vaccinationRecord?.state === 'ACTIVE' && one.atenaNumber !== movedIn())
    .map((one) => one.atenaNumber);
}

const ask = (atenaNumber: string) => ({ idempotencyKey: key(), atenaNumber, need: 'NEW_COUPON' });

const FACTS = { day: '2023-06-01', venue: '', doctor: '', maker: 'ファイザー', lot: 'X1', givenIn: '132101' };
const inputOf = (name: ActName, atenaNumber: string): object => ({
  idempotencyKey: key(),
  ...(name === 'decideApplication' || name === 'markApplicationIssued' ? { number: '1' } : { atenaNumber }),
  ...(
    {
      registerTarget: { couponNumber: '9000000001' },
      reissueCoupon: { couponNumber: '9000000002', reason: 'LOST' },
      setTargetFlag: { kind: 'DEATH', effectiveOn: '2023-06-01' },
      cancelTargetFlag: { movement: randomUUID() },
      recordCouponDose: { ...FACTS, line: '111321010000000001', reading: 'HAND' },
      correctCouponDose: {
        ...FACTS,
        doseId: randomUUID(),
        version: 1,
        couponNumber: '0000000001',
        dose: 1,
        reason: 'OTHER',
      },
      withdrawCouponDose: { doseId: randomUUID(), version: 1, reason: 'OTHER' },
      askVaccinationRecord: { need: 'NEW_COUPON' },
      applyForCertificate: { kind: 'DOMESTIC', identityCheck: 'DOCUMENTS' },
      decideApplication: { decision: 'ACCEPT' },
      markApplicationIssued: {},
    } satisfies Record<ActName, object>
  )[name],
});

describe.each(Object.keys(ACTS) as ActName[])('%s', (name) => {
  test.each([
    ['vrs-clerk', '127.0.0.1', 'HISTORY'],
    ['vrs-clerk', '127.0.0.4', 'HISTORY'],
    ['vrs-clerk', LGWAN, 'RECOMMEND'],
    ['clerk', LGWAN, 'HISTORY'],
    ['manager', '127.0.0.1', 'HISTORY'],
    ['contractor', '127.0.0.3', 'HISTORY'],
    ['auditor', '127.0.0.4', 'AUDIT'],
  ])('is closed to %s from %s for %s, and nothing reaches the system', async (account, from, purpose) => {
    const before = done();
    const answer = await answerOf(gateway, name, inputOf(name, movedIn()), { account, from, purpose });
    expect(answer.data?.[name] ?? null).toBeNull();
    expect(answer.errors.length).toBeGreaterThan(0);
    expect([done(), sent()]).toEqual([before, []]);
  });
});

test('many aliases ask about one person: the others are refused, and one number leaves', async () => {
  const people = [movedIn(), ...(await targets()).slice(0, 4)];
  const number = await openCase(gateway, { atenaNumbers: people, consent: CONSENT });
  const body = documentOf('askVaccinationRecord')
    .replace(/^[^{]*\{ /, '')
    .replace(/ \}$/, '');
  const fields = people.map((_, at) => `a${at}: ${body.replaceAll('$input', `$i${at}`)}`).join(' ');
  const names = people.map((_, at) => `$i${at}: AskVaccinationRecordInput!`).join(', ');
  const variables = Object.fromEntries(people.map((one, at) => [`i${at}`, ask(one)]));
  const { data } = await gateway.as<
    Record<string, { answer: object | null; userErrors: { code: string }[] }>
  >('vrs-clerk', {
    query: `mutation (${names}) { ${fields} }`,
    variables,
    purpose: 'HISTORY',
    case: number,
    from: LGWAN,
  });
  expect(sent()).toHaveLength(1);
  expect(people.map((_, at) => data[`a${at}`]?.userErrors.map(({ code }) => code))).toEqual([
    [],
    ...people.slice(1).map(() => ['ONE_AT_A_TIME']),
  ]);
});

test('a case about somebody else, or without consent, lets nothing leave', async () => {
  const [other = ''] = await targets();
  const foreign = await openCase(gateway, { atenaNumbers: [other], consent: CONSENT });
  const closed = await answerOf(gateway, 'askVaccinationRecord', ask(movedIn()), { case: foreign });
  expect(closed.data?.['askVaccinationRecord'] ?? null).toBeNull();
  const without = await openCase(gateway, { atenaNumbers: [movedIn()] });
  expect(await act(gateway, 'askVaccinationRecord', ask(movedIn()), { case: without })).toMatchObject({
    answer: null,
    userErrors: [{ code: 'NO_CONSENT' }],
  });
  const none = await answerOf(gateway, 'askVaccinationRecord', ask(movedIn()));
  expect(none.data?.['askVaccinationRecord'] ?? null).toBeNull();
  expect(sent()).toEqual([]);
});

test('V23: whoever is added to a case after its consent is not asked about on it, and who was there is', async () => {
  const [first = ''] = await targets();
  const theirs = await openCase(gateway, { atenaNumbers: [first], consent: CONSENT });
  expect(await onCase('addCasePersons', { number: theirs, atenaNumbers: [movedIn()] })).toEqual([]);
  // Of this one documents were seen: the consent is what is missing.
  expect(await onCase('addCaseDocuments', { number: theirs, documents: ['NUMBER_CARD'] })).toEqual([]);
  expect(await act(gateway, 'askVaccinationRecord', ask(movedIn()), { case: theirs })).toMatchObject({
    answer: null,
    userErrors: [{ code: 'NO_CONSENT' }],
  });
  expect(
    await act(gateway, 'reissueCoupon', inputOf('reissueCoupon', movedIn()), { case: theirs }),
  ).toMatchObject({ userErrors: [{ code: 'CONSENT_TO_OTHER' }] });
  expect(sent()).toEqual([]);
  const both = await openCase(gateway, { atenaNumbers: [first, movedIn()], consent: CONSENT });
  expect(await act(gateway, 'askVaccinationRecord', ask(movedIn()), { case: both })).toMatchObject({
    userErrors: [],
  });
  expect(sent()).toHaveLength(1);
});

/** A change of a case by the counter's clerk; what was against it. */
async function onCase(
  name: 'addCasePersons' | 'addCaseDocuments' | 'addCaseConsent',
  input: Readonly<Record<string, unknown>>,
): Promise<readonly object[]> {
  const type = name.replace(/^./, (letter) => letter.toUpperCase());
  const { data } = await gateway.as<Record<string, { userErrors: object[] }>>('clerk', {
    query: `mutation ($input: ${type}Input!) { ${name}(input: $input) { userErrors { code } } }`,
    variables: { input: { idempotencyKey: key(), ...input } },
    purpose: 'INQUIRY',
  });
  return data[name]?.userErrors ?? [];
}

test('V26: documents that were seen for one show nothing of whoever is added, until they are seen again', async () => {
  const [first = ''] = await targets();
  const number = await openCase(gateway, { atenaNumbers: [first] });
  const asked = () => act(gateway, 'askVaccinationRecord', ask(movedIn()), { case: number });
  expect(await onCase('addCasePersons', { number, atenaNumbers: [movedIn()] })).toEqual([]);
  // The consent is of both: what is missing is who this one is.
  expect(await onCase('addCaseConsent', { number, consent: { ...CONSENT, on: '2023-06-27' } })).toEqual([]);
  expect(await asked()).toMatchObject({ answer: null, userErrors: [{ code: 'NO_IDENTITY' }] });
  expect(sent()).toEqual([]);
  expect(await onCase('addCaseDocuments', { number, documents: ['NUMBER_CARD'] })).toEqual([]);
  expect(await onCase('addCaseDocuments', { number, documents: ['NUMBER_CARD'] })).toMatchObject([
    { code: 'TERMS' },
  ]);
  expect(await asked()).toMatchObject({ userErrors: [] });
  expect(sent()).toHaveLength(1);
});

/** docs/attacks.md V19. */
describe('an act that is closed says why, and of a protected person what it says of others', () => {
  const one = (where: string): string =>
    cityRows<{ number: string }>(
      'registry',
      `SELECT ATENA_NO AS number FROM JUKI_KIHON WHERE ${where} LIMIT 1`,
    )[0]?.number ?? '';
  const hidden = () =>
    one(
      `JUMIN_JOTAI = '1' AND ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN
       WHERE KAISI_YMD <= '20230627' AND SYURYO_YMD >= '20230627' AND TORIKESI_FLG <> '1')`,
    );
  const gone = () => one(`JUMIN_JOTAI = '2' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)`);
  const saidOf = async (atenaNumber: string, how: How) => {
    const { errors } = await answerOf(gateway, 'askVaccinationRecord', ask(atenaNumber), how);
    return errors.map(({ message, extensions: { code, messageJa } }) => [code, message, messageJa]);
  };
  const words = (reason: keyof typeof REASON_TEXTS) => [
    ['FORBIDDEN', REASON_TEXTS[reason].en, REASON_TEXTS[reason].ja],
  ];

  test('the network and the case are named', async () => {
    expect(await saidOf(movedIn(), { from: '127.0.0.1' })).toEqual(words('ZONE'));
    const [other = ''] = await targets();
    const foreign = await openCase(gateway, { atenaNumbers: [other], consent: CONSENT });
    for (const person of [movedIn(), hidden()])
      expect(await saidOf(person, { case: foreign })).toEqual(words('NOT_IN_CASE'));
  });

  test('of the person nothing more than that it is not open for them', async () => {
    for (const person of [hidden(), gone()]) {
      const number = await openCase(gateway, { atenaNumbers: [person], consent: CONSENT });
      expect(await saidOf(person, { case: number })).toEqual(words('NOT_DISCLOSABLE'));
    }
    expect(sent()).toEqual([]);
  });
});

test('two fields leave, and no number of anybody comes back in any answer', async () => {
  const number = await openCase(gateway, { atenaNumbers: [movedIn()], consent: CONSENT });
  const answer = await answerOf(gateway, 'askVaccinationRecord', ask(movedIn()), { case: number });
  expect(sent().map((body) => Object.keys(body as object).sort())).toEqual([
    ['individualNumber', 'municipality'],
  ]);
  const [{ individualNumber, municipality }] = sent() as [{ individualNumber: string; municipality: string }];
  expect([allNumbers().includes(individualNumber), municipality]).toEqual([true, NEIGHBOUR]);
  const read = await gateway.as('vrs-clerk', {
    query: `query ($of: ID!) { resident(atenaNumber: $of) { vaccinationRecord { state coupons { number } doses { lot venue } inquiries { side outcome counterpart } } } }`,
    variables: { of: movedIn() },
    purpose: 'HISTORY',
    from: LGWAN,
  });
  expect(read.data).toMatchObject({
    resident: {
      vaccinationRecord: {
        inquiries: expect.arrayContaining([
          expect.objectContaining({ side: 'INQUIRER', counterpart: NEIGHBOUR }),
        ]) as unknown,
      },
    },
  });
  const said = [answer.text, read.text, ...gateway.logLines].join('\n');
  expect(said).not.toContain(individualNumber);
});

test('another municipality’s coupons and doses are told as such that are not there', async () => {
  const of = movedIn();
  const theirs = gateway.vrs.state
    .prepare<[string], { id: string; coupon: string }>(
      'SELECT id, coupon FROM dose WHERE institution = ? ORDER BY id LIMIT 1',
    )
    .get(NEIGHBOUR);
  const faultsOf = async (name: ActName, more: object) =>
    (await act(gateway, name, { ...inputOf(name, of), ...more })).userErrors;
  const withdrawn = (doseId: string) => faultsOf('withdrawCouponDose', { doseId });
  expect(await withdrawn(theirs?.id ?? '')).toEqual(await withdrawn(randomUUID()));
  const line = (municipality: string, coupon: string) =>
    faultsOf('recordCouponDose', { line: `11${municipality}${coupon}` });
  expect(await line(NEIGHBOUR, theirs?.coupon ?? '')).toEqual(await line(NEIGHBOUR, '4444444444'));
  const ours = gateway.vrs.state
    .prepare<[string, string], { coupon: string }>(
      `SELECT coupon FROM coupon WHERE institution = '132101' AND person NOT IN
       (SELECT person FROM person WHERE institution = '132101' AND link IN (SELECT link FROM person WHERE institution = ?))
       AND coupon NOT LIKE ? LIMIT 1`,
    )
    .get(NEIGHBOUR, '%3%');
  // Somebody else's coupon of the city, and one that nobody has.
  expect(await line('132101', ours?.coupon ?? '')).toEqual(await line('132101', '4444444444'));
});

test('of somebody under support measures a coupon is made anew, and nothing tells where they are', async () => {
  const people = cityRows<{ number: string }>(
    'registry',
    `SELECT k.ATENA_NO AS number FROM JUKI_KIHON k JOIN JUKI_SIEN s ON s.ATENA_NO = k.ATENA_NO
     WHERE k.JUMIN_JOTAI = '1' AND s.KAISI_YMD <= '20230627' AND s.SYURYO_YMD >= '20230627' AND s.TORIKESI_FLG <> '1'`,
  ).map(({ number }) => number);
  const read = await gateway.as<{
    residents: { nodes: { atenaNumber: string; vaccinationRecord: Record<string, unknown> }[] };
  }>('vrs-clerk', {
    query: `query ($of: [ID!]!) { residents(where: { atenaNumbers: $of }) { nodes { atenaNumber vaccinationRecord {
        state doses { dose venue givenIn doctor } inquiries { counterpart } } } } }`,
    variables: { of: people },
    purpose: 'HISTORY',
    from: LGWAN,
  });
  const nodes = read.data.residents.nodes.filter((one) => one.vaccinationRecord['state'] === 'ACTIVE');
  expect(nodes.length).toBeGreaterThan(0);
  for (const { vaccinationRecord } of nodes)
    for (const dose of vaccinationRecord['doses'] as readonly Record<string, unknown>[])
      expect([dose['venue'], dose['givenIn'], dose['doctor']]).toEqual([null, null, null]);
  const person = nodes[0]?.atenaNumber ?? '';
  const input = {
    idempotencyKey: key(),
    atenaNumber: person,
    couponNumber: '9100000001',
    reason: 'NUMBER_EXPOSED',
  };
  expect(await act(gateway, 'reissueCoupon', input)).toMatchObject({ userErrors: [] });
  const number = await openCase(gateway, { atenaNumbers: [person], consent: CONSENT });
  const asked = await answerOf(gateway, 'askVaccinationRecord', ask(person), { case: number });
  expect(asked.data?.['askVaccinationRecord'] ?? null).toBeNull();
  expect(sent()).toEqual([]);
});
