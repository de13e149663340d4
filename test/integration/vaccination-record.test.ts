import { NEIGHBOUR } from '../../src/about.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { listRecords } from '../../src/audit/reading/list-records.js';
import type { RecordSystemRecord } from '../../src/audit/record/record-system-record.js';
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/commands/program.js';
import { parseSettings } from '../../src/config/parse.js';
import { cityRows, cityEnvironment } from '../support/city.js';
import { demoToken, ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';
import { act, CONSENT, example, LGWAN, openCase, type Payload } from '../support/vrs/graph.js';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startTestGateway({}, { vrs: true })));
afterAll(() => gateway.stop());

const movedIn = () => example(gateway.settings.dataDirectory, 'movedIn');

async function records(): Promise<readonly RecordSystemRecord[]> {
  const found: RecordSystemRecord[] = [];
  const kinds = new Set(['RECORD_SYSTEM']);
  for await (const record of listRecords(gateway.settings.auditDirectory, gateway.auditKeys, { kinds }))
    found.push(record as unknown as RecordSystemRecord);
  return found;
}

test('the former municipality is asked with a consent and an identity check on the case, and answers with doses', async () => {
  const number = await openCase(gateway, { atenaNumbers: [movedIn()], consent: CONSENT });
  const input = { idempotencyKey: 'ask-once-key', atenaNumber: movedIn(), need: 'NEW_COUPON' };
  const payload = await act(gateway, 'askVaccinationRecord', input, { case: number });
  expect(payload).toMatchObject({
    userErrors: [],
    answer: { outcome: 'PROVIDED', municipality: NEIGHBOUR },
  });
  const [intent, outcome] = (await records()).slice(-2);
  expect(intent).toMatchObject({
    ...{ act: 'askVaccinationRecord', phase: 'INTENT', result: null, account: 'vrs-clerk', case: number },
    ...{ basis: 'VRS_19_16_GIVEN', cites: 'R148; 番号法第19条第16号' },
  });
  expect(outcome).toMatchObject({ phase: 'OUTCOME', result: 'PROVIDED', id: intent?.id });
  expect(await act(gateway, 'askVaccinationRecord', input, { case: number })).toEqual(payload);
  expect((await records()).slice(-1)).toEqual([outcome]);
});

/** The coupons of this suite in the city's own file (R005). docs/attacks.md V14. */
function ownCoupons(atenaNumber: string): readonly object[] {
  const health = new Database(join(gateway.settings.dataDirectory, 'health.sqlite'), { readonly: true });
  try {
    const [own] = cityRows<{ number: string }>(
      'address-name',
      `SELECT trim(h.GYOMU_NO) AS number FROM T_GYOMU_ATENA h
       JOIN T_GYOMU_ATENA r ON r.TOGO_NO = h.TOGO_NO AND r.GYOMU_KUBUN = 'JK' AND trim(r.GYOMU_NO) = ?
       WHERE h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1'`,
      atenaNumber,
    );
    return health
      .prepare<[string], object>(
        `SELECT ken_no AS number, hakko_wymd AS issued, saihakko AS again FROM kk_ken
         WHERE kojin_no = ? AND ken_no >= '9300000000' ORDER BY ken_no`,
      )
      .all(own?.number ?? '');
  } finally {
    health.close();
  }
}

test('a coupon that was issued is known to whoever records doses: on nobody else’s file is it taken (R005)', async () => {
  const [of, other] = [await newcomer(), movedIn()];
  const register = { idempotencyKey: 'known-coupon-key', atenaNumber: of, couponNumber: '9310000011' };
  expect(codes(await act(gateway, 'registerTarget', register))).toEqual([]);
  const anothers = { ...register, idempotencyKey: 'its-number-key', atenaNumber: other, reason: 'LOST' };
  expect(codes(await act(gateway, 'reissueCoupon', anothers))).toEqual(['COUPON_IN_USE']);
  const faultsOf = async (atenaNumber: string, coupon: string): Promise<readonly string[]> => {
    const { data } = await gateway.as<{ recordImmunization: { userErrors: readonly { code: string }[] } }>(
      'clerk',
      {
        query:
          'mutation ($input: RecordImmunizationInput!) { recordImmunization(input: $input) { userErrors { code } } }',
        variables: {
          input: {
            ...{ idempotencyKey: 'whose-coupon-key', validateOnly: true, atenaNumber, coupon },
            ...{ vaccine: 'COVID19', dose: 1, date: '2023-06-01', way: 'COUNTER' },
          },
        },
        purpose: 'HISTORY',
      },
    );
    return data.recordImmunization.userErrors.map(({ code }) => code);
  };
  expect(await faultsOf(other, '9310000011')).toContain('COUPON_OF_ANOTHER');
  expect(await faultsOf(of, '9310000011')).not.toContain('COUPON_OF_ANOTHER');
});

