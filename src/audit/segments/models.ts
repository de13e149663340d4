import { MODELS_IN_USE } from '../format/log-format.js';
import type { RecordBody } from '../record/record.js';
import { asLike, asModel, partedText } from './parted-text.js';

/** Longest text in parts: deflate looks back no further. */
const LONGEST = 32 * 1024;
/** What an INTENT asks is in the model of its sort, so that nothing shows in how long it is; what came of it does. */
const PADDED_TO = { INTENT: 1, OUTCOME: 32 } as const;
/** Records like one model, at most: with a model that a disk has spoiled no more than these are lost. */
const MOST_ALIKE = 256;

type Request = Extract<RecordBody, { kind: 'INTENT' | 'OUTCOME' }>;

interface Model {
  readonly seq: number;
  readonly rest: string;
  /** Bytes it took. */
  readonly size: number;
  /** How many models there were before it in its segment. */
  readonly number: number;
  alike: number;
}

/** A record's text before it is sealed. */
export interface Likened {
  readonly isModel: boolean;
  readonly text: Buffer;
  /** To be called once the record is in the chain. */
  readonly keep: () => void;
}

/** Which records of a segment later ones may be told by: of each sort the newest that was told in full. */
export class Models {
  private readonly bySort = new Map<string, Model>();
  /** What open intents of this segment asked: an outcome has no document of its own. */
  private readonly asked = new Map<number, string | null>();
  private made = 0;

  /**
   * The text as it differs from the model of its sort, or as the new model where there is none or they have little in
   * common. Null where it is told in full and is no model.
   */
  textOf(json: string, body: RecordBody, seq: number): Likened | null {
    if (body.kind !== 'INTENT' && body.kind !== 'OUTCOME') return null;
    // A refusal says whom it concerned in words of its own, and a dictionary of them would tell that two are alike.
    if (
      json.length > LONGEST ||
      json.includes('"REFUSED"') ||
      (body.kind === 'OUTCOME' && body.detail !== null)
    ) {
      if (body.kind === 'OUTCOME' && body.intent !== null) this.asked.delete(body.intent);
      return null;
    }
    const document = body.kind === 'INTENT' ? body.document : (this.asked.get(body.intent ?? 0) ?? null);
    const sort = [body.kind, document, body.role, body.purpose].join(' ');
    const parted = partedText(json, seq);
    const model = this.bySort.get(sort);
    if (model !== undefined && model.alike < MOST_ALIKE && this.made - model.number <= MODELS_IN_USE) {
      const text = asLike(parted, model.rest, { back: seq - model.seq, padTo: PADDED_TO[body.kind] });
      if (text.length - parted.values.length < model.size / 2)
        return { isModel: false, text, keep: () => this.keep(body, seq, () => void (model.alike += 1)) };
    }
    const text = asModel(parted);
    const size = text.length - parted.values.length;
    const begin = () => this.begin(sort, { seq, rest: parted.rest, size });
    return { isModel: true, text, keep: () => this.keep(body, seq, begin) };
  }

  private keep(body: Request, seq: number, use: () => void): void {
    if (body.kind === 'INTENT') this.asked.set(seq, body.document);
    else if (body.intent !== null) this.asked.delete(body.intent);
    use();
  }

  private begin(sort: string, model: Pick<Model, 'seq' | 'rest' | 'size'>): void {
    // In the order in which they were made: the oldest is the first.
    this.bySort.delete(sort);
    this.bySort.set(sort, { ...model, number: this.made++, alike: 0 });
    const [oldest] = this.bySort.keys();
    if (this.bySort.size > MODELS_IN_USE && oldest !== undefined) this.bySort.delete(oldest);
  }
}
