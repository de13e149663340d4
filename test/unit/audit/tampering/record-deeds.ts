import { basename } from 'node:path';
import { chainKeyOf } from '../../../../src/audit/keys/segment-keys.js';
import { frameMac } from '../../../../src/audit/segments/chain.js';
import { encodeHead, readHead } from '../../../../src/audit/segments/head.js';
import { readDataKey } from '../../../../src/audit/keys/key-files.js';
import { readSegment } from '../../../../src/audit/reading/read-records.js';
import { contentOf, likenedContent } from '../../../../src/audit/segments/sealing.js';
import { Models } from '../../../../src/audit/segments/models.js';
import { FORM } from '../../../../src/audit/format/log-format.js';
import { writeFile } from 'node:fs/promises';
import type { AuditRecord } from '../../../../src/audit/record/record.js';
import type { Kind } from './kind.js';
import { contentOfFrame, flipped, reframed, seqOf, type Scene } from './scene.js';

const WRITER = 'gw1';
/** What stands in the log; `END` is the final checkpoint of a segment, `LIKE` a record told by an earlier one. */
const RECORDS = ['GENESIS', 'START', 'INTENT', 'OUTCOME', 'LIKE', 'STOP', 'END'] as const;
type Kept = (typeof RECORDS)[number];

/** One record of the sort in a segment that has ended, with all frames of that segment. */
interface Found {
  readonly segment: number;
  readonly frames: readonly Buffer[];
  readonly at: number;
  readonly record: AuditRecord;
  /** Another of the same segment to swap with. */
  readonly beside: number;
}

type Deed = (frames: Buffer[], found: Found, scene: Scene) => Promise<void> | void;

/** What can be done to one record without any key. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'its length one more': (frames, { at }) => put(frames, at, (frame) => withLength(frame, 1)),
  'its length one less': (frames, { at }) => put(frames, at, (frame) => withLength(frame, -1)),
  'its length beyond the file': (frames, { at }) => put(frames, at, (frame) => withLength(frame, 1 << 24)),
  'its number one more': (frames, { at }) =>
    put(frames, at, (frame) => reframed(frame, { seq: seqOf(frame) + 1 })),
  'its number one less': (frames, { at }) =>
    put(frames, at, (frame) => reframed(frame, { seq: seqOf(frame) - 1 })),
  'its form another': (frames, { at }) =>
    put(frames, at, (frame) => reframed(frame, { form: (frame.readUInt8(12) + 1) % 5 })),
  'its form unknown': (frames, { at }) => put(frames, at, (frame) => reframed(frame, { form: 9 })),
  'its nonce edited': (frames, { at }) => put(frames, at, (frame) => flipped(frame, 13)),
  'its text edited': (frames, { at }) => put(frames, at, (frame) => flipped(frame, 13 + 20)),
  'its tag edited': (frames, { at }) => put(frames, at, (frame) => flipped(frame, -33)),
  'its mac edited': (frames, { at }) => put(frames, at, (frame) => flipped(frame, -1)),
  'its mac zeroed': (frames, { at }) =>
    put(frames, at, (frame) => reframed(frame, { mac: Buffer.alloc(32) })),
  'its mac that of the one beside it': (frames, { at, beside }) =>
    put(frames, at, (frame) => reframed(frame, { mac: (frames[beside] as Buffer).subarray(-32) })),
  'its content emptied': (frames, { at }) =>
    put(frames, at, (frame) => reframed(frame, { content: Buffer.alloc(0) })),
  'its content shorter': (frames, { at }) =>
    put(frames, at, (frame) => reframed(frame, { content: contentOfFrame(frame).subarray(0, -1) })),
  'its content that of the one beside it': (frames, { at, beside }) =>
    put(frames, at, (frame) => reframed(frame, { content: contentOfFrame(frames[beside] as Buffer) })),
  deleted: (frames, { at }) => void frames.splice(at, 1),
  'deleted, and all behind it renumbered': (frames, { at }) => {
    frames.splice(at, 1);
    for (let next = at; next < frames.length; next++)
      put(frames, next, (frame) => reframed(frame, { seq: seqOf(frame) - 1 }));
  },
  'deleted with all behind it in its segment': (frames, { at }) => void frames.splice(at),
  doubled: (frames, { at }) => void frames.splice(at, 0, frames[at] as Buffer),
  'doubled under a number of its own': (frames, { at }) =>
    void frames.splice(at, 0, reframed(frames[at] as Buffer, { seq: seqOf(frames[at] as Buffer) + 1 })),
  'swapped with the one beside it': (frames, { at, beside }) =>
    void ([frames[at], frames[beside]] = [frames[beside] as Buffer, frames[at] as Buffer]),
  'swapped with the one beside it, numbers kept': (frames, { at, beside }) => {
    const [one, other] = [frames[at] as Buffer, frames[beside] as Buffer];
    [frames[at], frames[beside]] = [
      reframed(other, { seq: seqOf(one) }),
      reframed(one, { seq: seqOf(other) }),
    ];
  },
  'cut in the middle': (frames, { at }) => put(frames, at, (frame) => frame.subarray(0, frame.length >> 1)),
  'pushed apart by a foreign byte': (frames, { at }) =>
    put(frames, at, (frame) => Buffer.concat([Buffer.of(0), frame])),
};

/** What a thief does who holds the data keys and the key of the head, and knows the format. */
const THEFTS: Readonly<Record<string, Deed>> = {
  'written anew with the data key': (frames, found, scene) => rewritten(frames, found, scene, found.at + 1),
  'written anew, and the chain made again to the end of its segment': (frames, found, scene) =>
    rewritten(frames, found, scene, frames.length),
};

