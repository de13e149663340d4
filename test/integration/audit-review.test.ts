import { readRecords } from '../../src/audit/reading/read-records.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { auditCommands } from '../../src/commands/audit/audit.js';
import { parseSettings } from '../../src/config/parse.js';
import { ReviewLog } from '../../src/review/review-log.js';
import { resumeReviewActs } from '../../src/review/review-recovery.js';
import { ReviewStore } from '../../src/review/review-store.js';
import { Command } from 'commander';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { demoToken, startTestGateway, type TestGateway } from '../support/gateway.js';
import { at, job } from '../../src/demo/work/job.js';
import { readCityPeople } from '../../src/demo/work/city-people.js';
import { writeWork } from '../support/work/write-work.js';
import { ROOT, simulateMonth, type SimulatedMonth } from '../unit/review/simulated-month.js';

/**
 * docs/attacks.md U3, U4, U10: a month with planted snooping is read, explained, judged and signed in the graph, by the auditor
 * alone; what is signed is what was read, and does not change.
 */

let month: SimulatedMonth;
let gateway: TestGateway;
/** By the clock of the gateway that is started next. */
let today = '2023-07-03';
beforeAll(async () => {
  month = await simulateMonth();
  gateway = await start();
}, 180_000);
afterAll(() => month?.remove());

function environment(): Record<string, string> {
  const source = (system: string) => `sqlite:${join(month.city, '132101', `${system}.sqlite`)}`;
  return {
    ...{ SEKISHO_DATA: month.root, SEKISHO_TODAY: today },
    ...{ SEKISHO_REGISTRY_URL: source('registry'), SEKISHO_HEALTH_URL: source('health') },
    SEKISHO_ADDRESS_URL: source('address-name'),
  };
}
const start = () =>
  startTestGateway(environment(), { opened: false, staff: readCityPeople(month.city).staff });

const AUDIT = { purpose: 'AUDIT', from: '127.0.0.4' } as const;
const JUNE = { from: '2023-06-01', to: '2023-06-30' };
let keys = 0;
const key = () => `review-key-${++keys}`;

interface Finding {
  readonly id: string;
  readonly detector: string;
  readonly severity: string;
  readonly account: string | null;
  readonly textJa: string;
  readonly personCount: number;
  readonly persons: readonly string[];
  readonly records: readonly string[];
  readonly verdict: string | null;
  readonly note: string | null;
  readonly againstJudging: readonly { readonly code: string }[];
}
interface Review {
  readonly digest: string;
  readonly log: string;
  readonly operations: number;
  readonly findings: readonly Finding[];
  readonly detectors: readonly { readonly detector: string; readonly alarms: number }[];
  readonly signatures: readonly object[];
  readonly againstSigning: readonly { readonly code: string }[];
  readonly document: {
    readonly markdown: string;
    readonly sections: readonly { heading: { textJa: string } }[];
  };
}

const REVIEW = `query ($from: Date!, $to: Date!) { review(from: $from, to: $to) {
  digest log operations madeAt signatures { record } againstSigning { code field messageJa }
  findings { id detector severity account at textJa textEn count personCount persons records verdict note
    againstJudging { code field messageJa } }
  detectors { detector nameJa alarms attentions informations }
  document { title { textJa textEn } markdown sections { heading { textJa } columns { textEn } rows } }
} }`;
const review = async (days = JUNE, account = 'auditor'): Promise<Review> => {
  const answer = await gateway.as<{ review: Review }>(account, {
    query: REVIEW,
    variables: days,
    ...AUDIT,
  });
  expect(answer.errors).toEqual([]);
  return answer.data.review;
};

type Payload = Record<string, unknown> & { userErrors: readonly { code: string }[] };
const CLASSIFY = `mutation ($input: ClassifyFindingInput!) { classifyFinding(input: $input) {
  finding { id verdict note judgedBy } userErrors { code field message messageJa } } }`;
const SIGN = `mutation ($input: SignReviewInput!) { signReview(input: $input) {
  review { record reviewer account reviewedOn from to report digest findings text } userErrors { code field } } }`;
const change = async (query: string, input: object, account = 'auditor') => {
  const answer = await gateway.as<Record<string, Payload | null> | null>(account, {
    ...{ query, variables: { input }, ...AUDIT },
  });
  return { answer, told: Object.values(answer.data ?? {})[0] ?? null };
};
const codes = (told: Payload | null) => told?.userErrors.map(({ code }) => code);

