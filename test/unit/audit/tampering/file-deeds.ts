import { cp, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Kind } from './kind.js';
import { flipped, seqOf, type Scene } from './scene.js';

const [ONE, TWO] = ['gw1', 'gw2'];
const MAGIC = Buffer.from('SEKISHO-LOG 4\n');
/** Bytes of one copy of the head's line. */
const half = (bytes: Buffer): number => bytes.length / 2;

type Work = Kind['work'];

async function swap(one: string, other: string): Promise<void> {
  await rename(one, `${one}.kept`);
  await rename(other, one);
  await rename(`${one}.kept`, other);
}

async function reframe(scene: Scene, segment: number, change: (frames: Buffer[]) => Buffer[]): Promise<void> {
  const path = scene.segment(ONE, segment);
  await scene.putFrames(path, change(await scene.frames(path)));
}

const last = async (scene: Scene): Promise<string> => scene.segment(ONE, await scene.newest(ONE));

const SEGMENTS: Readonly<Record<string, Work>> = {
  'the first deleted': (scene) => rm(scene.segment(ONE, 1)),
  'one in the middle deleted': (scene) => rm(scene.segment(ONE, 3)),
  'the newest deleted': async (scene) => rm(await last(scene)),
  'the two newest deleted': async (scene) => {
    const newest = await scene.newest(ONE);
    for (const index of [newest, newest - 1]) await rm(scene.segment(ONE, index));
  },
  'all deleted': async (scene) => {
    for (const index of await scene.segments(ONE)) await rm(scene.segment(ONE, index));
  },
  'one deleted and the ones behind it renumbered': async (scene) => {
    const newest = await scene.newest(ONE);
    for (let index = 3; index < newest; index++)
      await rename(scene.segment(ONE, index + 1), scene.segment(ONE, index));
  },
  'the newest cut in half': async (scene) =>
    truncate(await last(scene), (await readFile(await last(scene))).length >> 1),
  'the newest without its last frame': async (scene) =>
    reframe(scene, await scene.newest(ONE), (frames) => frames.slice(0, -1)),
  'the newest without its last two frames': async (scene) =>
    reframe(scene, await scene.newest(ONE), (frames) => frames.slice(0, -2)),
  'one in the middle emptied': (scene) => truncate(scene.segment(ONE, 2), 0),
  'one in the middle with its beginning only': (scene) => writeFile(scene.segment(ONE, 2), MAGIC),
  'the newest emptied': async (scene) => truncate(await last(scene), 0),
  'the beginning of another format': (scene) =>
    scene.alter(scene.segment(ONE, 2), (bytes) =>
      Buffer.concat([Buffer.from('SEKISHO-LOG 1\n'), bytes.subarray(14)]),
    ),
  'the beginning of a version that has no such records': (scene) =>
    scene.alter(scene.segment(ONE, 2), (bytes) =>
      Buffer.concat([Buffer.from('SEKISHO-LOG 3\n'), bytes.subarray(14)]),
    ),
  'no beginning': (scene) => scene.alter(scene.segment(ONE, 2), (bytes) => bytes.subarray(14)),
  'rubbish behind an ended one': (scene) =>
    scene.alter(scene.segment(ONE, 2), (bytes) => Buffer.concat([bytes, randomBytes(60)])),
  'zeros behind an ended one': (scene) =>
    scene.alter(scene.segment(ONE, 2), (bytes) => Buffer.concat([bytes, Buffer.alloc(64)])),
  'a frame replayed behind the end of its segment': (scene) =>
    reframe(scene, 2, (frames) => [...frames, frames[0] as Buffer]),
  'a frame of an earlier segment replayed': async (scene) => {
    const [first = Buffer.alloc(0)] = await scene.frames(scene.segment(ONE, 1));
    await reframe(scene, 3, (frames) => [first, ...frames]);
  },
  'a frame of the other writer put in': async (scene) => {
    const [, foreign = Buffer.alloc(0)] = await scene.frames(scene.segment(TWO, 2));
    await reframe(scene, 2, ([first = Buffer.alloc(0), ...rest]) => [first, foreign, ...rest]);
  },
  'a frame replaced by the other writer’s of the same number': async (scene) => {
    const foreign = new Map(
      (await scene.frames(scene.segment(TWO, 1))).map((frame) => [seqOf(frame), frame]),
    );
    await reframe(scene, 1, (frames) =>
      frames.map((frame, at) => (at === 2 ? (foreign.get(seqOf(frame)) ?? frame) : frame)),
    );
  },
  'two swapped': (scene) => swap(scene.segment(ONE, 2), scene.segment(ONE, 3)),
  'one replayed over the one behind it': (scene) => cp(scene.segment(ONE, 2), scene.segment(ONE, 3)),
  'one replayed as a new one': async (scene) =>
    cp(scene.segment(ONE, 2), scene.segment(ONE, (await scene.newest(ONE)) + 1)),
  'an empty one more': async (scene) => writeFile(scene.segment(ONE, (await scene.newest(ONE)) + 1), MAGIC),
  'one more behind a gap': async (scene) =>
    cp(scene.segment(ONE, 2), scene.segment(ONE, (await scene.newest(ONE)) + 2)),
  'that of the other writer in its place': (scene) => cp(scene.segment(TWO, 2), scene.segment(ONE, 2)),
  'its frames in reverse order': (scene) => reframe(scene, 2, (frames) => [...frames].reverse()),
  'its frames twice': (scene) => reframe(scene, 2, (frames) => [...frames, ...frames]),
  'its first frame moved to the segment before': async (scene) => {
    const [first = Buffer.alloc(0)] = await scene.frames(scene.segment(ONE, 3));
    await reframe(scene, 3, (frames) => frames.slice(1));
    await reframe(scene, 2, (frames) => [...frames, first]);
  },
  'its last frame moved to the segment behind': async (scene) => {
    const end = (await scene.frames(scene.segment(ONE, 2))).at(-1) as Buffer;
    await reframe(scene, 2, (frames) => frames.slice(0, -1));
    await reframe(scene, 3, (frames) => [end, ...frames]);
  },
  'two made into one': async (scene) => {
    const [one, other] = [
      await scene.frames(scene.segment(ONE, 2)),
      await scene.frames(scene.segment(ONE, 3)),
    ];
    await scene.putFrames(scene.segment(ONE, 2), [...one, ...other]);
    await rm(scene.segment(ONE, 3));
  },
  'one replaced by a tombstone that no purge tells of': async (scene) => {
    const end = (await scene.frames(scene.segment(ONE, 1))).at(-1) as Buffer;
    await scene.putFrames(scene.tombstone(ONE, 1), [end]);
    await rm(scene.segment(ONE, 1));
  },
  'one replaced by a tombstone of another': async (scene) => {
    const end = (await scene.frames(scene.segment(ONE, 2))).at(-1) as Buffer;
    await scene.putFrames(scene.tombstone(ONE, 1), [end]);
    await rm(scene.segment(ONE, 1));
  },
  'one replaced by an empty tombstone': async (scene) => {
    await writeFile(scene.tombstone(ONE, 1), MAGIC);
    await rm(scene.segment(ONE, 1));
  },
  'the newest of an earlier time put back': async (scene) =>
    cp(scene.earlier('second', await last(scene)), await last(scene)).catch(async () =>
      truncate(await last(scene), 100),
    ),
  'the first of a folder without any other': async (scene) => {
    for (const index of (await scene.segments(ONE)).slice(1)) await rm(scene.segment(ONE, index));
  },
};

