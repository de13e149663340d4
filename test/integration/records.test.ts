import type { Answer } from '../support/client.js';
import { dose, newKey, RecordsWorld } from '../support/records.js';

type Ten = readonly [string, string, string, string, string, string, string, string, string, string];

/** Doses recorded, corrected and withdrawn over HTTP (docs/attacks.md P9). */

const world = new RecordsWorld(15);
const [
  first,
  second,
  third,
  fourth,
  fifth,
  sixth,
  seventh,
  eighth,
  ninth,
  tenth,
  ,
  ,
  eleventh,
  twelfth,
  thirteenth,
] = world.children as readonly [...Ten, ...(readonly [string, string, string, string, string])];
beforeAll(() => world.start());
afterAll(() => world.stop());

const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

test('a dose is recorded: in the legacy table in its own shape, in the file, with its provenance (R068, R158)', async () => {
  const { told, errors } = await world.record({ atenaNumber: first, doctor: '接種　次郎' });
  expect([errors, told.userErrors, told.warnings]).toEqual([[], [], []]);
  expect(told.immunization).toMatchObject({
    ...{ version: '0', state: 'RECORDED', locked: false, dose: 1, vaccine: { code: 'MR' } },
    ...{ date: { iso: '2023-02-01' }, lot: 'EY0573', doseMl: 0.5, manufacturer: '阪大微研' },
    provenance: { way: 'PAPER', origin: 'HERE', evidence: null, enteredBy: 'clerk' },
  });
  expect(told.change).toMatchObject({ kind: 'RECORD', state: 'DONE', version: '0' });
  expect(world.rowsOf(first)).toEqual([
    expect.objectContaining({
      ...{ yobou_cd: '071', kaisu: 1, sessyu_wymd: '5050201', seikyu_wym: '50503', syudan_kbn: '2' },
      ...{ basyo: '見本小児科', yosin_kbn: '1', sessyu_isi: '接種　次郎', kaisya_cd: '12', lot_no: 'EY0573' },
      ...{ ryou: '0050', torikesi_flg: '0', kosin_no: 0, toroku_id: told.change?.['id'], kosin_id: null },
    }),
  ]);
  expect(await world.file(first)).toEqual([expect.objectContaining({ id: told.immunization?.['id'] })]);
});

test('each act has its intent and its outcome in the log, under its case, and a refusal has its codes', async () => {
  const before = (await world.records('ACT')).length;
  await world.record({ atenaNumber: second }, { case: 'K-1' });
  const refused = await world.record(
    { atenaNumber: second, date: '2023-06-28', billingMonth: null },
    { case: 'K-1' },
  );
  expect(codes(refused.told.userErrors)).toEqual(['DATE_FUTURE']);
  const acts = (await world.records('ACT')).slice(before);
  expect(acts).toEqual([
    expect.objectContaining({
      act: 'recordImmunization',
      phase: 'INTENT',
      case: 'K-1',
      account: 'clerk',
      result: null,
    }),
    expect.objectContaining({ act: 'recordImmunization', phase: 'OUTCOME', case: 'K-1', result: 'RECORDED' }),
  ]);
  expect(acts[0]?.['id']).toBe(acts[1]?.['id']);
  const outcomes = await world.records('OUTCOME');
  const refusal = outcomes.at(-1);
  expect(JSON.stringify(refusal)).toContain('DATE_FUTURE date');
  expect(JSON.stringify([...acts, refusal])).not.toContain('EY0573');
});

test('the same key does it once, tells the same again, and stands for nothing else', async () => {
  const input = { ...dose(), atenaNumber: third };
  const [one, other] = await Promise.all([world.record(input), world.record(input)]);
  const again = await world.record(input);
  const ids = [one, other, again].map(({ told }) => told.immunization?.['id']);
  expect(new Set(ids).size).toBe(1);
  expect(world.rowsOf(third)).toHaveLength(1);
  const reused = await world.record({ ...input, lot: 'EY0574' });
  expect(codes(reused.told.userErrors)).toEqual(['KEY_REUSED']);
  expect(world.rowsOf(third)).toHaveLength(1);
});

