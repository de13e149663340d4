import { dose, newKey, RecordsWorld } from '../support/records.js';

/**
 * Attacks on the acts that change a vaccination file (docs/attacks.md P7): protected persons, other people's cases,
 * numbers left in texts, somebody else's records, the own family, a contractor, a stale or guessed version.
 */

const world = new RecordsWorld(8);
const [shown, hidden, mine, other, apart] = world.children as readonly [
  string,
  string,
  string,
  string,
  string,
];
let entered: { readonly id: string };
beforeAll(async () => {
  world.city.measure(hidden, '20230101', '20231231');
  await world.start();
  entered = (await world.record({ atenaNumber: shown })).told.immunization as { id: string };
});
afterAll(() => world.stop());

const NUMBER = '123456789018';
const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);
const refusals = (answer: {
  readonly errors: readonly { readonly extensions: { readonly code: string } }[];
}) => answer.errors.map(({ extensions }) => extensions.code);

test('where a protected person was vaccinated is neither entered, read, nor told by a refusal, a history or a version', async () => {
  for (const closed of [{ place: '見本小児科' }, { doctor: '接種　次郎' }, { institution: 'A000001' }]) {
    const answer = await world.record({ atenaNumber: hidden, place: undefined, ...closed });
    expect([refusals(answer), world.rowsOf(hidden)]).toEqual([['FORBIDDEN'], []]);
    expect(answer.text).not.toContain('見本小児科');
  }
  const open = await world.record({ atenaNumber: hidden, place: undefined, reason: '転居先の医院で接種' });
  expect(open.told.userErrors).toEqual([]);
  const id = String(open.told.immunization?.['id']);
  // Entered behind the gateway's back, as the legacy system itself may.
  world.city.files.change(
    'health',
    "UPDATE kk_sessyu SET basyo = '隠れ家医院', sessyu_isi = '隠れ　太郎' WHERE sessyu_id = ?",
    [id],
  );
  const corrected = await world.correct({
    ...{ atenaNumber: hidden, id, version: '0' },
    changes: { lot: 'EY0574' },
  });
  const stale = await world.correct({
    ...{ atenaNumber: hidden, id, version: '0' },
    changes: { lot: 'EY0575' },
  });
  expect(codes(stale.told.userErrors)).toEqual(['STALE']);
  for (const answer of [open, corrected, stale]) {
    expect(answer.text).not.toMatch(/隠れ|転居先/);
    expect(answer.told.immunization).toMatchObject({ place: null, doctor: null });
  }
});

test('a case opens its own persons to these acts, and nobody else', async () => {
  const opened = await world.gateway.as<{ openCase: { case: { number: string } } }>('clerk', {
    purpose: 'HISTORY',
    query:
      'mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } userErrors { code } } }',
    variables: {
      input: {
        ...{
          idempotencyKey: newKey(),
          atenaNumbers: [other],
          purposes: ['HISTORY'],
          window: 'health-counter',
        },
        ...{ requester: 'PERSON', documents: ['NUMBER_CARD'] },
      },
    },
  });
  const named = { case: opened.data.openCase.case.number };
  for (const answer of [
    await world.record({ atenaNumber: mine }, named),
    await world.correct(
      { ...{ atenaNumber: shown, id: entered.id, version: '0' }, changes: { lot: 'EY9999' } },
      named,
    ),
    await world.withdraw({ atenaNumber: shown, id: entered.id, version: '0' }, named),
  ])
    expect(refusals(answer)).toEqual(['FORBIDDEN']);
  expect([world.rowsOf(mine), world.rowsOf(shown)[0]?.['torikesi_flg']]).toEqual([[], '0']);
  expect((await world.record({ atenaNumber: other }, named)).told.userErrors).toEqual([]);
  const act = (await world.records('ACT')).at(-1);
  expect(act).toMatchObject({ act: 'recordImmunization', case: named.case });
});

test('an individual number typed into any text is refused before anything is written, and is nowhere', async () => {
  const before = (await world.records('ACT')).length;
  for (const place of [
    'lot',
    'doctor',
    'place',
    'preExamDoctor',
    'reason',
    'institution',
    'vaccine',
    'billingMonth',
  ]) {
    for (const typed of [NUMBER, '1234-5678-9018', '１２３４５６７８９０１８'].map((text) => `先 ${text}`)) {
      const answer = await world.record({ atenaNumber: apart, [place]: typed });
      expect([place, refusals(answer)]).toEqual([place, ['BAD_USER_INPUT']]);
      expect(answer.text).not.toContain('5678');
    }
  }
  const coupon = await world.record({ atenaNumber: apart, coupon: NUMBER });
  expect(codes(coupon.told.userErrors)).toEqual(['COUPON_FORMAT']);
  const reason = await world.withdraw({ atenaNumber: shown, id: entered.id, version: '0', reason: NUMBER });
  expect(refusals(reason)).toEqual(['BAD_USER_INPUT']);
  const decided = await world.decide({
    ...{ atenaNumber: shown, id: 'none', contentHash: 'none', decision: 'REJECT', reason: `先 ${NUMBER}` },
  });
  expect(refusals(decided)).toEqual(['BAD_USER_INPUT']);
  expect(world.rowsOf(apart)).toEqual([]);
  expect((await world.records('ACT')).length).toBe(before);
  expect(world.gateway.logLines.join()).not.toContain(NUMBER);
});