const HEADS: Readonly<Record<string, Work>> = {
  deleted: (scene) => rm(scene.head(ONE)),
  emptied: (scene) => truncate(scene.head(ONE), 0),
  'its first copy edited': (scene) => scene.alter(scene.head(ONE), (bytes) => flipped(bytes, 20)),
  'both copies edited': (scene) =>
    scene.alter(scene.head(ONE), (bytes) => flipped(flipped(bytes, 20), half(bytes) + 20)),
  'a number more in both copies': (scene) =>
    scene.alter(scene.head(ONE), (bytes) => Buffer.from(bytes.toString().replace(/"seq":(\d)/g, '"seq":9'))),
  'that of the other writer': (scene) => cp(scene.head(TWO), scene.head(ONE)),
  'that of an earlier time': (scene) => cp(scene.earlier('first', scene.head(ONE)), scene.head(ONE)),
  'that of an earlier time with its newest segment': async (scene) => {
    await cp(scene.earlier('second', scene.head(ONE)), scene.head(ONE));
    await cp(scene.earlier('second', scene.segment(ONE, 3)), scene.segment(ONE, 3));
  },
  'its first copy older than its second': async (scene) => {
    const older = await readFile(scene.earlier('first', scene.head(ONE)));
    await scene.alter(scene.head(ONE), (bytes) =>
      Buffer.concat([older.subarray(0, half(older)), bytes.subarray(half(bytes))]),
    );
  },
  'cut in half and edited': (scene) =>
    scene.alter(scene.head(ONE), (bytes) => flipped(bytes.subarray(0, half(bytes)), 9)),
};

