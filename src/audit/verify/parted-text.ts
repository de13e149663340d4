import { inflateRawSync } from 'node:zlib';

import { DICTIONARY } from '../format/format-dictionary.js';
import { HOLE, MAX_PAYLOAD, VALUE } from '../format/log-format.js';

const UUID_BYTES = 16;
const INSTANT_BYTES = 6;

/** Takes the parts of a record off its text, one behind the other; what is not there is a RangeError. */
export class Parts {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.bytes.readUInt8(this.at++);
      value += (byte % 128) * unit;
      if (byte < 128) return value;
      if (unit > Number.MAX_SAFE_INTEGER) throw new RangeError('a number has no end');
    }
  }

  take(size: number): Buffer {
    if (this.at + size > this.bytes.length) throw new RangeError('a part is cut short');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  get isEmpty(): boolean {
    return this.at === this.bytes.length;
  }
}

/** The rest of a MODEL. */
export function restOfModel(parts: Parts): string {
  return inflated(parts.take(parts.number()), DICTIONARY);
}

/** How many records before a LIKE its model stands; what fills it up is passed over. */
export function backIn(parts: Parts): number {
  parts.take(parts.number());
  return parts.number();
}

/** The rest of a LIKE, behind its `back`. */
export function restOfLike(parts: Parts, model: string): string {
  const size = parts.number();
  return size === 0 ? model : inflated(parts.take(size), Buffer.from(model));
}

function inflated(deflated: Buffer, dictionary: Buffer): string {
  return inflateRawSync(deflated, { maxOutputLength: MAX_PAYLOAD, dictionary }).toString('utf8');
}

/**
 * The JSON of the record `seq`: its rest with the values, which are what is left of the parts, in their places.
 * @throws RangeError where there are more or fewer of them than places
 */
export function textOf(rest: string, parts: Parts, seq: number): string {
  const [first = '', ...others] = rest.split(HOLE);
  const text = others.reduce((before, behind) => before + valueIn(parts, seq) + behind, first);
  if (!parts.isEmpty) throw new RangeError('more values than places');
  return text;
}

function valueIn(parts: Parts, seq: number): string {
  const number = parts.number();
  const [kind, size] = [number % 8, Math.floor(number / 8)];
  switch (kind) {
    case VALUE.TEXT:
      return parts.take(size).toString('utf8');
    case VALUE.WORD:
      return `"${parts
        .take(Math.ceil((size * 6) / 8))
        .toString('base64url')
        .slice(0, size)}"`;
    case VALUE.UUID: {
      const hex = parts.take(UUID_BYTES).toString('hex');
      return `"${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}"`;
    }
    case VALUE.INSTANT:
      return `"${new Date(parts.take(INSTANT_BYTES).readUIntBE(0, INSTANT_BYTES)).toISOString()}"`;
    case VALUE.BACK:
      return String(seq - size);
    default:
      throw new RangeError('a value of no kind');
  }
}
