import { verifierKey } from '../../../src/audit/checkpoints/signed-note.js';
import { LOG_VERSION } from '../../../src/audit/format/log-version.js';
import { KeyChain } from '../../../src/audit/verify/key-chain.js';
import { RecordRules } from '../../../src/audit/verify/record-rules.js';
import { circumstances, intent } from './fixtures.js';

const AT = '2026-04-01T00:00:00.000Z';
const KEY = verifierKey({ name: 'sekisho/132101/gw1', publicKey: Buffer.from('58'.repeat(32), 'hex') });
/** As a chain of this folder and key begins. */
const GENESIS = {
  ...{ kind: 'GENESIS', writer: 'gw1', municipality: '132101' },
  ...{ keyId: 'key', key: KEY, format: LOG_VERSION },
};
const make = () => new RecordRules('gw1', 'key', new KeyChain());
let rules: RecordRules;
beforeEach(() => {
  rules = make();
  expect(check(1, GENESIS)).toBeNull();
  expect(check(2, { ...intent('r') })).toBeNull();
});

/**
 * What is wrong with a record whose MAC would be right: only a writer with a mistake, or with the key, makes one.
 */
function check(seq: number, body: object): string | null {
  return rules.check(Buffer.from(JSON.stringify({ seq, at: AT, ...body })), seq).wrong;
}

const outcome = (intentSeq: number | null, changes: object = {}): object => {
  const answer = { status: 'ANSWERED', codes: [], detail: null, accesses: null };
  return { kind: 'OUTCOME', intent: intentSeq, ...answer, ...circumstances('r'), ...changes };
};

test('an intent is answered once, by an outcome of its own request', () => {
  expect(check(3, outcome(2, { request: 'other' }))).toMatch(/no open intent/);
  expect(check(4, outcome(2))).toBeNull();
  expect(check(5, outcome(2))).toMatch(/no open intent/);
});

test('an outcome may stand without an intent, but not name one that is none or does not exist', () => {
  expect(check(3, outcome(null))).toBeNull();
  expect(check(4, outcome(1))).toMatch(/no open intent/);
  expect(check(5, outcome(99))).toMatch(/no open intent/);
});

test('accesses must expand to their count', () => {
  const group = [['resident'], 1, [], [1], [['Resident.name', 'name', [1]]]];
  const accesses = { subjects: 'pseudonym', groups: [[['DISCLOSED', null]], group], count: 1 };
  expect(check(3, outcome(null, { accesses }))).toBeNull();
  expect(check(4, outcome(null, { accesses: { ...accesses, count: 2 } }))).toMatch(/cannot be expanded/);
  expect(check(5, outcome(null, { accesses: {} }))).toMatch(/cannot be expanded/);
});

test.each([
  ['a second GENESIS', { kind: 'GENESIS', writer: 'gw1', municipality: '132101', keyId: 'key', key: KEY }],
  ['an unknown kind', { kind: 'NOTE' }],
  ['a local time', { kind: 'STOP', at: '2026-04-01T09:00:00+09:00' }],
  ['another number than its place', { kind: 'STOP', seq: 7 }],
])('%s is wrong', (_, body) => {
  expect(check(3, body)).not.toBeNull();
});

test.each(['', '[', 'null', '1'])('%j is no record', (json) => {
  expect(rules.check(Buffer.from(json), 3).wrong).toBe('it is not a JSON object');
});

test('a chain begins with the GENESIS of its own folder and key', () => {
  const begin = (body: object): string | null =>
    make().check(Buffer.from(JSON.stringify({ seq: 1, at: AT, ...body })), 1).wrong;
  expect(begin(GENESIS)).toBeNull();
  expect(begin({ ...GENESIS, writer: 'gw2' })).toMatch(/begun as gw2/);
  expect(begin({ ...GENESIS, keyId: 'other' })).toMatch(/another key/);
  expect(begin({ ...GENESIS, municipality: '132144' })).toMatch(/none of this writer/);
  expect(begin({ ...GENESIS, key: 'none' })).toMatch(/none of this writer/);
  expect(begin({ kind: 'STOP' })).not.toBeNull();
});
