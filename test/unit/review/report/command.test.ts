import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { secretsOf } from '../../../../src/audit/keys/log-secrets.js';
import { openJournal } from '../../../../src/audit/journal/journal.js';
import { readRecords } from '../../../../src/audit/reading/read-records.js';
import { verifyLog } from '../../../../src/audit/verify/verify-log.js';
import { auditCommands } from '../../../../src/commands/audit/audit.js';
import { reportError } from '../../../../src/commands/report-error.js';
import { parseSettings } from '../../../../src/config/parse.js';
import { effort } from '../../../support/effort.js';
import { demoToken } from '../../../support/gateway.js';
import { at, job } from '../../../../src/demo/work/job.js';
import { readCityPeople } from '../../../../src/demo/work/city-people.js';
import { writeWork } from '../../../support/work/write-work.js';
import { ROOT, simulateMonth, type SimulatedMonth } from '../simulated-month.js';

let month: SimulatedMonth;
beforeAll(async () => {
  month = await simulateMonth();
});
afterAll(() => month.remove());

/** By the demo's issuer, whose clock is the real one. */
const tokenOf = (account: string) => demoToken(month.root, account);

const JUNE = ['--from', '2023-06-01', '--to', '2023-06-30'];
const HALF = ['--from', '2023-06-16', '--to', '2023-06-30'];

/**
 * `sekisho audit report …` in a data folder that holds the city, its log and its keys, as an installation has them.
 */
async function report(...args: readonly string[]) {
  const printed: string[] = [];
  const warned: string[] = [];
  let code = 0;
  const settings = parseSettings(
    {
      ...{ SEKISHO_DATA: month.root, SEKISHO_CITY_SIZE: '2000', SEKISHO_TODAY: '2023-07-01' },
      SEKISHO_TOKEN: await tokenOf('auditor'),
    },
    month.root,
  );
  const context = {
    root: ROOT,
    settings: () => settings,
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => (code = value),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  auditCommands(program, context);
  await program
    .parseAsync(['audit', 'report', ...args], { from: 'user' })
    .catch((error: unknown) => reportError(error, context));
  return { code, text: printed.join('\n'), warned: warned.join('\n') };
}

const FORMS = ['md', 'csv', 'html'];
// The short run has every kind and every form, not each kind in each: one function writes all kinds in a form.
const MADE = (['access', 'records', 'performance', 'review', 'drift'] as const).map((kind, at) => ({
  kind,
  forms: effort({ short: FORMS.slice(at % FORMS.length).slice(0, 1), full: FORMS }),
}));

test.each(MADE)('$kind is made as $forms, and holds nothing of a resident', async ({ kind, forms }) => {
  const { numbers } = readCityPeople(month.city);
  for (const format of forms) {
    const { code, text } = await report(kind, ...JUNE, '--format', format);
    expect([code, text.length > 500]).toEqual([0, true]);
    expect(
      numbers.filter((number) => text.includes(number) || text.includes(number.replace(/^0+/, ''))),
    ).toEqual([]);
  }
});

test('the review names what was planted, and the log as whole', async () => {
  const { text } = await report('review', ...JUNE);
  for (const found of ['番号順の連続照会', '自分の世帯の者を照会した', '執務時間外に6回操作した'])
    expect(text).toContain(found);
  expect(text).toContain('記録はすべてそろっており');
});

test('a span before anything was done finds no use of any account', async () => {
  const { text } = await report('review', '--from', '2023-04-01', '--to', '2023-04-30');
  expect(text).toMatch(/使われていないアカウント[^|]*\| 0 \| 0 \| 11 \|/);
});

describe('the sign-off', () => {
  const signed = ['--reviewed-on', '2023-07-01'];

  test('is sealed beside a running gateway, with the hash of the file as it lies there, and verifies', async () => {
    const running = await openJournal({ directory: month.audit, keys: month.keys, municipality: '132101' });
    const out = join(month.root, 'review.html');
    const { code, warned } = await report('review', ...JUNE, '--format', 'html', '--out', out, ...signed);
    await running.close();
    expect([code, statSync(out).mode & 0o077]).toEqual([0, 0]);
    const hash = createHash('sha256').update(readFileSync(out)).digest('hex');
    expect(warned).toContain(hash);
    const reviews = [];
    for await (const { writer, record } of readRecords(month.audit, month.keys))
      if (record.kind === 'REVIEW') reviews.push({ writer, ...record });
    expect(reviews).toEqual([
      expect.objectContaining({
        // docs/attacks.md A6: the name is that of the account whose token it is.
        reviewer: '内部監査担当',
        account: 'auditor',
        reviewedOn: '2023-07-01',
        from: '2023-06-01',
        to: '2023-06-30',
        report: hash,
        findings: expect.any(Number),
      }),
    ]);
    expect((await verifyLog(month.audit, secretsOf(month.keys))).whole).toBe(true);
  });

  test('the hash is that of what was printed, too', async () => {
    const { text, warned } = await report('review', ...HALF, ...signed);
    expect(warned).toContain(createHash('sha256').update(`${text}\n`).digest('hex'));
  });

  test('is one for the same days, in whatever form they are read', async () => {
    const before = await count();
    const { code, warned } = await report('review', ...JUNE, ...signed);
    expect([code, await count()]).toEqual([2, before]);
    expect(warned).toMatch(/signed already/);
  });

  // docs/attacks.md U12
  test('on the last of the days it leaves that day to another, and once', async () => {
    const days = ['--from', '2023-06-20', '--to', '2023-06-30'];
    const early = ['--reviewed-on', '2023-06-30'];
    const codes: number[] = [];
    for (const on of [early, signed, signed]) codes.push((await report('review', ...days, ...on)).code);
    expect(codes).toEqual([0, 0, 2]);
  });

  test('stands in the next review', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const { text } = await report(
      'review',
      '--from',
      '2023-06-01',
      '--to',
      `${Number(day.slice(0, 4)) + 1}-01-01`,
    );
    expect(text).toMatch(/\| REVIEW \| 内部監査担当 \|/);
  });
});