test('warnings ask for a reason, which is kept with what it was done in spite of', async () => {
  const early = { atenaNumber: fourth, date: '2022-12-01', billingMonth: null };
  const asked = await world.record(early);
  expect([codes(asked.told.userErrors), codes(asked.told.warnings)]).toEqual([['REASON_NEEDED'], ['AGE']]);
  expect(world.rowsOf(fourth)).toHaveLength(0);
  const only = await world.record({ ...early, reason: '医師の判断による', validateOnly: true });
  expect([only.told.userErrors, codes(only.told.warnings), only.told.change]).toEqual([[], ['AGE'], null]);
  expect(world.rowsOf(fourth)).toHaveLength(0);
  const { told } = await world.record({ ...early, reason: '医師の判断による' });
  expect(told.userErrors).toEqual([]);
  expect(told.immunization?.['history']).toEqual([
    expect.objectContaining({
      kind: 'RECORD',
      reason: '医師の判断による',
      warnings: ['AGE'],
      account: 'clerk',
    }),
  ]);
  expect((await world.records('ACT')).at(-1)).toMatchObject({ result: 'RECORDED despite AGE' });
});

test('a reason that says what it is for is for nothing that has come up since', async () => {
  const early = { atenaNumber: thirteenth, date: '2022-12-01', billingMonth: null };
  const reason = '医師の判断による';
  for (const despite of [[], ['INTERVAL']]) {
    const { told } = await world.record({ ...early, reason, despite });
    expect(told.userErrors).toMatchObject([{ code: 'REASON_NEEDED', field: 'despite' }]);
    expect([codes(told.warnings), world.rowsOf(thirteenth)]).toEqual([['AGE'], []]);
  }
  const { told } = await world.record({ ...early, reason, despite: ['AGE'] });
  expect([told.userErrors, codes(told.warnings)]).toEqual([[], ['AGE']]);
  const { id } = told.immunization as { id: string };
  const correction = { atenaNumber: thirteenth, id, version: '0', changes: { lot: 'EY0574' } };
  const unseen = await world.correct({ ...correction, despite: [] });
  expect(unseen.told.userErrors).toMatchObject([{ code: 'REASON_NEEDED', field: 'despite' }]);
  expect((await world.correct({ ...correction, despite: ['AGE'] })).told.userErrors).toEqual([]);
});

test('a correction keeps what stood before, raises the version and locks the record against imports (R169)', async () => {
  const entered = (await world.record({ atenaNumber: fifth })).told.immunization as { id: string };
  const at = { atenaNumber: fifth, id: entered.id };
  const corrected = await world.correct({ ...at, version: '0', changes: { lot: 'ey0574 ' } });
  expect(corrected.told.userErrors).toEqual([]);
  expect(corrected.told.immunization).toMatchObject({
    ...{ version: '1', state: 'CORRECTED', locked: true, lot: 'EY0574', place: '見本小児科' },
    history: [
      { kind: 'RECORD', before: null, after: { lot: 'EY0573' } },
      {
        kind: 'CORRECT',
        before: { lot: 'EY0573' },
        after: { lot: 'EY0574' },
        reason: '本人の申出による',
        locks: true,
      },
    ],
  });
  expect(world.rowsOf(fifth)[0]).toMatchObject({
    lot_no: 'EY0574',
    kosin_no: 1,
    kosin_id: corrected.told.change?.['id'],
  });

  // A stale version: refused, with both, and with the record as it stands.
  const stale = await world.correct({ ...at, version: '0', changes: { lot: 'EY0575' } });
  expect(stale.told.userErrors).toEqual([
    { code: 'STALE', field: 'version', standingVersion: '1', givenVersion: '0' },
  ]);
  expect(stale.told.immunization).toMatchObject({ version: '1', lot: 'EY0574' });

  // A late import: neither over the correction nor beside it.
  const over = await world.correct({ ...at, version: '1', way: 'VRS_IMPORT', changes: { lot: 'EY0573' } });
  expect(codes(over.told.userErrors)).toEqual(['LOCKED']);
  const beside = await world.record({ atenaNumber: fifth, way: 'VRS_IMPORT', reason: '取込み' });
  expect(codes(beside.told.userErrors)).toEqual(['LOCKED']);
  expect(world.rowsOf(fifth)).toHaveLength(1);
});