/** A resident who is no target yet. */
async function newcomer(): Promise<string> {
  const persons = gateway.vrs.state
    .prepare<[], { person: string }>(
      `SELECT person FROM person p WHERE institution = '132101' AND NOT EXISTS
       (SELECT 1 FROM target t WHERE t.institution = p.institution AND t.person = p.person)`,
    )
    .all();
  const numbers = cityRows<{ number: string }>(
    'address-name',
    `SELECT trim(r.GYOMU_NO) AS number FROM T_GYOMU_ATENA h
     JOIN T_GYOMU_ATENA r ON r.TOGO_NO = h.TOGO_NO AND r.GYOMU_KUBUN = 'JK' AND r.YUKO_KUBUN = '1'
     WHERE h.GYOMU_KUBUN = 'KK' AND trim(h.GYOMU_NO) IN (SELECT value FROM json_each(?))`,
    JSON.stringify(persons.map(({ person }) => person)),
  ).map(({ number }) => number);
  for (const number of numbers) if ((await record(number))?.['state'] === null) return number;
  throw new Error(`everybody is a target: ${persons.length} ${numbers.length}`);
}

async function record(atenaNumber: string): Promise<Record<string, unknown> | null> {
  const { data } = await gateway.as<{
    resident: { vaccinationRecord: Record<string, unknown> | null } | null;
  }>('vrs-clerk', {
    query: `query ($of: ID!) { resident(atenaNumber: $of) { vaccinationRecord {
        state coupons { number voidedOn } flags { movement state } doses { id dose version locked lot couponNumber } } } }`,
    variables: { of: atenaNumber },
    purpose: 'HISTORY',
    from: LGWAN,
  });
  return data.resident?.vaccinationRecord ?? null;
}

/** One digit wrong, a prefecture that there is not, and what is not six digits. */
const NO_CODES = ['132102', '482101', '13210', '1321010', '小金井市'];
const codes = ({ userErrors }: Payload): readonly string[] => userErrors.map(({ code }) => code);