async function logged(kind: 'ACT' | 'REVIEW') {
  const found = [];
  for await (const { writer, record } of readRecords(month.audit, month.keys))
    if (record.kind === kind) found.push({ name: `${writer}/${record.seq}`, ...record });
  return found;
}

test('what was planted is found, with the sentence why and the records it rests on, and nobody is named', async () => {
  const { findings, detectors, log, operations, document } = await review();
  expect(log).toBe('WHOLE');
  expect(operations).toBeGreaterThan(100);
  for (const name of ['OWN_HOUSEHOLD', 'ENUMERATION', 'OUT_OF_HOURS'])
    expect([name, findings.some(({ detector }) => detector === name)]).toEqual([name, true]);
  expect(detectors).toHaveLength(13);
  expect(document.markdown).toContain('アクセス記録 定期点検報告書');
  expect(document.sections.map(({ heading }) => heading.textJa)).toContain('確認すべき事項');
  const row = findings.find(({ detector }) => detector === 'ENUMERATION');
  expect(row?.persons.every((one) => /^[\w-]{9}$/.test(one))).toBe(true);
  const record = row?.records[0] ?? '';
  const opened = await gateway.as<{ accessRecord: { account: { id: string } } }>('auditor', {
    ...{ query: 'query ($record: ID!) { accessRecord(record: $record) { account { id } } }', ...AUDIT },
    variables: { record },
  });
  expect(opened.data.accessRecord.account.id).toBe(row?.account);
  const told = JSON.stringify({ findings, document });
  const { numbers } = readCityPeople(month.city);
  expect(numbers.filter((number) => told.includes(number))).toEqual([]);
});

test('a finding is judged under a key: looked at, done once, told again, and never by anybody else', async () => {
  const [finding] = (await review()).findings;
  const id = finding?.id ?? '';
  const input = { ...JUNE, id, verdict: 'TO_BE_ASKED', note: '所属長に確認中', idempotencyKey: key() };
  const acts = (await logged('ACT')).length;
  const looked = await change(CLASSIFY, { ...input, validateOnly: true });
  expect([codes(looked.told), looked.told?.['finding']]).toEqual([[], null]);
  expect((await logged('ACT')).length).toBe(acts);
  for (let time = 0; time < 2; time++) {
    const { told } = await change(CLASSIFY, input);
    expect(codes(told)).toEqual([]);
    expect(told?.['finding']).toMatchObject({ id, verdict: 'TO_BE_ASKED', judgedBy: 'auditor' });
  }
  expect((await logged('ACT')).slice(acts)).toMatchObject([
    { act: 'classifyFinding', phase: 'INTENT', account: 'auditor', result: null },
    { act: 'classifyFinding', phase: 'OUTCOME', result: 'TO_BE_ASKED' },
  ]);
  expect(codes((await change(CLASSIFY, { ...input, verdict: 'JUSTIFIED' })).told)).toEqual(['KEY_REUSED']);
  const unknown = { ...input, id: 'none', idempotencyKey: key() };
  expect(codes((await change(CLASSIFY, unknown)).told)).toEqual(['UNKNOWN_FINDING']);
  expect((await review()).findings.find((one) => one.id === id)).toMatchObject({
    ...{ verdict: 'TO_BE_ASKED', note: '所属長に確認中' },
  });
  for (const account of ['clerk', 'manager', 'admin', 'disclosure']) {
    const { answer } = await change(CLASSIFY, { ...input, idempotencyKey: key() }, account);
    expect([account, answer.data ?? null, answer.errors.length]).toEqual([account, null, 1]);
  }
});