test('a record is changed under its own person alone', async () => {
  for (const id of [entered.id, '1', '0', '-1', '99999999999', "1' OR '1'='1"]) {
    const corrected = await world.correct({
      atenaNumber: mine,
      id,
      version: '0',
      changes: { lot: 'EY9999' },
    });
    expect(codes(corrected.told.userErrors)).toEqual(['UNKNOWN_DOSE']);
    const withdrawn = await world.withdraw({ atenaNumber: mine, id, version: '0' });
    expect([codes(withdrawn.told.userErrors), withdrawn.told.immunization]).toEqual([['UNKNOWN_DOSE'], null]);
  }
  expect(world.rowsOf(shown)[0]).toMatchObject({ torikesi_flg: '0', kosin_no: 0, lot_no: 'EY0573' });
});

test('a version that is guessed, padded or of another record changes nothing', async () => {
  for (const version of ['1', '00', ' 0', '0.0', '-1', '']) {
    const answer = await world.withdraw({ atenaNumber: shown, id: entered.id, version });
    expect(codes(answer.told.userErrors)).toEqual(['STALE']);
  }
  expect(world.rowsOf(shown)[0]).toMatchObject({ torikesi_flg: '0' });
});

test('two who change a record at once: one does, the other is told', async () => {
  const first = (await world.record({ atenaNumber: mine })).told.immunization as { id: string };
  const at = { atenaNumber: mine, id: first.id, version: '0' };
  const answers = await Promise.all([
    world.correct({ ...at, changes: { lot: 'EY0001' } }),
    world.correct({ ...at, changes: { lot: 'EY0002' } }, { account: 'number-clerk' }),
    world.withdraw(at, { account: 'manager' }),
  ]);
  const done = answers.filter(({ told }) => told.userErrors.length === 0);
  expect(done).toHaveLength(1);
  for (const { told } of answers.filter((one) => !done.includes(one)))
    expect(['STALE', 'BUSY', 'WITHDRAWN']).toContain(told.userErrors[0]?.code);
  expect(world.rowsOf(mine)[0]).toMatchObject({ kosin_no: 1 });
  // Two who enter the same dose at once: not both without a look.
  const [one, two] = await Promise.all([
    world.record({ atenaNumber: apart }),
    world.record({ atenaNumber: apart }, { account: 'number-clerk' }),
  ]);
  expect(world.rowsOf(apart)).toHaveLength(1);
  expect([one, two].flatMap(({ told }) => codes(told.userErrors))).toHaveLength(1);
});

test('nobody without the menu, the purpose or the zone enters, corrects or approves; a contractor corrects nothing', async () => {
  const input = { ...dose(), atenaNumber: shown };
  for (const asked of [
    { purpose: 'INQUIRY', case: 'K-1' },
    { purpose: 'RECOMMEND' },
    { account: 'auditor', purpose: 'AUDIT' },
    { account: 'vrs-clerk', from: '127.0.0.2' },
    { from: '127.0.0.4' },
  ]) {
    const answer = await world.record(input, asked);
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(answer.data?.['recordImmunization'] ?? null).toBeNull();
  }
  const contractor = { account: 'contractor', from: '127.0.0.3' };
  const at = { atenaNumber: shown, id: entered.id, version: '0' };
  expect(
    (await world.correct({ ...at, changes: { lot: 'EY9999' } }, contractor)).errors.length,
  ).toBeGreaterThan(0);
  expect((await world.withdraw(at, contractor)).errors.length).toBeGreaterThan(0);
  const decision = { atenaNumber: shown, id: newKey(), contentHash: 'x' };
  expect((await world.decide(decision, { account: 'clerk' })).errors.length).toBeGreaterThan(0);
  expect(world.rowsOf(shown)).toHaveLength(1);
});

test('whom the registry does not know has no record entered', async () => {
  const answer = await world.record({ atenaNumber: '999999999999999' });
  expect(codes(answer.told.userErrors)).toEqual(['UNKNOWN_PERSON']);
});
