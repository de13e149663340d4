import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadAuditKeys, type AuditKeys } from '../../../../src/audit/keys/audit-keys.js';
import { MAGIC } from '../../../../src/audit/format/log-version.js';
import { framePlaces } from '../fixtures.js';

/** A log with its keys as somebody finds it on the disk: a copy of their own, to do with as they like. */
export class Scene {
  private constructor(
    /** Holds `audit`, `keys`, and earlier states of the first two under `then/NAME`. */
    readonly root: string,
    readonly keys: AuditKeys,
  ) {}

  static async copyOf(original: string): Promise<Scene> {
    const root = await mkdtemp(join(tmpdir(), 'sekisho-tampering-'));
    await cp(original, root, { recursive: true });
    return new Scene(root, loadAuditKeys(join(root, 'keys', 'audit.json'), { create: false }));
  }

  get audit(): string {
    return join(this.root, 'audit');
  }
  file(writer: string, name: string): string {
    return join(this.audit, writer, name);
  }
  segment(writer: string, index: number): string {
    return this.file(writer, `${String(index).padStart(6, '0')}.skl`);
  }
  tombstone(writer: string, index: number): string {
    return this.file(writer, `${String(index).padStart(6, '0')}.end`);
  }
  head(writer: string): string {
    return this.file(writer, 'head');
  }
  dataKey(writer: string, index: number): string {
    return join(this.keys.directory, writer, `${String(index).padStart(6, '0')}.key`);
  }
  /** The same file as it was in an earlier state. */
  earlier(name: string, file: string): string {
    return file.replace(this.root, join(this.root, 'then', name));
  }

  /** Numbers of the writer's segments. */
  async segments(writer: string): Promise<number[]> {
    const names = await readdir(join(this.audit, writer));
    return names
      .filter((name) => name.endsWith('.skl'))
      .map((name) => Number.parseInt(name, 10))
      .sort((a, b) => a - b);
  }
  async newest(writer: string): Promise<number> {
    return (await this.segments(writer)).at(-1) ?? 0;
  }

  /** The frames of a segment, each from length to mac. */
  async frames(path: string): Promise<Buffer[]> {
    const bytes = await readFile(path);
    return (await framePlaces(path)).map(({ start, end }) => Buffer.from(bytes.subarray(start, end)));
  }
  async putFrames(path: string, frames: readonly Buffer[]): Promise<void> {
    await writeFile(path, Buffer.concat([MAGIC, ...frames]));
  }
  async alter(path: string, change: (bytes: Buffer) => Buffer): Promise<void> {
    await writeFile(path, change(await readFile(path)));
  }
  /** Puts the whole folder of an earlier state back: `audit`, `keys`, or one writer's of either. */
  async putBack(name: string, folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await cp(this.earlier(name, folder), folder, { recursive: true });
  }
  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  /** Every file with its content: what a kind must change to count. */
  async fingerprint(): Promise<string> {
    const all = await readdir(this.root, { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => !entry.isDirectory() && !entry.parentPath.includes('/then'));
    const parts = files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return `${path.slice(this.root.length)} ${await readFile(path, 'base64').catch(() => 'no file')}`;
    });
    return [
      ...(await Promise.all(parts)),
      ...all.filter((entry) => entry.isDirectory()).map(({ name }) => name),
    ]
      .sort()
      .join('\n');
  }
}

/** A frame with some of its parts replaced, its length fitting. */
export function reframed(
  frame: Buffer,
  parts: { readonly seq?: number; readonly form?: number; readonly content?: Buffer; readonly mac?: Buffer },
): Buffer {
  const {
    seq = Number(frame.readBigUInt64BE(4)),
    form = frame.readUInt8(12),
    content = contentOfFrame(frame),
    mac = frame.subarray(-32),
  } = parts;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(content.length, 0);
  header.writeBigUInt64BE(BigInt(seq), 4);
  header.writeUInt8(form, 12);
  return Buffer.concat([header, content, mac]);
}

export const seqOf = (frame: Buffer): number => Number(frame.readBigUInt64BE(4));
export const contentOfFrame = (frame: Buffer): Buffer => frame.subarray(13, -32);

/** With the byte at `offset` (from the end where negative) another. */
export function flipped(bytes: Buffer, offset: number): Buffer {
  const at = offset < 0 ? bytes.length + offset : offset;
  return Buffer.from(bytes).fill((bytes[at] ?? 0) ^ 0x11, at, at + 1);
}