test('a locked record is corrected with the approval of the holder of the office alone, of exactly what was seen', async () => {
  const entered = (await world.record({ atenaNumber: sixth })).told.immunization as { id: string };
  const at = { atenaNumber: sixth, id: entered.id };
  await world.correct({ ...at, version: '0', changes: { lot: 'EY0574' } });
  const asked = await world.correct({ ...at, version: '1', changes: { lot: 'EY0575' } });
  expect(asked.told.change).toMatchObject({ state: 'AWAITING_APPROVAL' });
  expect(asked.told.immunization).toMatchObject({ version: '1', lot: 'EY0574' });
  const change = asked.told.change as { id: string; contentHash: string };
  // Nobody else changes it meanwhile.
  expect(codes((await world.withdraw({ ...at, version: '1' })).told.userErrors)).toEqual(['BUSY']);
  const decision = { atenaNumber: sixth, id: change.id, contentHash: change.contentHash };
  const clerk = await world.decide(decision, { account: 'number-clerk' });
  expect(codes(clerk.told.userErrors)).toEqual(['NOT_THE_APPROVER']);
  const ofNoRole = await world.gateway.as('clerk', {
    purpose: 'HISTORY',
    query:
      'mutation ($input: DecideImmunizationChangeInput!) { decideImmunizationChange(input: $input) { userErrors { code } } }',
    variables: { input: { ...decision, decision: 'APPROVE', idempotencyKey: 'of-no-role-key' } },
  });
  expect(ofNoRole.errors.map(({ extensions: { code }, message }) => [code, message])).toEqual([
    ['FORBIDDEN', expect.stringContaining('Head of the Health Division')],
  ]);
  const other = await world.decide({ ...decision, contentHash: 'x'.repeat(43) });
  expect(codes(other.told.userErrors)).toEqual(['CONTENT_CHANGED']);
  const foreign = await world.decide({ ...decision, atenaNumber: seventh });
  expect(codes(foreign.told.userErrors)).toEqual(['UNKNOWN_CHANGE']);
  const waiting = await world.gateway.as<{ immunizationChanges: { nodes: { id: string }[] } }>('manager', {
    purpose: 'HISTORY',
    query: '{ immunizationChanges { nodes { id contentHash resident { atenaNumber } after { lot } } } }',
  });
  expect(waiting.data.immunizationChanges.nodes).toEqual([
    {
      ...{ id: change.id, contentHash: change.contentHash, after: { lot: 'EY0575' } },
      resident: { atenaNumber: decision.atenaNumber },
    },
  ]);
  const approved = await world.decide(decision);
  expect(approved.told.userErrors).toEqual([]);
  expect(approved.told.immunization).toMatchObject({ version: '2', lot: 'EY0575' });
  expect((approved.told.immunization?.['history'] as object[]).at(-1)).toMatchObject({
    ...{ state: 'DONE', account: 'clerk', decidedBy: 'manager', decisionReason: null },
  });
  expect(codes((await world.decide(decision)).told.userErrors)).toEqual(['UNKNOWN_CHANGE']);
  expect(
    (await world.records('ACT')).filter(({ act }) => act === 'decideImmunizationChange').at(-1),
  ).toMatchObject({
    ...{ account: 'manager', result: 'APPROVED CORRECTED' },
  });
});

test('the manager does not approve a change of their own, and a change that somebody rejects is not made', async () => {
  const entered = (await world.record({ atenaNumber: seventh })).told.immunization as { id: string };
  const at = { atenaNumber: seventh, id: entered.id };
  await world.correct({ ...at, version: '0', changes: { lot: 'EY0574' } });
  const own = await world.withdraw({ ...at, version: '1' }, { account: 'manager' });
  const change = own.told.change as { id: string; contentHash: string };
  const decision = { atenaNumber: seventh, id: change.id, contentHash: change.contentHash };
  expect(codes((await world.decide(decision)).told.userErrors)).toEqual(['OWN_CHANGE']);
  expect(world.rowsOf(seventh)[0]).toMatchObject({ torikesi_flg: '0', kosin_no: 1 });
});