test('what is signed is what was read; it is sealed, kept with its text, and changes no more', async () => {
  const read = await review();
  const [finding] = read.findings;
  const judged = {
    ...JUNE,
    id: finding?.id,
    verdict: 'JUSTIFIED',
    note: '窓口の求め',
    idempotencyKey: key(),
  };
  expect(codes((await change(CLASSIFY, judged)).told)).toEqual([]);
  const sign = (digest: string, more: object = {}) =>
    change(SIGN, { ...JUNE, digest, idempotencyKey: key(), ...more });
  expect(codes((await sign(read.digest)).told)).toEqual(['CONTENT_CHANGED']);
  const to = '2023-07-31';
  expect(codes((await sign(read.digest, { to })).told)).toEqual(['NOT_OVER']);
  expect((await review({ ...JUNE, to })).againstSigning.map(({ code }) => code)).toEqual(['NOT_OVER']);
  const { digest } = await review();
  const input = { digest, idempotencyKey: key() };
  expect(codes((await sign(digest, { ...input, validateOnly: true })).told)).toEqual([]);
  expect(await logged('REVIEW')).toEqual([]);
  const { told } = await sign(digest, input);
  expect(codes(told)).toEqual([]);
  const signed = told?.['review'] as Record<string, unknown>;
  expect(signed).toMatchObject({
    account: 'auditor',
    reviewer: '内部監査担当',
    reviewedOn: '2023-07-03',
    digest,
  });
  expect((await sign(digest, input)).told?.['review']).toEqual(signed);
  expect(await logged('REVIEW')).toMatchObject([
    { name: signed['record'], account: 'auditor', ...JUNE, report: signed['report'], content: digest },
  ]);
  expect(codes((await sign(digest)).told)).toEqual(['ALREADY_SIGNED']);
  const again = { ...judged, verdict: 'SUSPECTED', idempotencyKey: key() };
  expect(codes((await change(CLASSIFY, again)).told)).toEqual(['REVIEW_SIGNED']);
  expect((await review()).signatures).toEqual([{ record: signed['record'] }]);
});

test('docs/attacks.md U13: what was open when it was signed is judged afterwards, once, beside what was signed', async () => {
  const [signed] = await reviews();
  const read = await review();
  const [closed, open] = read.findings;
  const against = (one: Finding | undefined) => one?.againstJudging.map(({ code }) => code);
  expect([against(closed), against(open), open?.verdict]).toEqual([['REVIEW_SIGNED'], [], null]);
  const judge = async (verdict: string, note: string | null) => {
    const input = { ...JUNE, id: open?.id, verdict, note, idempotencyKey: key() };
    return codes((await change(CLASSIFY, input)).told);
  };
  const acts = (await logged('ACT')).length;
  expect(await judge('TO_BE_ASKED', null)).toEqual([]);
  expect(await judge('SUSPECTED', '所属長に確認した')).toEqual([]);
  // What asking came to does not change afterwards either.
  expect(await judge('JUSTIFIED', '勘違い')).toEqual(['REVIEW_SIGNED']);
  expect((await logged('ACT')).slice(acts)).toMatchObject(
    [null, 'TO_BE_ASKED', null, 'SUSPECTED'].map((result) => ({ act: 'classifyFinding', result })),
  );
  const now = await review();
  expect(now.findings.find(({ id }) => id === open?.id)).toMatchObject({
    ...{ verdict: 'SUSPECTED', note: '所属長に確認した' },
  });
  // What is signed is what was read then: the same text under the same record and digest.
  expect((await reviews())[0]).toEqual(signed);
  expect([now.digest === read.digest, now.againstSigning.map(({ code }) => code)]).toEqual([
    false,
    ['ALREADY_SIGNED'],
  ]);
});

const SIGNED = '{ reviews { record account from to report digest text } }';
const reviews = async () =>
  (
    await gateway.as<{ reviews: { record: string; text: string | null; account: string }[] }>('auditor', {
      ...{ query: SIGNED, ...AUDIT },
    })
  ).data.reviews;

test('a text that was changed beside the log is not shown as signed', async () => {
  const [before] = await reviews();
  expect(before?.text).toContain('定期点検報告書');
  const store = await ReviewStore.open({ url: gateway.settings.store });
  const source = Reflect.get(store, 'source') as { query(sql: string): Promise<unknown> };
  await source.query("UPDATE review_part SET part_text = 'x' || substr(part_text, 2) WHERE position = 0");
  expect((await reviews()).map(({ record, text }) => [record, text])).toEqual([[before?.record, null]]);
  await source.query("UPDATE review_part SET part_text = '#' || substr(part_text, 2) WHERE position = 0");
  expect((await reviews())[0]?.text).toBe(before?.text);
  await store.close();
});

/** Its last day is the day on which the first gateway runs. */
const LAST = { from: '2023-06-20', to: '2023-07-03' };
const signLast = async () => {
  const { digest } = await review(LAST);
  return codes((await change(SIGN, { ...LAST, digest, idempotencyKey: key() })).told);
};