export const RECORD_KINDS: readonly Kind[] = RECORDS.flatMap((kept) =>
  Object.entries({ ...DEEDS, ...THEFTS }).map(([name, deed]) => ({
    name: `${kept}: ${name}`,
    work: (scene: Scene) => apply(scene, kept, deed),
  })),
);

/**
 * The whole log written anew from one record on: every chain, and the head. Only the signatures are left to tell.
 */
export const REWRITES: readonly Kind[] = (['START', 'INTENT', 'OUTCOME', 'LIKE', 'STOP'] as const).map(
  (kept) => ({
    name: `${kept}: edited, with every chain behind it and the head made again`,
    work: async (scene) => {
      const found = await find(scene, kept);
      let previous: Buffer | null = null;
      for (const segment of (await scene.segments(WRITER)).filter((index) => index >= found.segment)) {
        const frames =
          segment === found.segment ? [...found.frames] : await scene.frames(scene.segment(WRITER, segment));
        const dataKey = await dataKeyOf(scene, segment);
        if (segment === found.segment) frames[found.at] = await edited(found, scene);
        for (let at = segment === found.segment ? found.at : 0; at < frames.length; at++) {
          const before: Buffer = previous ?? (await frameBefore(frames, found.at, segment, scene));
          frames[at] = previous = chained(frames[at] as Buffer, before, dataKey);
        }
        await scene.putFrames(scene.segment(WRITER, segment), frames);
      }
      const head = await readHead(scene.file(WRITER, ''), scene.keys);
      await writeFile(
        scene.head(WRITER),
        encodeHead({ seq: head?.seq ?? 0, mac: macOf(previous) }, scene.keys, '2024-05-01T00:00:00.000Z'),
      );
    },
  }),
);

async function apply(scene: Scene, kept: Kept, deed: Deed): Promise<void> {
  const found = await find(scene, kept);
  const frames = [...found.frames];
  await deed(frames, found, scene);
  await scene.putFrames(scene.segment(WRITER, found.segment), frames);
}

async function find(scene: Scene, kept: Kept): Promise<Found> {
  const newest = await scene.newest(WRITER);
  for (const segment of await scene.segments(WRITER)) {
    const path = scene.segment(WRITER, segment);
    const frames = await scene.frames(path);
    const records: AuditRecord[] = [];
    for await (const record of readSegment(
      { folder: scene.file(WRITER, ''), writer: WRITER, segment },
      scene.keys,
    ))
      records.push(record);
    const at = records.findIndex((record, index) => {
      if (kept === 'LIKE') return frames[index]?.readUInt8(12) === FORM.LIKE;
      return kept === 'END' ? record.kind === 'CHECKPOINT' && record.end !== undefined : record.kind === kept;
    });
    const record = records[at];
    if (record === undefined || segment === newest) continue;
    return { segment, frames, at, record, beside: at === frames.length - 1 ? at - 1 : at + 1 };
  }
  throw new Error(`no ${kept} in an ended segment of ${basename(scene.root)}`);
}

function macOf(frame: Buffer | null): Buffer {
  if (frame === null) throw new Error('nothing was written anew');
  return frame.subarray(-32);
}

function put(frames: Buffer[], at: number, change: (frame: Buffer) => Buffer): void {
  frames[at] = change(frames[at] as Buffer);
}

function withLength(frame: Buffer, more: number): Buffer {
  const bytes = Buffer.from(frame);
  bytes.writeUInt32BE(frame.readUInt32BE(0) + more, 0);
  return bytes;
}

async function rewritten(frames: Buffer[], found: Found, scene: Scene, upTo: number): Promise<void> {
  const dataKey = await dataKeyOf(scene, found.segment);
  frames[found.at] = await edited(found, scene);
  for (let at = found.at; at < upTo; at++) {
    frames[at] = chained(frames[at] as Buffer, await frameBefore(frames, at, found.segment, scene), dataKey);
  }
}

/** Its mac is what the frame's own is made over; zeros before the first of all. */
async function frameBefore(
  frames: readonly Buffer[],
  at: number,
  segment: number,
  scene: Scene,
): Promise<Buffer> {
  if (at > 0) return frames[at - 1] as Buffer;
  return segment === 1
    ? Buffer.alloc(32)
    : ((await scene.frames(scene.segment(WRITER, segment - 1))).at(-1) as Buffer);
}

/** The same record with a fact changed, sealed as the writer seals it; its mac is for the caller to make. */
async function edited({ segment, frames, at, record }: Found, scene: Scene): Promise<Buffer> {
  const frame = frames[at] as Buffer;
  const changed = { ...record, at: '2001-01-01T00:00:00.000Z' };
  const [json, place] = [JSON.stringify(changed), `${WRITER}/${seqOf(frame)}`];
  const dataKey = await dataKeyOf(scene, segment);
  const likened = new Models().textOf(json, changed, record.seq);
  const { form, bytes } =
    likened === null ? contentOf(json, record.kind, place, dataKey) : likenedContent(likened, place, dataKey);
  return reframed(frame, { form, content: bytes });
}

function chained(frame: Buffer, before: Buffer, dataKey: Awaited<ReturnType<typeof dataKeyOf>>): Buffer {
  const body = frame.subarray(0, -32);
  return Buffer.concat([body, frameMac(before.subarray(-32), chainKeyOf(dataKey), body)]);
}

async function dataKeyOf(scene: Scene, segment: number) {
  const key = await readDataKey(scene.keys, WRITER, segment);
  if (key === null) throw new Error('no data key');
  return key;
}
