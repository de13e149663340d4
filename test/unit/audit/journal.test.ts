import { spawnSync } from 'node:child_process';
import { readFile, readdir, truncate, writeFile, appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { encodeHead } from '../../../src/audit/segments/head.js';
import type { AuditRecord } from '../../../src/audit/record/record.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { Workplace, answer, framePlaces, intent, outcome } from './fixtures.js';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

async function records(): Promise<AuditRecord[]> {
  const all: AuditRecord[] = [];
  for await (const { record } of readRecords(place.audit, place.keys)) all.push(record);
  return all;
}

test('a new writer begins with GENESIS and START and ends with STOP, and the log is whole', async () => {
  const log = await place.open({ version: '1.2.3', node: 'front-1' });
  await log.close();
  expect((await records()).map((record) => record.kind)).toEqual(['GENESIS', 'START', 'CHECKPOINT', 'STOP']);
  expect((await records())[1]).toMatchObject({ seq: 2, version: '1.2.3', node: 'front-1' });
  expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(true);
});

test('sequence numbers follow the order of the calls, without a gap, however many run at once', async () => {
  const log = await place.open();
  const calls = Array.from({ length: 700 }, (_, index) => log.seal(intent(`r${index}`)));
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 700 }, (_, index) => index + 3));
  await log.close();
  const stored = await records();
  expect(stored.map((record) => record.seq)).toEqual(stored.map((_, index) => index + 1));
  const requests = stored.flatMap((record) => (record.kind === 'INTENT' ? [record.request] : []));
  expect(requests).toEqual(Array.from({ length: 700 }, (_, index) => `r${index}`));
});

test('once a seal has resolved, record and head are in the files', async () => {
  const log = await place.open();
  const seq = await answer(log, 'r');
  const copy = await place.copy();
  const report = await verifyLog(copy, secretsOf(place.keys));
  expect(report).toMatchObject({ whole: true, writers: [{ records: seq, unsealed: 0, openIntents: 0 }] });
  await log.close();
});

test('a record that nobody waits for reaches the files all the same', async () => {
  const log = await place.open();
  const seq = log.append(intent('r'));
  let durable = 0;
  while (durable < seq)
    durable = (await verifyLog(place.audit, secretsOf(place.keys))).writers[0]?.records ?? 0;
  expect(durable).toBe(seq);
  await log.close();
});

test('a record is stored as it was when it was appended', async () => {
  const log = await place.open();
  const coordinates = ['Query.resident'];
  const body = { ...intent('r'), coordinates };
  const sealed = log.seal(body);
  coordinates.push('Resident.phone');
  await sealed;
  await log.close();
  expect((await records())[2]).toMatchObject({ coordinates: ['Query.resident'] });
});

test('segments follow each other by size and the chain runs through them, also after a restart', async () => {
  const first = await place.open({ segmentBytes: 1000 });
  for (let index = 0; index < 10; index++) await answer(first, `a${index}`);
  await first.close();
  const second = await place.open({ segmentBytes: 1000 });
  expect(second.writer).toBe('gw1');
  await answer(second, 'b');
  await second.close();
  const segments = (await readdir(join(place.audit, 'gw1'))).filter((name) => name.endsWith('.skl'));
  expect(segments.length).toBeGreaterThan(3);
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({
    whole: true,
    writers: [{ openIntents: 0 }],
  });
  expect((await records()).filter((record) => record.kind === 'OUTCOME')).toHaveLength(11);
  expect((await records()).filter((record) => record.kind === 'START')).toHaveLength(2);
});

test('two journals in one folder never share a chain', async () => {
  const [first, second] = await Promise.all([place.open(), place.open()]);
  expect([first.writer, second.writer].sort()).toEqual(['gw1', 'gw2']);
  await Promise.all([answer(first, 'a'), answer(second, 'b')]);
  await Promise.all([first.close(), second.close()]);
  expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(true);
});

describe('the lock of a process', () => {
  const holder = async (changes: object): Promise<void> => {
    const log = await place.open();
    const lock = JSON.parse(await readFile(join(place.audit, 'gw1.lock'), 'utf8')) as object;
    await log.close();
    await writeFile(join(place.audit, 'gw1.lock'), JSON.stringify({ ...lock, ...changes }));
  };
  const dead = (): number => spawnSync(process.execPath, ['-e', '0']).pid;
  const writerNow = async (): Promise<string> => {
    const log = await place.open();
    await log.close();
    return log.writer;
  };

  test('that is dead does not hold', async () => {
    await holder({ pid: dead() });
    expect(await writerNow()).toBe('gw1');
  });
  test('whose pid now is another process does not hold', async () => {
    await holder({ started: '1' });
    expect(await writerNow()).toBe('gw1');
  });
  test('of a former boot does not hold', async () => {
    await holder({ boot: 'former' });
    expect(await writerNow()).toBe('gw1');
  });
  test('that lives does hold', async () => {
    await holder({});
    expect(await writerNow()).toBe('gw2');
  });
  test('on another machine or in another container holds, because nobody can tell from here', async () => {
    await holder({ pid: dead(), host: 'elsewhere' });
    expect(await writerNow()).toBe('gw2');
    await writeFile(join(place.audit, 'gw1.lock'), 'none of our making');
    expect(await writerNow()).toBe('gw1');
  });
});

test('an unfinished write behind the head is no fault; the next start cuts it and says so', async () => {
  const log = await place.open();
  await answer(log, 'a');
  await log.close();
  const segment = join(place.audit, 'gw1', '000001.skl');
  const whole = (await stat(segment)).size;
  await appendFile(segment, Buffer.from([0, 0, 1, 0, 0x7b, 0x22]));
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({
    whole: true,
    writers: [{ unfinishedBytes: 6 }],
  });
  const again = await place.open();
  await again.close();
  const stored = await records();
  expect(stored.slice(-4)).toMatchObject([
    { kind: 'RECOVERY', bytesCut: 6 },
    { kind: 'START' },
    { kind: 'CHECKPOINT' },
    { kind: 'STOP' },
  ]);
  expect((await stat(segment)).size).toBeGreaterThan(whole);
  expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(true);
});

