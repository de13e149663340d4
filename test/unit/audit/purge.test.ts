import { copyFile, readFile, readdir, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import {
  finishPurges,
  heldSegments,
  purge,
  type RetainedSegment,
  type RetentionScope,
} from '../../../src/audit/retention/purge.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import type { AuditRecord, RecordBody } from '../../../src/audit/record/record.js';
import { RetentionWatch } from '../../../src/audit/retention/retention-watch.js';
import { dueDay, NEVER } from '../../../src/audit/retention/retention-terms.js';
import { verifyLog, verifyPublicly } from '../../../src/audit/verify/verify-log.js';
import type { Retention } from '../../../src/policy/retention.js';
import { Workplace, answer } from './fixtures.js';

/**
 * Neither early nor idly late (R134), destroyed beyond recovery (R135), and what remains still verifies
 * (docs/glossary.md#deleting-keeps-the-chain-whole).
 */
const RETENTION: Retention = {
  terms: [
    { kinds: ['INTENT', 'OUTCOME'], years: 7, after: 'RECORD' },
    { kinds: ['CHANGE'], years: 3, after: 'ACCOUNT_END' },
    { kinds: ['GENESIS', 'START', 'STOP', 'RECOVERY', 'CHECKPOINT', 'PURGE'], years: 3, after: 'RECORD' },
  ],
  holds: [{ reason: 'lawsuit', from: '2015-05-01', to: '2015-05-31' }],
  purgeWithinDays: 30,
};

const record = (body: Partial<RecordBody> & { kind: string }, at: string): AuditRecord =>
  ({ seq: 1, at, ...body }) as AuditRecord;
const due = (body: Partial<RecordBody> & { kind: string }, at: string): string =>
  dueDay(record(body, at), RETENTION, (account) => ({ gone: '2016-03-31', here: null })[account]);

test.each([
  [{ kind: 'OUTCOME' as const }, '2010-06-15T02:00:00.000Z', '2017-06-16'],
  // 15:00 UTC is the next day in Japan.
  [{ kind: 'OUTCOME' as const }, '2010-06-15T15:00:00.000Z', '2017-06-17'],
  [{ kind: 'STOP' as const }, '2012-02-29T00:00:00.000Z', '2015-03-01'],
  [{ kind: 'CHANGE' as const, target: 'gone' }, '2010-06-15T02:00:00.000Z', '2019-04-01'],
  [{ kind: 'CHANGE' as const, target: 'here' }, '2010-06-15T02:00:00.000Z', NEVER],
  [{ kind: 'CHANGE' as const, target: 'an office' }, '2010-06-15T02:00:00.000Z', '2013-06-16'],
  [{ kind: 'LOGIN' as const }, '2010-06-15T02:00:00.000Z', NEVER],
  [{ kind: 'OUTCOME' as const }, '2015-05-31T02:00:00.000Z', NEVER],
  [{ kind: 'OUTCOME' as const }, '2015-05-31T15:00:00.000Z', '2022-06-02'],
])('%j of %s may be destroyed from %s on', (body, at, day) => {
  expect(due(body, at)).toBe(day);
});

describe('a log of fifteen years', () => {
  let place: Workplace;
  let scope: RetentionScope;
  beforeEach(async () => {
    place = await Workplace.make();
    scope = {
      directory: place.audit,
      mirror: null,
      keys: place.keys,
      retention: RETENTION,
      accountEnd: () => undefined,
    };
    for (const year of [2009, 2012, 2020]) {
      const log = await place.open({ segmentBytes: 1300, now: () => `${year}-06-15T02:00:00.000Z` });
      for (let at = 0; at < 6; at++) await answer(log, `${year}-${at}`);
      await log.close();
    }
  });
  afterEach(() => place.remove());

  const held = async (today: string): Promise<RetainedSegment[]> => {
    const all: RetainedSegment[] = [];
    for await (const one of heldSegments(scope, today)) all.push(one);
    return all;
  };
  const whole = async () => verifyLog(place.audit, secretsOf(place.keys));
  const destroy = async (segments: readonly RetainedSegment[], today: string) => {
    const log = await place.open({ now: () => `${today}T03:00:00.000Z` });
    await purge(segments, { by: '情報管理課長', account: 'auditor', today }, scope, log).finally(() =>
      log.close(),
    );
  };
  /** Sequence number of the oldest record that is left. */
  const oldest = async (): Promise<number> => {
    for await (const { record: one } of readRecords(place.audit, place.keys)) return one.seq;
    return 0;
  };
  const last = (segments: readonly RetainedSegment[]): number => segments.at(-1)?.lastSeq ?? NaN;

  test('gives up what is due, file and key, says so in the log, and the rest verifies, with and without the keys', async () => {
    const { keys } = (await whole()).writers[0] ?? { keys: [] };
    const dues = (await held('2017-01-01')).filter(({ due: day }) => day <= '2017-01-01');
    expect(dues.length).toBeGreaterThan(1);
    await destroy(dues, '2017-01-01');
    expect(await oldest()).toBe(last(dues) + 1);
    const report = await whole();
    expect(report).toMatchObject({ whole: true });
    expect(report.writers[0]?.purged.map(({ segment }) => segment)).toEqual(
      dues.map(({ segment }) => segment),
    );
    expect(await verifyPublicly(place.audit, keys)).toMatchObject({ whole: true });
    for (const { segment } of dues) {
      const name = String(segment).padStart(6, '0');
      await expect(stat(join(place.audit, 'gw1', `${name}.skl`))).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(stat(join(place.keys.directory, 'gw1', `${name}.key`))).rejects.toMatchObject({
        code: 'ENOENT',
      });
    }
    const told: AuditRecord[] = [];
    for await (const { record: one } of readRecords(place.audit, place.keys))
      if (one.kind === 'PURGE') told.push(one);
    expect(told).toMatchObject([
      {
        by: '情報管理課長',
        account: 'auditor',
        segments: dues.map(({ writer, segment, firstSeq, lastSeq }) => ({
          writer,
          segment,
          firstSeq,
          lastSeq,
        })),
      },
    ]);
  });

  test('goes on being written, and purged again, after a purge', async () => {
    await destroy(
      (await held('2017-01-01')).filter(({ due: day }) => day <= '2017-01-01'),
      '2017-01-01',
    );
    const log = await place.open({ segmentBytes: 1300 });
    for (let at = 0; at < 6; at++) await answer(log, `again-${at}`);
    await log.close();
    expect(log.writer).toBe('gw1');
    expect(await whole()).toMatchObject({ whole: true });
    const later = (await held('2021-01-01')).filter(({ due: day }) => day <= '2021-01-01');
    await destroy(later, '2021-01-01');
    expect(await oldest()).toBe(last(later) + 1);
    expect(later[0]?.firstSeq).toBeGreaterThan(1);
    expect(await whole()).toMatchObject({ whole: true });
  });

  test('raises the alarm for what is kept idly beyond its term, and not before', async () => {
    const told: number[] = [];
    const faults: unknown[] = [];
    const watch = new RetentionWatch({
      scope: () => scope,
      onOverdue: (segments) => void told.push(segments),
      onFault: (error) => void faults.push(error),
    });
    await watch.check(new Date('2016-07-16T00:00:00Z'));
    expect([watch.overdue(), told]).toEqual([0, []]);
    await watch.check(new Date('2016-07-17T00:00:00Z'));
    expect(watch.overdue()).toBeGreaterThan(0);
    expect(told).toEqual([watch.overdue()]);
    scope = { ...scope, directory: join(place.root, 'none') };
    await watch.check();
    await watch.close();
    expect(faults).toHaveLength(1);
  });

  test('never gives up a segment early, nor one behind a segment that must stay', async () => {
    const all = await held('2016-06-15');
    expect(all.length).toBeGreaterThan(0);
    await expect(destroy(all.slice(0, 1), '2016-06-15')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('2016-06-16') as string,
    });
    scope = {
      ...scope,
      retention: { ...RETENTION, holds: [{ reason: 'inquiry', from: '2009-06-01', to: '2009-06-30' }] },
    };
    expect((await held('2030-01-01')).every(({ due: day }) => day === NEVER)).toBe(true);
    expect(await whole()).toMatchObject({ whole: true });
  });

  test('a segment that goes without a record of it, a forged tombstone and a key that is gone are told of', async () => {
    const folder = join(place.audit, 'gw1');
    const [first] = await held('2017-01-01');
    await destroy(first === undefined ? [] : [first], '2017-01-01');
    const kept = await readFile(join(folder, '000001.end'));
    await writeFile(join(folder, '000001.end'), Buffer.concat([kept, kept.subarray(14)]));
    expect((await whole()).writers[0]?.faults[0]).toMatchObject({
      seq: 1,
      what: expect.stringMatching(/tombstone/) as string,
    });
    for (let at = 20; at < kept.length; at += 37) {
      await writeFile(join(folder, '000001.end'), Buffer.from(kept).fill((kept[at] ?? 0) ^ 1, at, at + 1));
      expect({ at, whole: (await whole()).whole }).toEqual({ at, whole: false });
    }
    await writeFile(join(folder, '000001.end'), kept);
    // The final frame of the second, put in its place without a word.
    const second = await readFile(join(folder, '000002.skl'));
    await writeFile(join(folder, '000002.end'), Buffer.concat([second.subarray(0, 14), lastFrame(second)]));
    await rename(join(folder, '000002.skl'), join(place.root, 'taken'));
    expect((await whole()).faults).toEqual(['gw1: segment 2 was destroyed, and no record tells of it']);
    await rename(join(place.root, 'taken'), join(folder, '000002.skl'));
    await rename(join(place.keys.directory, 'gw1', '000002.key'), join(place.root, 'key'));
    expect((await whole()).writers[0]?.faults[0]?.what).toBe('the key of segment 000002.skl is missing');
  });

  test('through a link in the place of a tombstone nothing is written (docs/attacks.md L11)', async () => {
    const [first] = await held('2017-01-01');
    const other = join(place.root, 'other');
    await writeFile(other, 'not to be touched');
    await symlink(other, join(place.audit, 'gw1', '000001.end'));
    await destroy(first === undefined ? [] : [first], '2017-01-01');
    expect(await readFile(other, 'utf8')).toBe('not to be touched');
    expect(await whole()).toMatchObject({ whole: true });
  });

  test('a purge that was killed between tombstone and key is ended by the next', async () => {
    const [first] = await held('2017-01-01');
    const [segment, key] = [
      join(place.audit, 'gw1', '000001.skl'),
      join(place.keys.directory, 'gw1', '000001.key'),
    ];
    for (const file of [segment, key]) await copyFile(file, join(place.root, file === key ? 'k' : 's'));
    await destroy(first === undefined ? [] : [first], '2017-01-01');
    await copyFile(join(place.root, 's'), segment);
    await copyFile(join(place.root, 'k'), key);
    const report = await whole();
    expect(report.whole).toBe(true);
    await finishPurges(scope, new Set(report.writers.flatMap(({ purges }) => [...purges])));
    expect(await readdir(join(place.audit, 'gw1'))).not.toContain('000001.skl');
    await expect(stat(key)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await whole()).toMatchObject({ whole: true });
  });
});

/** The frame that a segment ends with, read by hand. */
function lastFrame(bytes: Buffer): Buffer {
  let start = 14;
  for (let end = start; ; start = end) {
    end = start + 13 + bytes.readUInt32BE(start) + 32;
    if (end === bytes.length) return bytes.subarray(start);
  }
}