test('a target is registered once with a coupon, which is made anew; the line of a coupon records a dose on whoever it is of', async () => {
  const of = await newcomer();
  const register = { idempotencyKey: 'register-key', atenaNumber: of, couponNumber: '9300000001' };
  const only = { ...register, idempotencyKey: 'only-look-key', validateOnly: true };
  expect(await act(gateway, 'registerTarget', only)).toMatchObject({
    vaccinationRecord: null,
    userErrors: [],
  });
  expect(await act(gateway, 'registerTarget', register)).toMatchObject({
    vaccinationRecord: { state: 'ACTIVE', coupons: [{ number: '9300000001', voidedOn: null }] },
  });
  const again = { ...register, idempotencyKey: 'register-again' };
  expect(codes(await act(gateway, 'registerTarget', again))).toEqual(['ALREADY_REGISTERED', 'COUPON_IN_USE']);
  expect(codes(await act(gateway, 'registerTarget', { ...again, idempotencyKey: 'register-key' }))).toEqual(
    [],
  );
  const reissue = {
    idempotencyKey: 'reissue-key',
    atenaNumber: of,
    couponNumber: '9300000052',
    reason: 'LOST',
  };
  expect(await act(gateway, 'reissueCoupon', reissue)).toMatchObject({
    vaccinationRecord: {
      coupons: [
        { number: '9300000001', voidedOn: '2023-06-27' },
        { number: '9300000052', voidedOn: null },
      ],
    },
  });
  expect(ownCoupons(of)).toEqual([
    { number: '9300000001', issued: '5050627', again: '0' },
    { number: '9300000052', issued: '5050627', again: '1' },
  ]);
  const facts = {
    day: '2023-06-27',
    venue: '',
    doctor: '',
    maker: 'ファイザー',
    lot: 'X1',
    givenIn: '132101',
  };
  const dose = {
    ...facts,
    idempotencyKey: 'dose-key',
    atenaNumber: of,
    line: '111321019300000052',
    reading: 'HAND',
  };
  // 5 read as 3.
  const misread = { ...dose, idempotencyKey: 'misread-key', line: '111321019300000032', reading: 'CAMERA' };
  expect(codes(await act(gateway, 'recordCouponDose', misread))).toEqual(['MISREAD_LINE']);
  expect(codes(await act(gateway, 'recordCouponDose', { ...misread, line: '11' }))).toEqual(['BAD_LINE']);
  for (const [at, givenIn] of NO_CODES.entries()) {
    const nowhere = { ...dose, idempotencyKey: `nowhere-key-${at}`, givenIn };
    const { userErrors } = await act(gateway, 'recordCouponDose', nowhere);
    expect(userErrors).toMatchObject([{ code: 'MUNICIPALITY_CODE', field: 'givenIn' }]);
  }
  const recorded = await act(gateway, 'recordCouponDose', dose);
  expect(recorded).toMatchObject({ userErrors: [], version: 1, warnings: [] });
  const correct = {
    ...{ ...facts, lot: 'X2', idempotencyKey: 'correct-key', atenaNumber: of, doseId: recorded['doseId'] },
    ...{ version: 1, couponNumber: '9300000052', dose: 1, reason: 'WRONG_LOT' },
  };
  expect(await act(gateway, 'correctCouponDose', correct)).toMatchObject({ userErrors: [], version: 2 });
  expect((await record(of))?.['doses']).toMatchObject([{ version: 2, locked: true, lot: 'X2' }]);
  const displaced = { ...correct, idempotencyKey: 'displaced-key', version: 2, givenIn: '132102' };
  expect(codes(await act(gateway, 'correctCouponDose', displaced))).toEqual(['MUNICIPALITY_CODE']);
  const stale = { ...correct, idempotencyKey: 'stale-key' };
  expect(codes(await act(gateway, 'correctCouponDose', stale))).toEqual(['CHANGED_MEANWHILE']);
  const withdraw = {
    idempotencyKey: 'gone-key',
    atenaNumber: of,
    doseId: recorded['doseId'],
    version: 2,
    reason: 'OTHER',
  };
  expect(codes(await act(gateway, 'withdrawCouponDose', withdraw))).toEqual([]);
  expect((await record(of))?.['doses']).toEqual([]);
  const flag = { idempotencyKey: 'flag-key', atenaNumber: of, kind: 'MOVE_OUT', effectiveOn: '2023-06-27' };
  const flagged = await act(gateway, 'setTargetFlag', flag);
  expect(flagged).toMatchObject({
    vaccinationRecord: { state: 'MOVED_OUT', flags: [{ state: 'IN_FORCE' }] },
  });
  const { movement } = (flagged['vaccinationRecord'] as { flags: [{ movement: string }] }).flags[0];
  const cancel = { idempotencyKey: 'cancel-key', atenaNumber: of, movement };
  expect(await act(gateway, 'cancelTargetFlag', cancel)).toMatchObject({
    vaccinationRecord: { state: 'ACTIVE', flags: [{ state: 'CANCELLED' }] },
  });
});

/** docs/attacks.md W15: a dose that stands, and whose it may be besides: coupons of two residents that a camera may confuse. */
async function confused(): Promise<{ readonly of: string; readonly meant: string }> {
  const register = (atenaNumber: string, couponNumber: string) =>
    act(gateway, 'registerTarget', { idempotencyKey: `misread-${couponNumber}`, atenaNumber, couponNumber });
  const of = await newcomer();
  expect((await register(of, '9400000033')).userErrors).toEqual([]);
  const meant = await newcomer();
  // 5 read as 3: a dose of this one would stand with the first.
  expect((await register(meant, '9400000053')).userErrors).toEqual([]);
  const recorded = await act(gateway, 'recordCouponDose', {
    ...{ idempotencyKey: 'misread-dose', atenaNumber: of, line: '111321019400000033', reading: 'CAMERA' },
    ...{ day: '2023-06-27', venue: '', doctor: '', maker: 'ファイザー', lot: 'X1', givenIn: '132101' },
  });
  expect(recorded.userErrors).toEqual([]);
  return { of, meant };
}