test('a change that the holder of the office sends back is not made, is told as such, and frees the record', async () => {
  const entered = (await world.record({ atenaNumber: eleventh })).told.immunization as { id: string };
  const at = { atenaNumber: eleventh, id: entered.id };
  await world.correct({ ...at, version: '0', changes: { lot: 'EY0574' } });
  const asked = await world.correct({ ...at, version: '1', changes: { lot: 'EY0575' } });
  const change = asked.told.change as { id: string; contentHash: string };
  const decision = {
    atenaNumber: eleventh,
    id: change.id,
    contentHash: change.contentHash,
    decision: 'REJECT',
  };
  // Whoever asked for it has to learn why.
  for (const reason of [undefined, null, '  '])
    expect((await world.decide({ ...decision, reason })).told.userErrors).toMatchObject([
      { code: 'REASON_NEEDED', field: 'reason' },
    ]);
  expect(codes((await world.decide({ ...decision, reason: 'あ'.repeat(201) })).told.userErrors)).toEqual([
    'TEXT',
  ]);
  Object.assign(decision, { reason: ' 予診票の写しを添えてください ' });
  const only = await world.decide({ ...decision, validateOnly: true });
  expect([only.told.userErrors, only.told.change]).toEqual([[], null]);
  const rejected = await world.decide(decision);
  expect([rejected.told.userErrors, rejected.told.change]).toEqual([
    [],
    expect.objectContaining({ id: change.id, state: 'REJECTED' }),
  ]);
  expect(world.rowsOf(eleventh)[0]).toMatchObject({ lot_no: 'EY0574', kosin_no: 1 });
  expect((rejected.told.immunization?.['history'] as object[]).at(-1)).toMatchObject({
    ...{ state: 'REJECTED', account: 'clerk', decidedBy: 'manager', after: { lot: 'EY0575' } },
    decisionReason: '予診票の写しを添えてください',
  });
  // Free text: it stands in the file alone.
  expect(JSON.stringify(await world.records('ACT'))).not.toContain('写し');
  expect((await world.records('ACT')).at(-1)).toMatchObject({
    ...{ act: 'decideImmunizationChange', account: 'manager', result: 'REJECTED' },
  });
  // Sent back for good: nobody approves it after that, and the record may be changed again.
  expect(codes((await world.decide({ ...decision, decision: 'APPROVE' })).told.userErrors)).toEqual([
    'UNKNOWN_CHANGE',
  ]);
  const next = await world.correct({ ...at, version: '1', changes: { lot: 'EY0576' } });
  expect(next.told.change).toMatchObject({ state: 'AWAITING_APPROVAL' });
});

test('an institution stands in the history by its name, as in the record', async () => {
  const place = world.city.files.rows('health', 'SELECT * FROM kk_iryo LIMIT 1')[0] ?? {};
  const institution = String(Object.values(place)[0]).trimEnd();
  const { told } = await world.record({ atenaNumber: twelfth, institution, preExamInstitution: institution });
  expect(told.userErrors).toEqual([]);
  const { data, errors } = await world.gateway.as<{ resident: { immunizations: object[] } }>('clerk', {
    purpose: 'HISTORY',
    query: `query ($n: ID!) { resident(atenaNumber: $n) { immunizations {
      institution { code name }
      history { after { institution { code name } preExam { institution { code name } } } } } } }`,
    variables: { n: twelfth },
  });
  expect(errors).toEqual([]);
  const named = { code: institution, name: expect.stringMatching(/./) as string };
  expect(data.resident.immunizations).toEqual([
    {
      institution: named,
      history: [{ after: { institution: named, preExam: { institution: named } } }],
    },
  ]);
});

