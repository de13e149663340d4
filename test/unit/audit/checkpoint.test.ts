import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../../src/audit/record/record.js';
import { segmentKeys } from '../../../src/audit/keys/segment-keys.js';
import { signNote } from '../../../src/audit/checkpoints/signed-note.js';
import { grown, leafHash, rootOf, sizeOf, type Frontier } from '../../../src/audit/merkle/frontier.js';
import { MerkleReader } from '../../../src/audit/verify/merkle.js';
import {
  readCheckpoint,
  readVerifierKey,
  type VerifierKey,
} from '../../../src/audit/verify/signed-checkpoint.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { Workplace, answer } from './fixtures.js';

/** RFC 6962, section 2.1, as it is written there: split at the largest power of two below n. */
function root(leaves: readonly Buffer[]): Buffer {
  const sha = (...parts: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0] as Buffer);
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return sha(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}

test('writer and verifier grow the tree of RFC 6962, each by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 40 }), (parts) => {
      const leaves = parts.map((part) => Buffer.from(part));
      const tree = leaves.reduce<Frontier | null>((before, leaf) => grown(before, leafHash(leaf)), null);
      const reader = new MerkleReader();
      for (const leaf of leaves) reader.add(leaf);
      expect(sizeOf(tree)).toBe(leaves.length);
      expect([rootOf(tree), reader.root()]).toEqual([root(leaves), root(leaves)]);
    }),
  );
});

test('the root of eight known leaves is the one of the reference implementation of certificate transparency', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const reader = new MerkleReader();
  for (const leaf of leaves) reader.add(Buffer.from(leaf, 'hex'));
  expect(reader.root().toString('hex')).toBe(
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  );
});

describe('a log with checkpoints', () => {
  let place: Workplace;
  beforeEach(async () => {
    place = await Workplace.make();
  });
  afterEach(() => place.remove());

  const records = async (): Promise<AuditRecord[]> => {
    const all: AuditRecord[] = [];
    for await (const { record } of readRecords(place.audit, place.keys)) all.push(record);
    return all;
  };
  const notes = async () =>
    (await records()).flatMap((record) =>
      record.kind === 'CHECKPOINT' ? [[record.seq, record.note] as const] : [],
    );
  /** The verifier keys that the log itself names, in order. */
  const named = async (): Promise<string[]> =>
    (await records()).flatMap((record) => {
      if (record.kind === 'GENESIS') return [record.key];
      return record.kind === 'CHECKPOINT'
        ? [...record.note.matchAll(/^next (.*)$/gm)].map(([, key = '']) => key)
        : [];
    });
  const firstVerifier = async (): Promise<VerifierKey> =>
    readVerifierKey((await named())[0] ?? '') as VerifierKey;

  test('signs all records before each, at every segment and at the end, through restarts', async () => {
    for (let run = 0; run < 2; run++) {
      const log = await place.open({ segmentBytes: 2000 });
      for (let at = 0; at < 8; at++) await answer(log, `${run}-${at}`);
      await log.close();
    }
    const segments = (await readdir(join(place.audit, 'gw1'))).filter((name) => name.endsWith('.skl'));
    const found = await notes();
    expect(found.length).toBeGreaterThanOrEqual(segments.length);
    const keys = (await named()).map((key) => readVerifierKey(key) as VerifierKey);
    expect(keys).toHaveLength(segments.length);
    for (const [seq, note] of found)
      expect(keys.map((key) => readCheckpoint(note, key)).filter((read) => typeof read !== 'string')).toEqual(
        [expect.objectContaining({ origin: 'sekisho/132101/gw1', size: seq - 1 })],
      );
    expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({ whole: true });
  });

  test('tells of each checkpoint once it is durable', async () => {
    const told: string[] = [];
    const none = { begin: () => undefined, add: () => undefined, close: async () => undefined };
    const log = await place.open({
      witness: { ...none, tell: ({ writer, note }) => void told.push(`${writer} ${note}`) },
    });
    await answer(log, 'a');
    await log.close();
    expect(told).toEqual((await notes()).map(([, note]) => `gw1 ${note}`));
  });

  test('the public key is enough to read a checkpoint, and no other key does', async () => {
    await (await place.open()).close();
    const [[, note = ''] = []] = await notes();
    expect(readCheckpoint(note, await firstVerifier())).toMatchObject({ size: 2 });
    const other = await Workplace.make();
    await (await other.open()).close();
    for await (const { record } of readRecords(other.audit, other.keys))
      if (record.kind === 'GENESIS')
        expect(readCheckpoint(note, readVerifierKey(record.key) as VerifierKey)).toMatch(/signature/);
    await other.remove();
  });

  test.each([
    ['another size', (note: string) => note.replace('\n2\n', '\n3\n')],
    ['another writer', (note: string) => note.replace('/gw1', '/gw2')],
    ['no signature', (note: string) => note.slice(0, note.indexOf('\n\n') + 1)],
    ['a signature cut', (note: string) => note.replace(/.{8}\n$/, '\n')],
  ])('a note with %s is none', async (_what, change) => {
    await (await place.open()).close();
    const [[, note = ''] = []] = await notes();
    expect(typeof readCheckpoint(change(note), await firstVerifier())).toBe('string');
  });
});

test.each([
  ['no line end', 'a'],
  ['an empty line', 'a\n\nb\n'],
])('a text with %s cannot be signed', (_what, text) => {
  const { signingKey: key, publicKey } = segmentKeys({ segment: 1, bytes: Buffer.alloc(32) });
  expect(() => signNote(text, { name: 'n', key, publicKey })).toThrow(TypeError);
});

test.each(['', 'name', 'name+00000000+AAAA', 'na me+00000000+AQ==', 'name+zz+AQ=='])(
  '%j is no verifier key',
  (text) => {
    expect(readVerifierKey(text)).toBeNull();
  },
);