test('a dose tells whose it may be, had a camera misread its coupon: of the case alone, and on record for each', async () => {
  const { of, meant } = await confused();
  const ask = async (more: object = {}) => {
    const {
      data,
      errors,
      record: on,
    } = await gateway.as<{
      resident: { vaccinationRecord: { doses: { misreadFrom: object[] | null }[] } };
    }>('vrs-clerk', {
      query:
        'query ($of: ID!) { resident(atenaNumber: $of) { vaccinationRecord { doses { misreadFrom { atenaNumber name { kanji } } } } } }',
      ...{ variables: { of }, purpose: 'HISTORY', from: LGWAN },
      ...more,
    });
    expect(errors).toEqual([]);
    return { found: data.resident.vaccinationRecord.doses.map(({ misreadFrom }) => misreadFrom), on };
  };
  const { found, on } = await ask();
  expect(found).toEqual([[{ atenaNumber: meant, name: { kanji: expect.any(String) as string } }]]);
  const lines: string[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, on))
    if (line.path.includes('misreadFrom')) lines.push(line.subject ?? '');
  expect(new Set(lines).size).toBe(2);
  const inCase = await openCase(gateway, { atenaNumbers: [of] });
  expect((await ask({ case: inCase })).found).toEqual([[]]);
  const both = await openCase(gateway, { atenaNumbers: [of, meant] });
  expect((await ask({ case: both })).found).toEqual(found);
});

test('an electronic application is accepted, its records are looked up for the certificate, and it is issued', async () => {
  const of = movedIn();
  const health = gateway.vrs.state
    .prepare<[], { person: string }>(
      `SELECT p.person FROM person p JOIN person q ON q.link = p.link AND q.institution = '132144'
       JOIN target t ON t.institution = p.institution AND t.person = p.person WHERE p.institution = '132101'`,
    )
    .all();
  expect(health.length).toBeGreaterThan(0);
  const counter = { idempotencyKey: 'apply-key', atenaNumber: of, kind: 'DOMESTIC', identityCheck: 'NONE' };
  const applied = await act(gateway, 'applyForCertificate', counter);
  const { number } = applied['application'] as { number: number };
  const decide = { idempotencyKey: 'decide-key', number: String(number), decision: 'ACCEPT' };
  expect(codes(await act(gateway, 'decideApplication', decide))).toEqual(['NO_GROUND']);
  gateway.vrs.apply('132101', health[0]?.person ?? '', 'OVERSEAS');
  const list = async (how: object) =>
    gateway.as<{
      certificateApplications:
        { number: number; channel: string; applicant: { atenaNumber: string } | null }[] | null;
    }>('vrs-clerk', {
      query:
        'query ($after: Int!) { certificateApplications(after: $after) { number channel applicant { atenaNumber } } }',
      variables: { after: number },
      purpose: 'HISTORY',
      from: LGWAN,
      ...how,
    });
  const [electronic] = (await list({})).data.certificateApplications ?? [];
  expect(electronic).toMatchObject({ channel: 'ELECTRONIC' });
  const applicant = electronic?.applicant?.atenaNumber ?? '';
  const id = String(electronic?.number);
  const accept = { idempotencyKey: 'accept-key', number: id, decision: 'ACCEPT' };
  expect(await act(gateway, 'decideApplication', accept)).toMatchObject({
    application: { state: 'ACCEPTED' },
  });
  const file = await openCase(gateway, {
    ...{ atenaNumbers: [applicant], purposes: ['CERTIFICATE'] },
    consent: { ...CONSENT, scopes: ['ISSUE_CERTIFICATE'] },
  });
  const looked = await gateway.as('vrs-clerk', {
    query: '{ certificateApplications(states: [ACCEPTED]) { number records { dose day lot } } }',
    ...{ purpose: 'CERTIFICATE', case: file, from: LGWAN },
  });
  expect(looked.data).toMatchObject({ certificateApplications: [{ number: electronic?.number }] });
  const issued = { idempotencyKey: 'issued-key', number: id };
  expect(await act(gateway, 'markApplicationIssued', issued)).toMatchObject({
    application: { state: 'ISSUED' },
  });
});

/** As somebody runs it beside `npm start`: no setting says where the stand-in listens. */
async function sekisho(account: string, ...args: readonly string[]) {
  const { dataDirectory } = gateway.settings;
  const [printed, warned]: [string[], string[]] = [[], []];
  let code = 0;
  const token = { SEKISHO_TOKEN: await demoToken(dataDirectory, account) };
  const parsed = parseSettings({ ...cityEnvironment(dataDirectory), ...token }, dataDirectory);
  await runCommand(['node', 'sekisho', ...args], {
    ...{ root: ROOT, settings: () => ({ ...parsed, city: { ...parsed.city, embedded: true } }) },
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => (code = value),
  });
  return { printed, warned: warned.join('\n'), code };
}