test('a segment that was only just begun when the machine died is made anew', async () => {
  const log = await place.open({ segmentBytes: 800 });
  await log.close();
  const folder = join(place.audit, 'gw1');
  const last = (await framePlaces(join(folder, '000001.skl'))).at(-1) ?? { seq: 0, end: 0 };
  const mac = (await readFile(join(folder, '000001.skl'))).subarray(last.end - 32, last.end);
  await writeFile(
    join(folder, 'head'),
    encodeHead({ seq: last.seq, mac }, place.keys, '2026-04-01T00:00:00.000Z'),
  );
  await writeFile(join(folder, '000002.skl'), 'SEKISHO');
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({
    whole: true,
    writers: [{ unfinishedBytes: 7 }],
  });
  const again = await place.open();
  await again.close();
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({
    whole: true,
    writers: [{ writer: 'gw1', segments: 2 }],
  });
  expect((await records()).map((record) => record.kind).slice(last.seq)).toEqual([
    'RECOVERY',
    'START',
    'CHECKPOINT',
    'STOP',
  ]);
});

test('a head whose first copy was torn while the next frames were already durable stands by its second', async () => {
  const log = await place.open();
  const head = join(place.audit, 'gw1', 'head');
  await answer(log, 'a');
  const before = await readFile(head);
  await answer(log, 'b');
  await log.close();
  const after = await readFile(head);
  // The last commit (STOP) made its frame durable and died in the middle of the first copy.
  const torn = Buffer.concat([after.subarray(0, 20), before.subarray(20)]);
  const segment = join(place.audit, 'gw1', '000001.skl');
  const frames = await framePlaces(segment);
  await truncate(segment, frames.at(-2)?.end);
  await writeFile(head, torn);
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({
    whole: true,
    writers: [{ unsealed: 3 }],
  });
  const again = await place.open();
  expect(again.writer).toBe('gw1');
  await again.close();
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({
    whole: true,
    writers: [{ unsealed: 0 }],
  });
});

test('a folder that contradicts its head is left as evidence and another writer begins', async () => {
  const log = await place.open();
  await answer(log, 'a');
  await log.close();
  const segment = join(place.audit, 'gw1', '000001.skl');
  const frames = await framePlaces(segment);
  await truncate(segment, frames.at(-1)?.start);
  const evidence = await readFile(segment);
  const told: string[] = [];
  const next = await place.open({ onBroken: (what) => told.push(what) });
  expect(next.writer).toBe('gw2');
  await next.close();
  expect(told).toEqual([
    expect.stringMatching(/^gw1 cannot be continued: the journal is shorter than its head/),
  ]);
  expect(await readFile(segment)).toEqual(evidence);
  expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(false);
});

test('a break in a segment that others follow is no crash: the folder is passed over, not cut', async () => {
  const log = await place.open({ segmentBytes: 900 });
  const early = await readFile(join(place.audit, 'gw1', 'head'));
  for (let index = 0; index < 6; index++) await answer(log, `r${index}`);
  await log.close();
  await writeFile(join(place.audit, 'gw1', 'head'), early);
  const middle = join(place.audit, 'gw1', '000002.skl');
  const bytes = await readFile(middle);
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
  await writeFile(middle, bytes);
  const next = await place.open();
  expect(next.writer).toBe('gw2');
  await next.close();
  expect(await readFile(middle)).toEqual(bytes);
});

test('an outcome may not name an intent of another request, one already answered, or one that never was', async () => {
  const log = await place.open();
  const mine = log.append(intent('mine'));
  await expect(log.seal(outcome(log, 'stranger', mine))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await log.seal(outcome(log, 'mine', mine));
  await expect(log.seal(outcome(log, 'mine', mine))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await expect(log.seal(outcome(log, 'mine', 99))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await log.close();
  expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(true);
});

test('a closed journal takes nothing more and says so', async () => {
  const log = await place.open();
  await Promise.all([log.close(), log.close()]);
  expect(() => log.append(intent('late'))).toThrow(GatewayError);
  await expect(log.seal(intent('late'))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(log.fault()).toBe('the journal is closed');
});

test('what was appended before close is in the log, and STOP is its last record', async () => {
  const log = await place.open();
  for (let index = 0; index < 600; index++) log.append(intent(`r${index}`));
  await log.close();
  const stored = await records();
  expect(stored.filter((record) => record.kind === 'INTENT')).toHaveLength(600);
  expect(stored.at(-1)?.kind).toBe('STOP');
});

test('a folder of another municipality is refused', async () => {
  await (await place.open()).close();
  await expect(place.open({ municipality: '131130' })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await (await place.open()).close();
});

test('a pseudonym is the same every time, another for another person or municipality, and not the number', async () => {
  const log = await place.open();
  // The same secret; a log in another folder has writers' keys of its own.
  const keys = { ...place.keys, directory: join(place.root, 'other-keys') };
  const other = await place.open({ municipality: '131130', directory: join(place.root, 'other'), keys });
  const pseudonym = log.pseudonym('1000001');
  expect(pseudonym).toMatch(/^[\w-]{9}$/);
  expect(log.pseudonym('1000001')).toBe(pseudonym);
  expect(log.pseudonym('1000002')).not.toBe(pseudonym);
  expect(other.pseudonym('1000001')).not.toBe(pseudonym);
  await Promise.all([log.close(), other.close()]);
});
