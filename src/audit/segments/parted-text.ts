import { deflateRawSync } from 'node:zlib';

import { DICTIONARY } from '../format/format-dictionary.js';
import { HOLE, VALUE } from '../format/log-format.js';

/** The text of a record in the parts of `log-format.ts`. */
export interface PartedText {
  /** With a HOLE in place of each value. */
  readonly rest: string;
  /** The values, as they follow it in the record. */
  readonly values: Buffer;
}

/** What tells one record from another of its sort. */
const TAKEN_OUT = /"(seq|at|intent|request|account|case|subjects)":(\d+|"[^"\\]*(?:\\.[^"\\]*)*")/g;
const UUID = /^"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/;
const INSTANT = /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/;
const NUMBER = /^(?:0|[1-9]\d{0,14})$/;
const WORD = /^"[\w-]*"$/;
const INSTANT_BYTES = 6;

/** @param seq of the record */
export function partedText(json: string, seq: number): PartedText {
  const values: Buffer[] = [];
  const rest = json.replace(TAKEN_OUT, (_, name: string, value: string) => {
    values.push(valueBytes(value, seq));
    return `"${name}":${HOLE}`;
  });
  return { rest, values: Buffer.concat(values) };
}

function valueBytes(value: string, seq: number): Buffer {
  if (NUMBER.test(value) && Number(value) <= seq) return leb128(8 * (seq - Number(value)) + VALUE.BACK);
  const inside = value.slice(1, -1);
  if (UUID.test(value)) return behind(VALUE.UUID, 0, Buffer.from(inside.replaceAll('-', ''), 'hex'));
  if (isInstant(value, inside)) {
    const bytes = Buffer.alloc(INSTANT_BYTES);
    bytes.writeUIntBE(Date.parse(inside), 0, INSTANT_BYTES);
    return behind(VALUE.INSTANT, 0, bytes);
  }
  // Filled up to whole bytes: a decoder would drop the bits of a character that are fewer than eight.
  if (WORD.test(value)) {
    const bytes = Buffer.from(`${inside}AA`, 'base64url').subarray(0, Math.ceil((inside.length * 6) / 8));
    return behind(VALUE.WORD, inside.length, bytes);
  }
  const bytes = Buffer.from(value);
  return behind(VALUE.TEXT, bytes.length, bytes);
}

/** One that a clock can show: the 30th of February is none. */
function isInstant(value: string, inside: string): boolean {
  if (!INSTANT.test(value)) return false;
  const milliseconds = Date.parse(inside);
  return milliseconds >= 0 && new Date(milliseconds).toISOString() === inside;
}

function behind(kind: number, size: number, bytes: Buffer): Buffer {
  return Buffer.concat([leb128(8 * size + kind), bytes]);
}

/** As a record of form MODEL holds it. */
export function asModel({ rest, values }: PartedText): Buffer {
  const deflated = deflateRawSync(rest, { dictionary: DICTIONARY });
  return Buffer.concat([leb128(deflated.length), deflated, values]);
}

interface LikeOptions {
  /** How many records before it its model stands. */
  readonly back: number;
  /** Filled up to a multiple of so many bytes: lengths that are near each other are the same. */
  readonly padTo: number;
}

/** As a record of form LIKE holds it, told by the rest `model`. */
export function asLike({ rest, values }: PartedText, model: string, { back, padTo }: LikeOptions): Buffer {
  const deflated =
    rest === model ? Buffer.alloc(0) : deflateRawSync(rest, { dictionary: Buffer.from(model) });
  const parts = Buffer.concat([leb128(back), leb128(deflated.length), deflated, values]);
  const missing = padTo - 1 - (parts.length % padTo);
  return Buffer.concat([leb128(missing), Buffer.alloc(missing), parts]);
}

/** A whole number from 0 on, unsigned LEB128. */
function leb128(number: number): Buffer {
  const bytes: number[] = [];
  let left = number;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push(128 + (left % 128));
  return Buffer.from([...bytes, left]);
}