test('a withdrawn record stays in the file with its state, and counts nowhere', async () => {
  const entered = (await world.record({ atenaNumber: eighth })).told.immunization as { id: string };
  const at = { atenaNumber: eighth, id: entered.id };
  const recall = async () => {
    const { data } = await world.gateway.as<{
      recallTargets: { nodes: { resident: { atenaNumber: string } }[] };
    }>('clerk', {
      purpose: 'RECOMMEND',
      query: '{ recallTargets(vaccine: "MR", first: 1000) { nodes { resident { atenaNumber } } } }',
    });
    return data.recallTargets.nodes.some(({ resident }) => resident.atenaNumber === eighth);
  };
  expect(await recall()).toBe(false);
  const withdrawn = await world.withdraw({ ...at, version: '0' });
  expect(withdrawn.told.userErrors).toEqual([]);
  expect(withdrawn.told.immunization).toMatchObject({
    state: 'WITHDRAWN',
    version: '1',
    lot: 'EY0573',
    locked: true,
  });
  expect(await recall()).toBe(true);
  expect(await world.file(eighth)).toEqual([expect.objectContaining({ id: entered.id, state: 'WITHDRAWN' })]);
  // A list that does not ask for the state holds doses alone.
  expect(
    await world.file(eighth, 'query ($n: ID!) { resident(atenaNumber: $n) { immunizations { id } } }'),
  ).toEqual([]);
  expect(world.rowsOf(eighth)[0]).toMatchObject({ torikesi_flg: '1', lot_no: 'EY0573' });
  expect(
    codes((await world.correct({ ...at, version: '1', changes: { lot: 'EY0001' } })).told.userErrors),
  ).toEqual(['WITHDRAWN']);
  // The file that brought it brings it again.
  const back = await world.record({ atenaNumber: eighth, way: 'VRS_IMPORT' });
  expect(codes(back.told.userErrors)).toEqual(['LOCKED']);
  // A clerk enters the right one.
  expect((await world.record({ atenaNumber: eighth, date: '2023-02-02' })).told.userErrors).toEqual([]);
});

test('pre-exam only, doses elsewhere on a certificate, and doses paid privately', async () => {
  const exam = await world.record({
    ...{ atenaNumber: ninth, preExamResult: 'PRE_EXAM_ONLY', manufacturer: null, lot: null, doseMl: null },
  });
  expect(exam.told.userErrors).toEqual([]);
  expect(world.rowsOf(ninth)[0]).toMatchObject({ yosin_kbn: '2', lot_no: null, ryou: null });
  const elsewhere = { atenaNumber: ninth, origin: 'ELSEWHERE', way: 'CERTIFICATE', billingMonth: null };
  expect(codes((await world.record(elsewhere)).told.userErrors)).toEqual(['EVIDENCE_NEEDED']);
  const shown = await world.record({ ...elsewhere, evidence: 'VACCINATION_CERTIFICATE' });
  expect(shown.told.immunization).toMatchObject({
    // An examination is no dose: this is the first.
    dose: 1,
    provenance: { way: 'CERTIFICATE', origin: 'ELSEWHERE', evidence: 'VACCINATION_CERTIFICATE' },
  });
  const paid = { atenaNumber: ninth, vaccine: 'VAR', origin: 'PRIVATE' };
  expect(codes((await world.record(paid)).told.userErrors)).toEqual(['BILLING_NOT_DUE']);
  expect((await world.record({ ...paid, billingMonth: null })).told.immunization).toMatchObject({
    provenance: { origin: 'PRIVATE' },
  });
});