/** Sign-offs in the log; reading all of it takes a second. */
let sealed: number | null = null;
const count = async (): Promise<number> => {
  let records = 0;
  for await (const { record } of readRecords(month.audit, month.keys))
    if (record.kind === 'REVIEW') records += 1;
  return records;
};

test.each([
  [['access', ...JUNE, '--reviewed-on', '2023-07-05'], /Only the review/],
  [['review', ...JUNE, '--reviewed-on', '2099-01-01'], /not in the future/],
  [['review', ...JUNE, '--reviewed-on', '2023-06-29'], /the last of the span or after it/],
  [['review', '--from', '2023-07-01', '--to', '2023-06-01'], /after --to/],
  [['drift', ...JUNE, '--contractor', 'C3'], /contracts only/],
  [['access', ...JUNE, '--contractor', 'C9'], /no such contract/],
  [['review', ...JUNE, '--out', '/nonexistent/folder/report.md'], /cannot be read or written/],
])('%j is refused, and seals nothing', async (args, reason) => {
  const before = (sealed ??= await count());
  const { code, warned } = await report(...args);
  sealed = await count();
  expect([code, sealed]).toEqual([2, before]);
  expect(warned).toMatch(reason);
});

test.each([
  ['yearly', ...JUNE],
  ['review', '--from', '2023-06-31', '--to', '2023-06-30'],
  ['review', ...JUNE, '--format', 'pdf'],
])('%s %s %s is no order', async (...args) => {
  expect((await report(...args)).code).not.toBe(0);
});

test('docs/attacks.md U10: a review in which the auditor stands themselves is not signed by them, and seals nothing', async () => {
  const late = { account: 'auditor', purpose: 'AUDIT', kind: 'REFUSED', persons: [] } as const;
  const tries = [50, 51, 52].map((minute) => job({ ...late, at: at('2023-06-30', 23, minute) }));
  await writeWork(tries, { directory: month.audit, keys: month.keys });
  const before = await count();
  const { code, warned } = await report(
    'review',
    '--from',
    '2023-06-02',
    '--to',
    '2023-06-30',
    '--reviewed-on',
    '2023-07-01',
  );
  expect([code, await count()]).toEqual([2, before]);
  expect(warned).toMatch(/has not been judged by another auditor/);
});
