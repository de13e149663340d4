import { access, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CosigningWitness } from '../../../src/audit/checkpoints/cosigning-witness.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import { verifyLog, verifyPublicly } from '../../../src/audit/verify/verify-log.js';
import { isCosigned, readWitness } from '../../../src/audit/verify/witnessed.js';
import { FolderWitness, type Witness } from '../../../src/audit/checkpoints/witness.js';
import { WitnessServer } from '../../support/witness-server.js';
import { Workplace, answer } from './fixtures.js';

/**
 * What no look into the folder shows: all of it, keys included, put back to an earlier state (docs/attacks.md
 * T9).
 */
let place: Workplace;
let kept: string;
let faults: unknown[];
beforeEach(async () => {
  place = await Workplace.make();
  kept = join(place.root, 'witness');
  await mkdir(kept);
  faults = [];
});
afterEach(() => place.remove());

const onFault = (error: unknown) => void faults.push(error);
const verify = async () => verifyLog(place.audit, secretsOf(place.keys), await readWitness(kept));

async function work(
  count: number,
  witness: Witness = new FolderWitness(kept, { onFault }),
  segmentBytes = 4000,
): Promise<void> {
  const log = await place.open({ witness, segmentBytes });
  for (let at = 0; at < count; at++) await answer(log, `r${at}`);
  await log.close();
}

/** Verifier keys that the log names. */
async function namedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { record } of readRecords(place.audit, place.keys)) {
    if (record.kind === 'GENESIS') keys.push(record.key);
    if (record.kind === 'CHECKPOINT')
      keys.push(...[...record.note.matchAll(/^next (.*)$/gm)].map(([, key = '']) => key));
  }
  return keys;
}

/** docs/attacks.md L11 */
test('links in the folder of a witness lead nothing into the files of the log', async () => {
  const others = ['log', 'keys'].map((name) => join(place.root, name + '-elsewhere'));
  for (const file of others) await writeFile(file, 'as it was');
  await symlink(others[0] ?? '', join(kept, 'gw1.note.new'));
  await symlink(others[1] ?? '', join(kept, 'gw1.notes'));
  await work(3);
  for (const file of others) expect(await readFile(file, 'utf8')).toBe('as it was');
  expect(faults).not.toEqual([]);
  await rm(join(kept, 'gw1.notes'));
  await work(3);
  expect(await verify()).toMatchObject({ whole: true });
});

