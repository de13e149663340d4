import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUNICIPALITY } from '../../src/about.js';
import { pseudonymOf } from '../../src/audit/keys/pseudonym.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import type { Access } from '../../src/audit/record/record.js';
import { TWINS } from '../../src/commands/remote/twins-data.js';
import { allNumbers } from '../support/city.js';
import { numbersIn } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { WAITING, waitingProvision } from '../support/intermediate/waiting-provision.js';
import { signedList, type SignedList } from '../support/page/signed-list.js';
import { sekishoAt, typed, type Told } from '../support/sekisho.js';

/**
 * docs/commands.md: each twin of a screen, typed beside a gateway that runs and carries out signed documents alone
 * (docs/attacks.md U8).
 */

let list: SignedList;
let gateway: TestGateway;
let person: string;
let provision: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-twins-'));
  list = await signedList([WAITING]);
  gateway = await startTestGateway(list.settings, { intermediate: true, vrs: true, demoDoors: true });
  person = example(gateway.settings.dataDirectory, 'movedOut');
  provision = await waitingProvision(gateway, person);
}, 240_000);
afterAll(async () => {
  await gateway?.stop();
  list?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const CASE = ['--purpose', 'HISTORY', '--case', 'K-2023-41'];
const JUNE = ['--from', '2023-06-01', '--to', '2023-06-30'];
const KEY = ['--key', 'key-of-this-act'];
const HASH = ['--content-hash', 'no-such-hash'];
const DIGEST = ['--digest', 'no-such-digest'];
/** Terminals of the LGWAN and of the intranet, as the demo stands in for them. */
const LGWAN = '127.0.0.2';
const INTRANET = '127.0.0.4';

interface Line {
  readonly args?: readonly string[];
  /** Whose it is, and who is refused. */
  readonly by: string;
  readonly notBy: string;
  readonly from?: string;
  /** Of what the graph refuses before anything is done. */
  readonly code?: number;
}
const atManager = { by: 'manager', notBy: 'clerk' } as const;
const atAuditor = { by: 'auditor', notBy: 'admin', from: INTRANET } as const;
const atAdmin = { by: 'admin', notBy: 'dashboard', from: INTRANET } as const;
const atVrs = { by: 'vrs-clerk', notBy: 'registry-clerk', from: LGWAN } as const;

/** Every command but `work`, which is open to everybody, as it is typed by whom it is for. */
const LINES: Readonly<Record<string, Line>> = {
  'provisions list': { ...atManager, args: CASE },
  'provisions show': { ...atManager, args: ['PROVISION', ...CASE] },
  'provisions approve': { ...atManager, args: ['PROVISION', ...HASH, ...CASE], code: 1 },
  'provisions reject': { ...atManager, args: ['1', ...CASE], code: 3 },
  'inquiries list': { by: 'number-clerk', notBy: 'clerk', args: CASE },
  'inquiries answer': { by: 'number-clerk', notBy: 'clerk', args: ['no-such-inquiry', ...CASE] },
  'cases mine': { by: 'clerk', notBy: 'contractor', args: ['--purpose', 'INQUIRY'] },
  'recall list': { by: 'clerk', notBy: 'registry-clerk', args: ['MR'] },
  'recall count': { by: 'clerk', notBy: 'registry-clerk', args: ['MR'] },
  'reconciliation list': { ...atVrs },
  'reconciliation decide': {
    ...{ ...atVrs, code: 3 },
    args: ['no-such-finding', ...DIGEST, '--decision', 'NO_FAULT', '--reason', 'EVIDENT'],
  },
  'reconciliation approve': { ...atManager, args: ['no-such-finding', ...DIGEST], code: 3 },
  'reconciliation return': { ...atManager, args: ['no-such-finding', ...DIGEST], code: 3 },
  'immunizations changes': { ...atManager },
  'immunizations decide': {
    ...{ ...atManager, code: 3 },
    args: ['no-such-change', '--atena-number', 'PERSON', ...HASH, '--decision', 'APPROVE'],
  },
  'immunizations due': { ...atManager },
  'applications list': { ...atVrs, args: ['--case', '2023-0001'] },
  'applications decide': { ...atVrs, args: ['1', '--decision', 'ACCEPT', '--case', '2023-0001'], code: 3 },
  'applications issued': { ...atVrs, args: ['1', '--case', '2023-0001'], code: 3 },
  'review show': { ...atAuditor, args: JUNE },
  'review list': { ...atAuditor },
  'review classify': { ...atAuditor, args: ['no-such', ...JUNE, '--verdict', 'JUSTIFIED'], code: 3 },
  'review sign': { ...atAuditor, args: [...JUNE, ...DIGEST], code: 3 },
  'history person': { ...atAuditor, args: ['PERSON'] },
  'history account': { ...atAuditor, args: ['clerk'] },
  'history record': { ...atAuditor, args: ['gw1/1'] },
  'history accesses': { ...atAuditor, args: ['gw1/1'] },
  'history logins': { ...atAuditor },
  'disclosure extract': { by: 'disclosure', notBy: 'clerk', args: ['PERSON', '1990-01-01', '--case', 'D-1'] },
  'disclosure exchanges': {
    by: 'disclosure',
    notBy: 'clerk',
    args: ['PERSON', '1990-01-01', '--case', 'D-1'],
  },
  'contractors report': { ...atAuditor, args: ['C3', '--kind', 'ACCESS', ...JUNE] },
  'log state': { ...atAuditor },
  coverage: { by: 'dashboard', notBy: 'vrs-clerk', args: ['MR', '--by', 'SEX'], from: INTRANET },
  'administration accounts': { ...atAdmin },
  'administration account': { ...atAdmin, args: ['clerk'] },
  'administration offices': { ...atAdmin },
  'administration permissions': { ...atAdmin, args: ['clerk', '--has-case'] },
  'administration expiring': { ...atAdmin },
  'administration sessions': { ...atAdmin },
  'administration contracts': { ...atAdmin },
  'administration health': { ...atAdmin },
  'administration policy': { ...atAdmin },
  'administration explain': { ...atAdmin, args: ['clerk', 'Resident.address', 'INQUIRY'] },
};

test('every command is tried', () => {
  expect(Object.keys(LINES).sort()).toEqual(
    TWINS.map(({ name }) => name)
      .filter((name) => name !== 'work')
      .sort(),
  );
});

function argsOf(name: string): readonly string[] {
  const { args = [], from } = LINES[name] as Line;
  const filled = args.map((arg) => ({ PROVISION: provision, PERSON: person })[arg] ?? arg);
  return [
    ...name.split(' '),
    ...filled,
    ...(from === undefined ? [] : ['--url', `http://${from}:${gateway.port}`]),
  ];
}

const everything: string[] = [];
async function at(account: string, ...args: readonly string[]): Promise<Told> {
  const told = await sekishoAt(gateway, account, ...args);
  everything.push(told.printed, told.warned);
  return told;
}

async function accessesOf({ record }: Told): Promise<readonly Access[]> {
  const found: Access[] = [];
  for await (const access of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    found.push(access);
  return found;
}

/** A sentence in both languages; a refusal has its code before it. Screens do not ask for the code of each `userErrors`. */
const BOTH = /[ぁ-んァ-ヶ一-龠].* \/ .*[A-Za-z]{2}/;
const IN_WORDS = /^[A-Z_]+: .*[ぁ-んァ-ヶ一-龠].* \/ .*[A-Za-z]{2}/m;

describe.each(Object.keys(LINES))('%s', (name) => {
  const { by, notBy, code = 0 } = LINES[name] as Line;

  test('is answered to whom it is for, in the list that is signed, and on record', async () => {
    const told = await at(by, ...argsOf(name));
    expect([told.code, told.warned]).toEqual([code, expect.stringContaining(told.record)]);
    expect(told.record).toMatch(/^gw1\/\d+$/);
    expect((await accessesOf(told)).length).toBeGreaterThan(0);
    if (code === 0) expect(told.printed).toMatch(/^# .*[ぁ-んァ-ヶ一-龠]/);
    else expect(told.warned).toMatch(code === 1 ? IN_WORDS : BOTH);
  });

  test('is refused to another, in words, and prints nothing of it', async () => {
    const told = await at(notBy, ...argsOf(name));
    expect([told.code, told.warned]).toEqual([1, expect.stringMatching(IN_WORDS)]);
    expect(told.printed).not.toMatch(/^[^#\n]/m);
  });
});

test('work names what waits, and of a token that is none nothing is told', async () => {
  const told = await at('manager', 'work');
  expect([told.code, told.printed]).toEqual([0, expect.stringMatching(/PROVISIONS_TO_APPROVE {2}INQUIRY /)]);
  const csv = await at('manager', 'work', '--format', 'csv');
  expect(csv.printed).toContain('"PROVISIONS_TO_APPROVE"');
  const port = { SEKISHO_PORT: String(gateway.port) };
  const wrong = await typed({ ...port, SEKISHO_TOKEN: 'no-token-of-anybody' }, ['work']);
  expect([wrong.code, wrong.warned]).toEqual([1, expect.stringMatching(/^UNAUTHENTICATED: /)]);
  expect(wrong.warned).not.toContain('no-token-of-anybody');
  const none = await typed(port, ['work']);
  expect([none.code, none.warned]).toEqual([2, expect.stringMatching(/^UNAUTHENTICATED: .*--token-file/)]);
});

test('whom a list shows stands on its record, and nobody else', async () => {
  const told = await at('clerk', 'recall', 'list', 'MR', '--format', 'json');
  const { record, data } = JSON.parse(told.printed) as {
    readonly record: string;
    readonly data: {
      readonly recallTargets: { readonly nodes: readonly { resident: { atenaNumber: string } }[] };
    };
  };
  const shown = data.recallTargets.nodes.map(({ resident }) => resident.atenaNumber);
  expect([record, shown.length > 0]).toEqual([told.record, true]);
  const accesses = await accessesOf(told);
  const named = accesses.filter(({ coordinate }) => coordinate === 'PersonName.kanji');
  expect(new Set(named.map(({ subject }) => subject))).toEqual(
    new Set(shown.map((number) => pseudonymOf(gateway.auditKeys, MUNICIPALITY, number))),
  );
});

test('rows about persons are no file: refused in words, before anything is sent', async () => {
  for (const { name, csv } of TWINS.filter((twin) => twin.name !== 'work' && twin.csv !== true)) {
    const { by } = LINES[name] as Line;
    const told = await at(by, ...argsOf(name), '--format', 'csv');
    expect([name, csv, told.code, told.printed, told.record]).toEqual([name, undefined, 2, '', '']);
    expect(told.warned).toMatch(/^BAD_USER_INPUT: CSV.* \/ .*no person/);
  }
});

test('what is approved is what was shown, once, and a second decision is answered with 3', async () => {
  const manager = (...args: readonly string[]) => at('manager', 'provisions', ...args, ...CASE);
  const shown = await manager('show', provision);
  expect([shown.code, shown.warned]).toEqual([0, expect.stringContaining('gw1/')]);
  const [, hash = ''] = /\(payload\.contentHash\)\s+(\S+)/.exec(shown.printed) ?? [];
  expect((await accessesOf(shown)).map(({ coordinate }) => coordinate)).toContain('LinkedValue.value');
  const approve = (...more: readonly string[]) =>
    manager('approve', provision, '--content-hash', hash, ...more);
  const first = await approve(...KEY);
  expect([first.code, first.warned]).toEqual([0, expect.stringContaining('key: key-of-this-act')]);
  const again = await approve(...KEY);
  expect([again.code, again.printed]).toEqual([0, first.printed]);
  const other = await approve();
  expect([other.code, other.warned]).toEqual([
    3,
    expect.stringMatching(/key: [\da-f-]{36}\n+CLOSED: .* \/ /),
  ]);
  const sent = await manager('list', '--states', 'SENT', 'APPROVED', '--format', 'json');
  expect(sent.printed).toContain(provision);
  expect((await manager('list')).printed).not.toContain(provision);
});

test('a review is signed by the digest that was printed, and stands in the list', async () => {
  const auditor = (...args: readonly string[]) =>
    at('auditor', 'review', ...args, '--url', `http://${INTRANET}:${gateway.port}`);
  const may = ['--from', '2023-05-01', '--to', '2023-05-31'];
  const shown = await auditor('show', ...may);
  const [, digest = ''] = /\(digest\)\s+(\S+)/.exec(shown.printed) ?? [];
  const signed = await auditor('sign', ...may, '--digest', digest);
  expect([signed.code, signed.warned]).toEqual([0, expect.any(String)]);
  expect((await auditor('list')).printed).toContain('2023-05-31');
});

/** A server that is no gateway, or one that falls silent. */
async function withServer(answer: RequestListener, run: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const SECRET = 'the-token-of-somebody';
const ACT = ['provisions', 'approve', '1', '--content-hash', 'x', ...KEY];
test.each<[string, RequestListener]>([
  ['falls silent', ({ socket }) => socket.destroy()],
  [
    'answers with something else',
    (request, response) => void response.end(`<p>${request.headers.authorization}`),
  ],
  ['answers with JSON of its own', (request, response) => void response.end(JSON.stringify(request.headers))],
])('of a server that %s, nothing is told but that there is no answer', async (_what, answer) => {
  await withServer(answer, async (url) => {
    const told = await typed({ SEKISHO_TOKEN: SECRET }, [...ACT, '--url', url]);
    expect([told.code, told.printed]).toEqual([1, '']);
    expect(told.warned).toMatch(/key-of-this-act\n.*同じ --key.* \/ .*same --key/);
    expect(told.warned).not.toContain(SECRET);
    const read = await typed({ SEKISHO_TOKEN: SECRET }, ['work', '--url', url]);
    expect([read.code, read.warned]).toEqual([1, expect.stringMatching(/^ゲートウェイから応答がありません/)]);
  });
});

test('no token goes where an answer points', async () => {
  const asked: (string | undefined)[] = [];
  const away: RequestListener = ({ url }, response) => {
    asked.push(url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  };
  await withServer(away, async (url) => {
    expect((await typed({ SEKISHO_TOKEN: SECRET }, ['work', '--url', url])).code).toBe(1);
  });
  expect(asked).toEqual(['/graphql']);
});

test.each([
  'http://sekisho.example/graphql',
  'https://me:pass@sekisho.example',
  'ftp://127.0.0.1',
  'nowhere',
])('no token is sent to %s', async (url) => {
  const told = await typed({ SEKISHO_TOKEN: SECRET }, ['work', '--url', url]);
  expect([told.code, told.warned]).toEqual([2, expect.stringMatching(/^BAD_USER_INPUT: --url .* \/ /)]);
  expect(told.warned).not.toContain(url);
});

test('a token in a file that others may read is refused', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, await gateway.token('clerk'), { mode: 0o600 });
  const port = { SEKISHO_PORT: String(gateway.port) };
  expect((await typed(port, ['work', '--token-file', file])).code).toBe(0);
  chmodSync(file, 0o644);
  const told = await typed(port, ['work', '--token-file', file]);
  expect([told.code, told.warned]).toEqual([2, expect.stringMatching(/^UNAUTHENTICATED: /)]);
});

test('no individual number of the city was printed', () => {
  expect(everything.length).toBeGreaterThan(2 * 2 * Object.keys(LINES).length);
  expect(numbersIn(everything.join('\n'), new Set(allNumbers()))).toEqual([]);
});
