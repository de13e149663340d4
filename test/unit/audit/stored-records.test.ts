import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import { RecordLookup } from '../../../src/audit/reading/record-lookup.js';
import { answer, Workplace } from './fixtures.js';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

async function all(): Promise<ReadonlyMap<string, unknown>> {
  const records = new Map<string, unknown>();
  for await (const { writer, record } of readRecords(place.audit, place.keys))
    records.set(`${writer}/${record.seq}`, record);
  return records;
}

test('every record is found in its place, in any order, across segments and writers, and again when more has come', async () => {
  const [one, two] = [await place.open({ segmentBytes: 1_200 }), await place.open()];
  for (let at = 0; at < 12; at++) await answer(one, `request-${at}`, `10000${at}`);
  await answer(two, 'other');
  const stored = new RecordLookup(place.audit, place.keys);
  const before = await all();
  expect(
    (await readdir(join(place.audit, 'gw1'))).filter((name) => name.endsWith('.skl')).length,
  ).toBeGreaterThan(2);
  expect(await stored.read([...before.keys()].reverse())).toEqual(before);
  for (let at = 12; at < 30; at++) await answer(one, `request-${at}`, `10000${at}`);
  const after = await all();
  // Two at once, and the one who goes before everybody.
  await Promise.all([
    stored.warm(() => false),
    stored.read([...after.keys()].slice(-3)),
    stored.read([...after.keys()].slice(-3)),
  ]);
  expect(after.size).toBeGreaterThan(before.size + 30);
  expect(await stored.read([...after.keys()])).toEqual(after);
  await one.close();
  await two.close();
});

test('a damaged record is not given out, and takes no other with it; nor is what names none', async () => {
  const log = await place.open();
  for (let at = 0; at < 5; at++) await answer(log, `request-${at}`);
  await log.close();
  const whole = await all();
  const segment = join(place.audit, 'gw1', '000001.skl');
  const bytes = await readFile(segment);
  const damaged = [...whole.keys()][5] ?? '';
  const stored = new RecordLookup(place.audit, place.keys);
  // A byte of the content of that one frame: where it lies the reader itself can tell.
  let offset = 'SEKISHO-LOG 4\n'.length;
  for (let at = 0; at < 5; at++) offset += 13 + bytes.readUInt32BE(offset) + 32;
  bytes.writeUInt8(bytes.readUInt8(offset + 20) ^ 1, offset + 20);
  await writeFile(segment, bytes);
  const found = await stored.read([...whole.keys(), 'gw1/999999', 'gw9/1', 'gw1/x', '../gw1/1']);
  expect([...whole.keys()].filter((name) => !found.has(name))).toEqual([damaged]);
  expect(found.size).toBe(whole.size - 1);
  // A length that cannot be, of a frame that was found before.
  bytes.writeUInt32BE(0xffffffff, offset);
  await writeFile(segment, bytes);
  expect([...(await stored.read([...whole.keys()])).keys()]).toEqual([...found.keys()]);
});

test('a segment that was put in the place of another is not believed for what was remembered of it', async () => {
  const log = await place.open();
  await answer(log, 'first');
  const stored = new RecordLookup(place.audit, place.keys);
  const names = [...(await all()).keys()];
  expect((await stored.read(names)).size).toBe(names.length);
  await log.close();
  const segment = join(place.audit, 'gw1', '000001.skl');
  const bytes = await readFile(segment);
  const moved = bytes.readUInt32BE('SEKISHO-LOG 4\n'.length) + 13 + 32;
  await writeFile(segment, Buffer.concat([bytes.subarray(0, 14), bytes.subarray(14 + moved)]));
  expect((await stored.read(names)).get(names[0] ?? '')).toBeUndefined();
});