test('a folder keeps the newest checkpoint and all before it, and the log agrees with it', async () => {
  await work(24);
  await work(3);
  const notes = (await readFile(join(kept, 'gw1.notes'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
  expect(notes.length).toBeGreaterThan(2);
  expect(notes.at(-1)).toBe(await readFile(join(kept, 'gw1.note'), 'utf8'));
  expect(await verify()).toMatchObject({ whole: true });
  expect(faults).toEqual([]);
});

test('the whole log with its keys put back to yesterday is found by the witness alone', async () => {
  const log = () => work(4, new FolderWitness(kept, { onFault }), 1e6);
  await log();
  for (const name of ['audit', 'keys'])
    await cp(join(place.root, name), join(place.root, `yesterday-${name}`), { recursive: true });
  await log();
  const seen = await readWitness(kept);
  for (const name of ['audit', 'keys']) {
    await rm(join(place.root, name), { recursive: true });
    await cp(join(place.root, `yesterday-${name}`), join(place.root, name), { recursive: true });
  }
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({ whole: true });
  expect(await verify()).toMatchObject({
    whole: false,
    faults: [expect.stringMatching(/^gw1: the witness has seen \d+ records, only \d+ are here$/)],
  });
  // Written on from there beyond what it was: the records are others.
  await log();
  await log();
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({ whole: true });
  expect((await verifyLog(place.audit, secretsOf(place.keys), seen)).faults).toEqual([
    expect.stringMatching(/^gw1: the witness has seen other records among the first \d+$/),
  ]);
});

test('a note that the log never signed, and a writer that is gone, are told of', async () => {
  await work(2);
  const note = await readFile(join(kept, 'gw1.note'), 'utf8');
  await writeFile(join(kept, 'gw1.note'), note.replace(/\n(\d+)\n/, '\n1\n'));
  await writeFile(join(kept, 'gw2.note'), note);
  expect((await verify()).faults).toEqual([
    'the witness holds a checkpoint that no key of gw1 signed',
    'the witness has seen gw2, which is missing',
  ]);
});

test('a witness that is away keeps nobody waiting, is told of once, and gets the newest checkpoint when it is back', async () => {
  await rm(kept, { recursive: true });
  const log = await place.open({ witness: new FolderWitness(kept, { onFault }), checkpointMilliseconds: 5 });
  await answer(log, 'a');
  while (faults.length === 0) await answer(log, 'b');
  // Its mount is away: what lay in its place here would vouch for nothing (docs/attacks.md M13).
  await expect(access(kept)).rejects.toMatchObject({ code: 'ENOENT' });
  await mkdir(kept);
  while (faults.length < 2) await answer(log, 'c');
  await log.close();
  expect(faults).toEqual([expect.objectContaining({ code: 'ENOENT' }), null]);
  expect(await verify()).toMatchObject({ whole: true });
});

describe('a witness that co-signs', () => {
  let server: WitnessServer;
  let keys: readonly string[] = [];
  const witness = () =>
    new CosigningWitness({ url: server.url, log: (writer) => join(place.audit, writer), kept, onFault });
  beforeEach(async () => {
    keys = [];
    server = await new WitnessServer(() => keys).start();
    await (await place.open()).close();
    keys = await namedKeys();
  });
  afterEach(() => server.stop());

  test('signs each checkpoint with its proof, through restarts, and its signature is kept', async () => {
    await work(1, witness());
    expect(server.answered).toEqual([200]);
    await work(1, witness());
    // A new process does not know what the witness has seen, asks, and proves it from the log.
    expect(server.answered).toEqual([200, 409, 200]);
    const note = await readFile(join(kept, 'gw1.note'), 'utf8');
    expect(isCosigned(note, server.verifierKey)).toBe(true);
    expect(isCosigned(note.replace(/\n(\d+)\n/, '\n1\n'), server.verifierKey)).toBe(false);
    expect(isCosigned(note, server.verifierKey.replace(/\+..../, '+0000'))).toBe(false);
    expect(await verify()).toMatchObject({ whole: true });
    expect(await verifyPublicly(place.audit, keys, await readWitness(kept))).toMatchObject({ whole: true });
    expect(faults).toEqual([]);
  });

  test('refuses a log that does not continue what it signed, and that is told of', async () => {
    await work(3, witness());
    const seen = server.size('sekisho/132101/gw1');
    await rm(place.audit, { recursive: true });
    await rm(join(place.root, 'keys', 'audit'), { recursive: true });
    await (await place.open()).close();
    keys = await namedKeys();
    await work(6, witness());
    expect(faults).toEqual([expect.objectContaining({ message: 'the witness answers 422' })]);
    expect(server.size('sekisho/132101/gw1')).toBe(seen);
  });

  test.each([
    [{ status: 500, body: '' }, /answers 500/],
    [{ status: 200, body: '<html>' }, /no signature/],
    [{ status: 409, body: '99999\n' }, /not in this log/],
    [{ status: 409, body: 'what' }, /not in this log/],
  ])('that answers %j is told of', async (broken, what) => {
    server.broken = broken;
    await work(1, witness());
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringMatching(what) as string })]);
  });
});

test('writers vouch for each other: what one has seen of another must be there', async () => {
  const first = await place.open({ checkpointMilliseconds: 5 });
  const second = await place.open({ checkpointMilliseconds: 5 });
  const seen = async () =>
    (await verifyLog(place.audit, secretsOf(place.keys))).writers.flatMap(({ others }) =>
      others.map(({ writer }) => writer),
    );
  await answer(first, 'a');
  while (!(await seen()).includes('gw1')) await answer(second, 'b');
  await first.close();
  await second.close();
  expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({ whole: true });
  // gw1 made anew, keys and all, with another history.
  await rm(join(place.audit, 'gw1'), { recursive: true });
  await rm(join(place.root, 'keys', 'audit', 'gw1'), { recursive: true });
  const forged = await place.open();
  for (let at = 0; at < 9; at++) await answer(forged, 'forged');
  await forged.close();
  expect((await verifyLog(place.audit, secretsOf(place.keys))).faults).toEqual([
    expect.stringMatching(/^gw1: gw2 has seen (other records|\d+ records)/),
  ]);
});
