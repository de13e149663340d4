import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { proveContinuation, proveRecord } from '../../../src/audit/checkpoints/proof-file.js';
import {
  consistencyRanges,
  inclusionRanges,
  rangeRoots,
  type Part,
} from '../../../src/audit/merkle/proof-ranges.js';
import { partsOf } from '../../../src/audit/checkpoints/stored-tree.js';
import { grown, leafHash, rootOf, type Frontier } from '../../../src/audit/merkle/frontier.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import { checkProof } from '../../../src/audit/verify/proof-file.js';
import { isConsistent, isIncluded } from '../../../src/audit/verify/proofs.js';
import { Workplace, answer } from './fixtures.js';

const frames = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, at) => Buffer.from(`record ${at}`));
const parts = (all: readonly Buffer[]): Part[] =>
  all.map((frame, start) => ({ start, leaves: 1, hash: leafHash(frame) }));
const tree = (all: readonly Buffer[]): Frontier | null =>
  all.reduce<Frontier | null>((before, frame) => grown(before, leafHash(frame)), null);
const root = (all: readonly Buffer[]): Buffer => rootOf(tree(all));

test('every record of every tree is proven to be in it, at its own place and no other', async () => {
  for (let size = 1; size <= 33; size++) {
    const all = frames(size);
    for (let index = 0; index < size; index++) {
      const proof = await rangeRoots(parts(all), inclusionRanges(index, size));
      const frame = all[index] as Buffer;
      expect(isIncluded(frame, { index, size }, proof, root(all))).toBe(true);
      expect(isIncluded(Buffer.from('another'), { index, size }, proof, root(all))).toBe(false);
      expect(isIncluded(frame, { index: index + 1, size }, proof, root(all))).toBe(false);
      if (proof.length > 0) expect(isIncluded(frame, { index, size }, proof.slice(1), root(all))).toBe(false);
    }
  }
});

test('a log is proven to begin with what it was before, and not with anything else', async () => {
  for (let size = 1; size <= 33; size++) {
    for (let before = 0; before <= size; before++) {
      const [older, newer] = [frames(before), frames(size)];
      const proof = await rangeRoots(parts(newer), consistencyRanges(before, size));
      const after = { size, root: root(newer) };
      expect(isConsistent({ size: before, root: root(older) }, after, proof)).toBe(true);
      if (before === 0) continue;
      const forked = root([...older.slice(0, -1), Buffer.from('another')]);
      expect(isConsistent({ size: before, root: forked }, after, proof)).toBe(false);
      expect(isConsistent({ size: before, root: root(older) }, { size, root: forked }, proof)).toBe(
        before === size && forked.equals(root(older)),
      );
    }
  }
});

test('a witness is served from the edge of the tree it knows and the records since', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.nat(40), async (before, more) => {
      const all = frames(before + more);
      const known = [...partsOf(tree(all.slice(0, before))), ...parts(all).slice(before)];
      const ranges = consistencyRanges(before, before + more);
      expect(await rangeRoots(known, ranges)).toEqual(await rangeRoots(parts(all), ranges));
    }),
  );
});

test('what is not there cannot be proven', async () => {
  await expect(rangeRoots(parts(frames(7)).slice(1), inclusionRanges(3, 7))).rejects.toThrow(
    /records 1 to 2 are not all there/,
  );
});

describe('a proof that is handed over', () => {
  let place: Workplace;
  let keys: string[];
  let early: string;
  beforeEach(async () => {
    place = await Workplace.make();
    for (const run of ['a', 'b']) {
      const log = await place.open({ segmentBytes: 1500 });
      for (let at = 0; at < 6; at++) await answer(log, `${run}${at}`);
      await log.close();
      if (run === 'a') early = await readFile(join(place.audit, 'gw1', 'checkpoint'), 'utf8');
    }
    keys = [];
    for await (const { record } of readRecords(place.audit, place.keys)) {
      if (record.kind === 'GENESIS') keys.push(record.key);
      if (record.kind === 'CHECKPOINT')
        keys.push(...[...record.note.matchAll(/^next (.*)$/gm)].map(([, key = '']) => key));
    }
  });
  afterEach(() => place.remove());

  test('shows a record to whoever noted down any of the keys, and nothing of what it says', async () => {
    const proof = await proveRecord(place.audit, 'gw1/5');
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys.slice(0, -1)) expect(checkProof(proof, key)).toBeNull();
    const frame = Buffer.from(proof.record?.frame ?? '', 'base64');
    expect(frame.toString('latin1')).not.toMatch(/OUTCOME|clerk|Resident/);
    frame[60] = (frame[60] ?? 0) ^ 1;
    expect(
      checkProof({ ...proof, record: { seq: 5, frame: frame.toString('base64') } }, keys[0] ?? ''),
    ).toMatch(/record 5 is not/);
    expect(
      checkProof({ ...proof, record: { seq: 6, frame: proof.record?.frame ?? '' } }, keys[0] ?? ''),
    ).toMatch(/record 6 is not/);
    expect(checkProof({ ...proof, ends: [] }, keys[0] ?? '')).toMatch(/no checkpoint in it leads/);
    expect(checkProof(proof, `x${keys[0]}`)).toMatch(/no checkpoint in it leads/);
  });

  test('shows that the log continues what it was', async () => {
    const proof = await proveContinuation(place.audit, early);
    expect(checkProof(proof, keys[0] ?? '')).toBeNull();
    expect(
      checkProof(
        { ...proof, before: early.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`) },
        keys[0] ?? '',
      ),
    ).toMatch(/does not begin with/);
    expect(checkProof({ ...proof, before: undefined }, keys[0] ?? '')).toBe('it proves nothing');
  });

  test.each(['gw1', 'gw1/0', 'gw1/9999', 'gw2/1', '../gw1/1'])('of %s there is none', async (name) => {
    await expect(proveRecord(place.audit, name)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test.each(['', 'sekisho/132101/gw1\n999999\n', 'sekisho/132101/gw9\n1\n'])(
    'that continues %j there is none',
    async (note) => {
      await expect(proveContinuation(place.audit, note)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    },
  );
});