test('a ledger that does not answer leaves the change pending and listed; the same key ends it', async () => {
  const url = world.gateway.settings.sources.health;
  if (url.kind !== 'sqlite') throw new Error('the city is a file');
  const { default: Database } = await import('better-sqlite3');
  const input = { ...dose(), atenaNumber: tenth, idempotencyKey: newKey() };
  // Somebody else holds the file: it is read and cannot be written.
  const holder = new Database(url.path);
  holder.exec('BEGIN IMMEDIATE');
  const silent = await world.record(input);
  expect(silent.errors.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE']);
  holder.exec('ROLLBACK');
  holder.close();
  expect(world.rowsOf(tenth)).toHaveLength(0);
  const open = await world.gateway.as<{ immunizationChanges: { nodes: object[] } }>('manager', {
    purpose: 'HISTORY',
    query: '{ immunizationChanges(state: PENDING) { nodes { kind state atenaNumber } } }',
  });
  expect(open.data.immunizationChanges.nodes).toEqual([
    { kind: 'RECORD', state: 'PENDING', atenaNumber: tenth },
  ]);
  expect(codes((await world.record({ atenaNumber: tenth })).told.userErrors)).toEqual(['BUSY']);
  const done = await world.record(input);
  expect([done.told.userErrors, world.rowsOf(tenth).length]).toEqual([[], 1]);
});

test('the form says what may be entered on a day, without anybody’s data', async () => {
  const { data } = await world.gateway.as<{
    immunizationForm: {
      vaccines: { code: string; inUse: boolean; makers: { code: string; lotShapes: string[] }[] }[];
    };
  }>('clerk', {
    purpose: 'HISTORY',
    query:
      '{ immunizationForm(date: "2021-01-01") { date approverOffice vaccines { code name inUse volumesMl makers { code name lotShapes } } } }',
  });
  const covid = data.immunizationForm.vaccines.find(({ code }) => code === 'COVID19');
  expect(covid).toMatchObject({ inUse: false });
  expect(covid?.makers[0]).toEqual(expect.objectContaining({ code: '01', lotShapes: ['AA9999'] }));
});

test('records whose term has ended are a list for those who decide, and nothing is destroyed (R134)', async () => {
  const child = world.children[10] ?? '';
  const health = world.healthNumber(child);
  const row = (id: number, date: string) =>
    world.city.files.change(
      'health',
      `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, yosin_kbn)
       VALUES (?, ?, '071', 1, ?, '2', '1')`,
      [id, health, date],
    );
  row(900_001, '4300626'); // 2018-06-26: five years and a day ago
  row(900_002, '4300628');
  interface Due {
    readonly dueImmunizations: {
      readonly nodes: readonly { readonly id: string; readonly dueOn: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    } | null;
  }
  const list = async (account: string) => {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const answer: Answer<Due> = await world.gateway.as<Due>(account, {
        purpose: 'HISTORY',
        query:
          'query ($after: String) { dueImmunizations(after: $after) { nodes { id dueOn } pageInfo { hasNextPage endCursor } } }',
        variables: { after },
      });
      const page: Due['dueImmunizations'] = answer.data?.dueImmunizations ?? null;
      if (page === null) return answer.errors.map(({ extensions }) => extensions.code);
      found.push(...page.nodes.map(({ id, dueOn }) => `${id} ${dueOn}`));
      if (!page.pageInfo.hasNextPage) return found;
      after = page.pageInfo.endCursor;
    }
  };
  // Rows of nobody behind one of somebody's: pages are filled from behind them (docs/attacks.md P13).
  for (let id = 900_003; id <= 900_012; id++)
    world.city.files.change(
      'health',
      `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, yosin_kbn)
       VALUES (?, '9999999999', '071', 1, '4300626', '2', '1')`,
      [id],
    );
  row(900_013, '4300625');
  const page = async (first: number, after: string | null) => {
    const { data } = await world.gateway.as<Due>('manager', {
      purpose: 'HISTORY',
      query:
        'query ($first: Int!, $after: String) { dueImmunizations(first: $first, after: $after) { nodes { id dueOn } pageInfo { hasNextPage endCursor } } }',
      variables: { first, after },
    });
    return data?.dueImmunizations ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  };
  const one: string[] = [];
  const lengths: number[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo } = await page(3, after);
    one.push(...nodes.map(({ id, dueOn }) => `${id} ${dueOn}`));
    if (pageInfo.hasNextPage) lengths.push(nodes.length);
    else break;
    after = pageInfo.endCursor;
  }
  expect(new Set(lengths)).toEqual(new Set([3]));
  const due = await list('manager');
  expect(one).toEqual(due);
  expect(one.slice(-2)).toEqual(['900001 2023-06-26', '900013 2023-06-25']);
  expect(due).toContain('900001 2023-06-26');
  expect(due.filter((line) => line.startsWith('900002'))).toEqual([]);
  expect(due.every((line) => line.slice(-10) <= '2023-06-27')).toBe(true);
  expect(await list('clerk')).not.toContain('900001 2023-06-26');
  expect(world.rowsOf(child)).toHaveLength(3);
});
