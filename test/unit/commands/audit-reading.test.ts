import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstalledLog } from '../../support/installed-log.js';
import { intent, outcome } from '../audit/fixtures.js';

/**
 * The commands that read the log take numbers as people write them, tell every kind of record, and never answer with
 * nothing where they could not look: docs/attacks.md L7. What they are given and is not there is told: M10.
 */
const PERSON = '000000000100003';
let log: InstalledLog;
beforeEach(() => (log = new InstalledLog('before-migrations')));
afterEach(() => log.remove());

const linesOf = ({ text }: { text: string }): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('audit search', () => {
  test.each(['100003', '0100003', '１００００３', '　100003 '])(
    'takes %j for the same person',
    async (subject) => {
      const full = await log.command('search', '--subject', PERSON);
      expect(linesOf(full).length).toBeGreaterThan(0);
      expect(await log.command('search', '--subject', subject)).toEqual(full);
    },
  );
  test.each(['10000x', '', '1234567890123456', '-1', '1e5', '鈴木'])('refuses %j', async (subject) => {
    const { code, text } = await log.command('search', `--subject=${subject}`);
    expect([code, text]).toEqual([2, expect.stringContaining('宛名番号は15桁までの数字です')]);
    if (subject !== '') expect(text).not.toContain(subject);
  });
  test('says on how many records an answer of nobody rests', async () => {
    const { code, text } = await log.command('search', '--subject', '7');
    expect([code, text]).toEqual([0, expect.stringMatching(/0 accesses in [1-9]\d* records of answers/)]);
    expect((await log.command('search', '--subject', '7', '--account', 'nobody')).text).toContain(
      '0 accesses in 0 records',
    );
  });
});

describe('audit list', () => {
  test('tells log-ins, starts and changes, and what is asked for by kind, account and time', async () => {
    const all = linesOf(await log.command('list'));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(
      new Set(['GENESIS', 'START', 'LOGIN', 'OUTCOME', 'LINKAGE', 'POLICY', 'STOP', 'COMMAND']),
    );
    const logins = linesOf(await log.command('list', '--kind', 'login', 'START'));
    expect(new Set(logins.map(({ kind }) => kind))).toEqual(new Set(['START', 'LOGIN']));
    const account = logins.find(({ kind }) => kind === 'LOGIN')?.['account'] as string;
    for (const line of linesOf(await log.command('list', '--account', account)))
      expect(line['account']).toBe(account);
    expect(linesOf(await log.command('list', '--from', '2099-01-01'))).toEqual([]);
    expect(linesOf(await log.command('list', '--to', '2000-01-01'))).toEqual([]);
  });
  test('lists a kind that is left out of the whole, where it is asked for by name', async () => {
    for (const kind of ['INTENT', 'CHECKPOINT'])
      expect(new Set(linesOf(await log.command('list', '--kind', kind)).map((line) => line['kind']))).toEqual(
        new Set([kind]),
      );
  });
  test('tells who granted, purged and reviewed under their names, and persons by no number', async () => {
    const journal = await log.open();
    await journal.seal({
      kind: 'CHANGE',
      request: 'r',
      account: 'admin',
      action: 'GRANT',
      target: 'clerk',
      facts: {},
    });
    await journal.seal({ kind: 'PURGE', by: '責任者', segments: [] });
    await journal.seal(outcome(journal, 'x', journal.append(intent('x')), PERSON));
    await journal.close();
    for (const name of ['admin', 'clerk'])
      expect(linesOf(await log.command('list', '--kind', 'CHANGE', '--account', name))).toHaveLength(1);
    expect(linesOf(await log.command('list', '--account', '責任者'))).toMatchObject([{ kind: 'PURGE' }]);
    const outcomes = await log.command('list', '--kind', 'OUTCOME');
    expect(linesOf(outcomes).at(-1)).toMatchObject({ accesses: 2 });
    expect(outcomes.text).not.toContain('100003');
  });
  test('a kind that is none is refused, with all that there are', async () => {
    const { code, text } = await log.command('list', '--kind', 'LOGON');
    expect([code, text]).toEqual([2, expect.stringContaining('LOGIN, LOGOUT, CHANGE')]);
  });
});

test('a request that was refused before it reached anything is expanded to what there is of it', async () => {
  const journal = await log.open();
  const asked = journal.append(intent('refused'));
  const body = outcome(journal, 'refused', asked);
  if (body.kind !== 'OUTCOME') throw new Error('no outcome');
  const refused = { status: 'REFUSED', codes: ['FORBIDDEN'], detail: 'zone', accesses: null } as const;
  const seq = await journal.seal({ ...body, ...refused });
  await journal.close();
  const expanded = await log.command('expand', '--record', `gw1/${seq}`);
  expect(linesOf(expanded)).toMatchObject([
    { record: `gw1/${seq}`, status: 'REFUSED', detail: 'zone', account: 'clerk' },
    { record: `gw1/${asked}`, coordinates: ['Query.resident'] },
  ]);
});

describe('what is not there', () => {
  const missing = (): string => join(log.root, 'mistyped');
  test.each([
    ['verify', () => ['verify', missing()]],
    ['verify --witness', () => ['verify', '--witness', missing()]],
    ['key', () => ['key', missing()]],
    ['check-proof', () => ['check-proof', missing(), '--key', 'k']],
    ['prove --since', () => ['prove', '--since', missing()]],
    ['search', () => ['search', missing(), '--subject', '1']],
    ['list', () => ['list', missing()]],
    ['expand', () => ['expand', missing(), '--record', 'gw1/1']],
    ['prove', () => ['prove', missing(), '--record', 'gw1/1']],
    ['purge', () => ['purge', missing()]],
    ['report', () => ['report', 'access', missing(), '--from', '2023-04-01', '--to', '2023-06-30']],
  ])('audit %s says so, ends with 2 and makes nothing', async (_, args) => {
    const { code, text } = await log.command(...args());
    expect([code, text]).toEqual([2, expect.not.stringContaining('Internal error')]);
    expect(text).toMatch(/There is no (folder|file|audit log)/);
    expect(existsSync(missing())).toBe(false);
  });
  test.each(['', '{', 'null', '{"checkpoint":1}', '{"checkpoint":"x"}', '[]'])(
    'a file that is no proof (%j) is told',
    async (text) => {
      writeFileSync(missing(), text);
      expect(await log.command('check-proof', missing(), '--key', 'k')).toMatchObject({
        code: 2,
        text: expect.stringContaining('is no proof') as string,
      });
    },
  );
});
