import { createDecipheriv, type KeyObject } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

import { FORM, MAX_PAYLOAD, MODELS_IN_USE, NONCE_BYTES, TAG_BYTES } from '../format/log-format.js';
import { isFormOf } from '../format/log-version.js';
import { DICTIONARY } from '../format/format-dictionary.js';
import type { RawFrame } from './frames.js';
import { backIn, Parts, restOfLike, restOfModel, textOf } from './parted-text.js';

type Sealed = Pick<RawFrame, 'form' | 'seq' | 'content' | 'version'>;

/**
 * Opens the frames of one segment. Records that are like an earlier one are told by it, so whoever reads them in order
 * opens or passes every frame before them; whoever reads here and there asks which one is `missing`.
 */
export class SegmentTexts {
  /** The last models that were met, by sequence number: sealed, or their rest once it was asked for. */
  private readonly models = new Map<number, Sealed | string>();

  constructor(
    readonly writer: string,
    private readonly dataKey: KeyObject,
  ) {}

  /**
   * The JSON of a frame; null where the data key does not open it, it does not stand in its place, its model is not known, or
   * no record of its segment's version has this form.
   */
  open(frame: Sealed): Buffer | null {
    this.pass(frame);
    const text = this.unsealed(frame);
    if (text === null) return null;
    try {
      return this.expanded(frame, text);
    } catch {
      return null;
    }
  }

  /** Goes over a frame without opening it. Its bytes are copied where later ones may need them. */
  pass({ form, seq, content, version }: Sealed): void {
    if (form !== FORM.MODEL || this.models.has(seq)) return;
    this.models.set(seq, { form, seq, version, content: Buffer.from(content) });
    const [oldest] = this.models.keys();
    if (this.models.size > MODELS_IN_USE && oldest !== undefined) this.models.delete(oldest);
  }

  /** The record that has to be passed before this one can be opened; null where there is none, or this one does not open. */
  missing(frame: Sealed): number | null {
    const text = frame.form === FORM.LIKE ? this.unsealed(frame) : null;
    if (text === null) return null;
    try {
      const model = frame.seq - backIn(new Parts(text));
      return this.models.has(model) ? null : model;
    } catch {
      return null;
    }
  }

  private expanded({ form, seq }: Sealed, text: Buffer): Buffer {
    if (form === FORM.SEALED_DEFLATED)
      return inflateRawSync(text, { maxOutputLength: MAX_PAYLOAD, dictionary: DICTIONARY });
    if (form !== FORM.MODEL && form !== FORM.LIKE) return text;
    const parts = new Parts(text);
    const rest =
      form === FORM.MODEL ? restOfModel(parts) : restOfLike(parts, this.restOf(seq - backIn(parts)));
    if (form === FORM.MODEL) this.models.set(seq, rest);
    return Buffer.from(textOf(rest, parts, seq));
  }

  private restOf(seq: number): string {
    const model = this.models.get(seq);
    if (typeof model === 'string') return model;
    const text = model === undefined ? null : this.unsealed(model);
    if (text === null) throw new RangeError('the model of a record is not there');
    const rest = restOfModel(new Parts(text));
    this.models.set(seq, rest);
    return rest;
  }

  /** What was sealed, as its form has it; null where the key does not open it in this place. */
  private unsealed({ form, seq, content, version }: Sealed): Buffer | null {
    if (content.length < NONCE_BYTES + TAG_BYTES || !isFormOf(version, form)) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.dataKey, content.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    const text = content.subarray(NONCE_BYTES, -TAG_BYTES);
    const place = Buffer.from(`${this.writer}/${seq}`);
    decipher.setAuthTag(content.subarray(-TAG_BYTES));
    try {
      if (form !== FORM.CLEAR) return Buffer.concat([decipher.setAAD(place).update(text), decipher.final()]);
      decipher.setAAD(Buffer.concat([place, Buffer.from('\n'), text])).final();
      return text;
    } catch {
      return null;
    }
  }
}

/** What a frame in the clear says, to whoever has no key; null for a sealed one. */
export function clearContent({ form, content }: RawFrame): Buffer | null {
  return form === FORM.CLEAR && content.length >= NONCE_BYTES + TAG_BYTES
    ? content.subarray(NONCE_BYTES, -TAG_BYTES)
    : null;
}
