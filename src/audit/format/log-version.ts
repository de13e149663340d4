/**
 * Which version of the log's format a segment is of. The number stands in two places:
 *
 * - the first line of every segment and tombstone, `SEKISHO-LOG 4`, which says how to read what follows;
 * - `format` of every record in the clear (GENESIS, CHECKPOINT). Chain and signatures bind those, so that a first
 *   line which was changed contradicts what stands behind it.
 *
 * Versions 1 and 2 are from before the first installation and are not read. From 3 on every later version reads all older
 * ones; 4 added the forms MODEL and LIKE. A segment that an older version began is continued in that version. A segment of another version is named as such and is neither whole nor tampered with: nobody can say.
 */
import { FORM, NONCE_BYTES, TAG_BYTES } from './log-format.js';

/** What this program writes, and the newest it reads. */
export const LOG_VERSION = 4;
/** The oldest it reads. */
export const OLDEST_READABLE = 3;
/** The first whose records may be MODEL or LIKE. */
export const FIRST_WITH_MODELS = 4;
/** Whether a frame of this form may stand in a segment whose first line says `version`. */
export function isFormOf(version: number, form: number): boolean {
  return form <= FORM.SEALED_DEFLATED || (form <= FORM.LIKE && version >= FIRST_WITH_MODELS);
}
/** Up to this version programs left `format` out of their records. */
const NOT_NAMED_UP_TO = 3;
/** Longest first line, in bytes. */
export const LONGEST_LINE = 20;
const LINE = /^SEKISHO-LOG ([1-9]\d{0,5})\n/;

/** First line of a segment or tombstone of this version. */
export function firstLineOf(version: number): Buffer {
  return Buffer.from(`SEKISHO-LOG ${version}\n`, 'latin1');
}

/** What segments begin with that this program writes. */
export const MAGIC = firstLineOf(LOG_VERSION);

/** The version in the first line; null where there is no such line. */
export function versionIn(beginning: Buffer): number | null {
  const [, digits] = LINE.exec(beginning.toString('latin1', 0, LONGEST_LINE)) ?? [];
  return digits === undefined ? null : Number(digits);
}

export function isReadable(version: number): boolean {
  return version >= OLDEST_READABLE && version <= LOG_VERSION;
}

/** What must be known of a frame to see whether it is a record in the clear. `content` is nonce ‖ text ‖ tag. */
interface FrameParts {
  readonly form: number;
  readonly seq: number;
  readonly content: Buffer;
}

/** What a frame in the clear says of the version. */
export interface NamedVersion {
  readonly format?: unknown;
}

/** Null for any frame that is not a GENESIS or CHECKPOINT in the clear, in its place. */
export function namedVersionIn({ form, seq, content }: FrameParts): NamedVersion | null {
  if (form !== FORM.CLEAR || content.length < NONCE_BYTES + TAG_BYTES) return null;
  let record: unknown;
  try {
    record = JSON.parse(content.toString('utf8', NONCE_BYTES, content.length - TAG_BYTES));
  } catch {
    return null;
  }
  if (typeof record !== 'object' || record === null) return null;
  const { kind, seq: own, format } = record as Record<string, unknown>;
  return (kind === 'GENESIS' || kind === 'CHECKPOINT') && own === seq ? { format } : null;
}

/** Whether a record in the clear may stand in a segment whose first line says `version`. */
export function fitsVersion({ format }: NamedVersion, version: number): boolean {
  return format === undefined ? version <= NOT_NAMED_UP_TO : format === version;
}

/** Names a segment of a version that this program does not read, and says what to do. `name`: of the segment. */
export function otherVersionText(
  name: string,
  version: number,
): { readonly ja: string; readonly en: string } {
  if (version > LOG_VERSION)
    return {
      ja: `${name} は記録形式の第${version}版で書かれています。このプログラムが読めるのは第${LOG_VERSION}版までです。その版以降のプログラムを使ってください。`,
      en: `${name} is written by version ${version} of the log's format; this program reads up to ${LOG_VERSION}: use that version or newer.`,
    };
  return {
    ja: `${name} は記録形式の古い版(第${version}版)で書かれています。このプログラムは第${OLDEST_READABLE}版以降を読みます。書いたプログラムで検証し、新しい記録は別のフォルダーで始めてください。`,
    en: `${name} is written by an older version of the log's format, ${version}; this program reads from ${OLDEST_READABLE} on: verify it with the program that wrote it, and begin a new log in another folder.`,
  };
}