test('docs/attacks.md U12: on the last of its days a review is signed once', async () => {
  expect([await signLast(), await signLast()]).toEqual([[], ['ALREADY_SIGNED']]);
  expect((await review(LAST)).againstSigning.map(({ code }) => code)).toEqual(['ALREADY_SIGNED']);
});

test('the command signs the same way: one list, and what it signed is closed in the graph', async () => {
  const warned: string[] = [];
  const settings = parseSettings(
    { ...environment(), SEKISHO_TOKEN: await demoToken(month.root, 'auditor') },
    month.root,
  );
  const context = {
    ...{ root: ROOT, settings: () => settings, print: () => undefined, exitCode: () => undefined },
    warn: (line: string) => void warned.push(line),
  };
  const program = new Command().exitOverride();
  auditCommands(program, context);
  const days = { from: '2023-06-05', to: '2023-06-09' };
  await program.parseAsync(
    ['audit', 'report', 'review', '--from', days.from, '--to', days.to, '--reviewed-on', '2023-07-03'],
    { from: 'user' },
  );
  const [newest] = await reviews();
  expect(newest).toMatchObject({ account: 'auditor', ...days, text: expect.stringContaining('定期点検') });
  expect(warned.join()).toContain(newest?.record);
  const { digest } = await review(days);
  const signing = { ...days, digest, idempotencyKey: key() };
  expect(codes((await change(SIGN, signing)).told)).toEqual(['ALREADY_SIGNED']);
}, 60_000);

test('a signature that broke off before it was sealed is sealed at the next start, once', async () => {
  const days = { from: '2023-06-12', to: '2023-06-16' };
  const { digest } = await review(days);
  const before = (await logged('REVIEW')).length;
  const sealing = jest.spyOn(ReviewLog.prototype, 'sign').mockRejectedValueOnce(new Error('gone'));
  const input = { ...days, digest, idempotencyKey: key() };
  const broken = await change(SIGN, input);
  sealing.mockRestore();
  expect([broken.answer.errors.length, (await logged('REVIEW')).length]).toEqual([1, before]);
  await gateway.stop();
  gateway = await start();
  expect((await logged('REVIEW')).length).toBe(before + 1);
  expect(await change(SIGN, input)).toMatchObject({ told: { userErrors: [], review: { ...days, digest } } });
  expect((await logged('REVIEW')).length).toBe(before + 1);
  const store = await ReviewStore.open({ url: gateway.settings.store });
  const log = { sign: () => Promise.reject(new Error()) } as never;
  expect(await resumeReviewActs({ store, log, now: () => new Date().toISOString() })).toBe(0);
  await store.close();
});

test('the reports on a contract are the command’s, and of no other', async () => {
  const query = `query ($kind: ContractorReportKind!, $contract: ID!) {
    contractorReport(kind: $kind, contract: $contract, from: "2023-06-01", to: "2023-06-30") {
      title { textJa } cites markdown sections { heading { textJa } columns { textJa } rows } } }`;
  const ask = async (kind: string, contract: string) =>
    (
      await gateway.as<{ contractorReport: { cites: string; markdown: string; sections: unknown[] } | null }>(
        'auditor',
        { query, variables: { kind, contract }, ...AUDIT },
      )
    ).data.contractorReport;
  // Which report is which, and what each holds, is the command's test.
  const told = await ask('RECORDS', 'C3');
  expect([told?.cites.includes('R132'), told?.markdown.includes('C3')]).toEqual([true, true]);
  expect(told?.sections.length).toBeGreaterThan(2);
  expect(await ask('ACCESS', 'C99')).toBeNull();
});