test('sekisho vrs export writes the city’s records, import stages them once, and nobody else may', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-vrs-'));
  try {
    const path = join(folder, 'wide.csv');
    const written = await sekisho('vrs-clerk', 'vrs', 'export', path, '--bom');
    expect(written.warned).toMatch(/\d+ bytes/);
    expect(readFileSync(path, 'utf8').split('\r\n').length).toBeGreaterThan(100);
    const first = await sekisho('vrs-clerk', 'vrs', 'import', path);
    expect(first.warned).toMatch(/[1-9]\d* doses staged/);
    expect((await sekisho('vrs-clerk', 'vrs', 'import', path)).warned).toContain(
      'This file was read before.',
    );
    const refused = await sekisho('auditor', 'vrs', 'import', path);
    expect(refused.code).not.toBe(0);
    expect(refused.warned).toContain('may not use vrs import');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('where no stand-in was started the command says how to start one', async () => {
  const url = join(gateway.settings.dataDirectory, 'vrs', 'url');
  const written = readFileSync(url, 'utf8');
  rmSync(url);
  try {
    const { code, warned } = await sekisho('vrs-clerk', 'vrs', 'export', join(tmpdir(), 'not-written.csv'));
    expect([code, warned]).toEqual([2, expect.stringMatching(/npm start.*SEKISHO_VRS_URL/)]);
  } finally {
    writeFileSync(url, written);
  }
});

test('sekisho vrs reconcile compares for whoever works on what it finds, and for nobody else', async () => {
  const run = await sekisho('vrs-clerk', 'vrs', 'reconcile');
  expect([run.code, run.warned]).toEqual([0, expect.stringMatching(/[1-9]\d* persons, [1-9]\d* doses/)]);
  expect(run.printed.length).toBeGreaterThan(0);
  for (const account of ['auditor', 'clerk']) {
    const refused = await sekisho(account, 'vrs', 'reconcile');
    expect(refused.code).not.toBe(0);
    expect(refused.warned).toContain('may not use vrs reconcile');
    expect(refused.warned).toContain('vrs-clerk');
  }
});

test('sekisho vrs check lists acts whose end nobody knows, for the auditor: none here', async () => {
  expect(await sekisho('auditor', 'vrs', 'check')).toMatchObject({ printed: [], code: 0 });
  gateway.vrs.faults.lost.push('APP01');
  const input = {
    idempotencyKey: 'lost-key',
    atenaNumber: movedIn(),
    kind: 'DOMESTIC',
    identityCheck: 'NONE',
  };
  await expect(act(gateway, 'applyForCertificate', input)).rejects.toThrow('SOURCE_UNAVAILABLE');
  const { printed } = await sekisho('auditor', 'vrs', 'check');
  expect(printed.map((line) => JSON.parse(line) as object)).toMatchObject([{ act: 'applyForCertificate' }]);
  expect(codes(await act(gateway, 'applyForCertificate', input))).toEqual([]);
  expect((await sekisho('auditor', 'vrs', 'check')).printed).toEqual([]);
  expect((await sekisho('vrs-clerk', 'vrs', 'check')).code).not.toBe(0);
});

test('the example of the documentation answers as pasted', async () => {
  const text = readFileSync(join(ROOT, 'docs', 'vaccination-record-system.md'), 'utf8');
  const bodies = [...text.matchAll(/-d '(\{.*\})'/g)].map(
    ([, body = '']) =>
      JSON.parse(body.replaceAll(`'$who'`, movedIn())) as {
        query: string;
        variables: Record<string, unknown>;
      },
  );
  expect(bodies).toHaveLength(2);
  const [opening, asking] = bodies as [(typeof bodies)[0], (typeof bodies)[0]];
  const opened = await gateway.as<{ openCase: { case: { number: string } } }>('clerk', {
    ...opening,
    purpose: 'INQUIRY',
  });
  const answer = await gateway.as('vrs-clerk', {
    ...{ ...asking, purpose: 'HISTORY', case: opened.data.openCase.case.number, from: LGWAN },
  });
  expect(answer.data).toMatchObject({
    askVaccinationRecord: { answer: { outcome: 'PROVIDED' }, userErrors: [] },
  });
});