const KEYS: Readonly<Record<string, Work>> = {
  'the data key of a segment deleted': (scene) => rm(scene.dataKey(ONE, 2)),
  'the data key of a segment edited': (scene) =>
    scene.alter(scene.dataKey(ONE, 2), (bytes) => flipped(bytes, 8)),
  'the data key of a segment emptied': (scene) => truncate(scene.dataKey(ONE, 2), 0),
  'two data keys swapped': (scene) => swap(scene.dataKey(ONE, 2), scene.dataKey(ONE, 3)),
  'an old data key in the place of a new one': (scene) => cp(scene.dataKey(ONE, 1), scene.dataKey(ONE, 2)),
  'the data key of the other writer': (scene) => cp(scene.dataKey(TWO, 2), scene.dataKey(ONE, 2)),
  'all data keys deleted': async (scene) => {
    for (const index of await scene.segments(ONE)) await rm(scene.dataKey(ONE, index));
  },
};

const WRITERS: Readonly<Record<string, Work>> = {
  'the first gone': (scene) => rm(scene.file(ONE, ''), { recursive: true }),
  'the second gone': (scene) => rm(scene.file(TWO, ''), { recursive: true }),
  'both gone': (scene) => rm(scene.audit, { recursive: true }).then(() => mkdir(scene.audit)),
  'one renamed': (scene) => rename(scene.file(TWO, ''), join(scene.audit, 'gw3')),
  'two swapped': (scene) =>
    swap(scene.file(ONE, '').replace(/\/$/, ''), scene.file(TWO, '').replace(/\/$/, '')),
  'one copied as a third': (scene) => cp(scene.file(ONE, ''), join(scene.audit, 'gw3'), { recursive: true }),
  'a third with a folder of nothing': (scene) => mkdir(join(scene.audit, 'gw3')),
  'one behind a gap': (scene) => cp(scene.file(ONE, ''), join(scene.audit, 'gw7'), { recursive: true }),
  'one emptied': (scene) =>
    rm(scene.file(TWO, ''), { recursive: true }).then(() => mkdir(scene.file(TWO, ''))),
  'one in the folder of the other': async (scene) => {
    await rm(scene.file(TWO, ''), { recursive: true });
    await cp(scene.file(ONE, ''), scene.file(TWO, ''), { recursive: true });
  },
  'one of an earlier time, its head kept': async (scene) => {
    const head = await readFile(scene.head(ONE));
    await scene.putBack('first', dirname(scene.head(ONE)));
    await writeFile(scene.head(ONE), head);
  },
  'one of an earlier time, head and all, while the other has gone on': async (scene) =>
    scene.putBack('second', dirname(scene.head(ONE))),
};

const named = (sort: string, deeds: Readonly<Record<string, Work>>): readonly Kind[] =>
  Object.entries(deeds).map(([name, work]) => ({ name: `${sort}: ${name}`, work }));

export const FILE_KINDS: readonly Kind[] = [
  ...named('segment', SEGMENTS),
  ...named('head', HEADS),
  ...named('keys', KEYS),
  ...named('writer', WRITERS),
];