/** A second person who audits, and an earlier account of the first, with the staff number as it was typed then. */
function moreAuditors(): void {
  const store = new Database(join(month.root, 'store.sqlite'));
  for (const [account, person] of [
    ['auditor-2', 'S-2006'],
    ['auditor-of-old', 's-1006'],
  ] as const)
    for (const [table, own] of [
      ['staff_account', { account, person_id: person }],
      ['staff_grant', { account, id: randomUUID() }],
    ] as const) {
      const row = store.prepare(`SELECT * FROM ${table} WHERE account = 'auditor'`).get() as object;
      const copy = { ...row, ...own };
      const names = Object.keys(copy);
      const values = names.map((name) => `@${name}`).join();
      store.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${values})`).run(copy);
    }
  store.close();
}

test('docs/attacks.md U12: when its last day is over a review is signed once more, and no more', async () => {
  await gateway.stop();
  today = '2023-07-04';
  gateway = await start();
  expect((await review(LAST)).againstSigning).toEqual([]);
  expect([await signLast(), await signLast()]).toEqual([[], ['ALREADY_SIGNED']]);
  expect((await review(LAST)).signatures).toHaveLength(2);
});

const MONDAY = { from: '2023-07-03', to: '2023-07-03' };
const FIRST = ['auditor', 'auditor-of-old'];

test('nobody judges what was found about an account of theirs, nor signs before another person has', async () => {
  await gateway.stop();
  moreAuditors();
  const refused = { account: 'auditor', purpose: 'AUDIT', kind: 'REFUSED', persons: [] } as const;
  const tries = [0, 1, 2].map((minute) => job({ ...refused, at: at(MONDAY.from, 10, minute) }));
  await writeWork(tries, { directory: month.audit, keys: month.keys });
  gateway = await start();

  const about = async (asker: string, accounts: readonly string[]) =>
    (await review(MONDAY, asker)).findings.filter(({ account }) => accounts.includes(account ?? ''));
  const judge = async (asker: string, { id }: Finding, more: object = {}) => {
    const input = { ...MONDAY, id, verdict: 'JUSTIFIED', note: '研修中', idempotencyKey: key(), ...more };
    return codes((await change(CLASSIFY, input, asker)).told);
  };
  const sign = async (asker: string) => {
    const { digest, againstSigning } = await review(MONDAY, asker);
    const input = { ...MONDAY, digest, validateOnly: true, idempotencyKey: key() };
    const told = codes((await change(SIGN, input, asker)).told);
    // What is told to whoever reads it is what is told to whoever tries.
    expect(told).toEqual(againstSigning.map(({ code }) => code));
    return told;
  };
  const [deed] = (await about('auditor', ['auditor'])).filter(({ detector }) => detector === 'CASE_NUMBERS');
  if (deed === undefined) throw new Error('three tries without a purpose were not found');
  const acts = (await logged('ACT')).length;
  for (const account of FIRST) {
    for (const one of await about(account, FIRST)) {
      expect(one.againstJudging.map(({ code }) => code)).toEqual(['OWN_ACCOUNT']);
      expect(await judge(account, one)).toEqual(['OWN_ACCOUNT']);
    }
    expect(await sign(account)).toEqual(['OWN_FINDING_OPEN']);
  }
  expect((await logged('ACT')).length).toBe(acts);
  // That somebody is still to be asked needs no reason, and anything else does.
  for (const verdict of ['JUSTIFIED', 'SUSPECTED'])
    expect(await judge('auditor-2', deed, { verdict, note: ' ' })).toEqual(['REASON_NEEDED']);
  expect(await judge('auditor-2', deed, { verdict: 'TO_BE_ASKED', note: null })).toEqual([]);
  for (const one of await about('auditor-2', FIRST)) {
    expect(one.againstJudging).toEqual([]);
    expect(await judge('auditor-2', one)).toEqual([]);
  }
  for (const account of FIRST) expect(await sign(account)).toEqual([]);
});

test('log-ins and log-outs, of one account or of all, newest first; and the log is whole after all this', async () => {
  type Logins = {
    loginHistory: { nodes: { kind: string; account: { id: string; nameEn: string }; record: string }[] };
  };
  const query = `query ($account: ID) { loginHistory(account: $account, first: 1000) {
    nodes { record at kind session zone loginMethods cause account { id nameJa nameEn } } indexedUpTo { writer } } }`;
  const ask = async (account: string | null, who = 'auditor') =>
    gateway.as<Logins>(who, { query, variables: { account }, ...AUDIT });
  const of = await ask('auditor');
  expect(of.data.loginHistory.nodes.length).toBeGreaterThan(1);
  expect(new Set(of.data.loginHistory.nodes.map(({ account }) => account.id))).toEqual(new Set(['auditor']));
  for (const { account } of of.data.loginHistory.nodes) expect(account.nameEn).toMatch(/^[A-Z]/);
  const all = (await ask(null)).data.loginHistory.nodes;
  expect(all.length).toBeGreaterThan(of.data.loginHistory.nodes.length);
  expect((await ask(null, 'clerk')).data ?? null).toBeNull();
  await gateway.stop();
  expect(await verifyLog(month.audit, secretsOf(month.keys))).toMatchObject({ whole: true });
});
