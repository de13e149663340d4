import type { PreparedOperation } from './prepared-operation.js';

/**
 * Fields kept at most, of all documents together: one takes about a kilobyte, and the page's questions have some ten
 * thousand in all.
 */
export const MOST_KEPT = 100_000;
/** A single one that holds more is prepared anew each time: twenty of them would leave nothing to the others. */
const LARGEST_KEPT = MOST_KEPT / 20;
/** A field takes as much memory as so many letters of a document that was parsed. */
const LETTERS_A_FIELD = 10;

interface Kept {
  readonly prepared: PreparedOperation;
  /** What the parsed document counts, which is kept with what was prepared of it. */
  readonly document: number;
  fields: number;
}

/**
 * Prepared operations that were carried out last, bounded by what they hold: a text of two thousand letters becomes five
 * thousand fields where it spreads a fragment fifty times, and as many anew for each value of an @include.
 */
export class KeptOperations {
  /** Last used last: the first is the one to go. */
  private readonly known = new Map<string, Kept>();
  private held = 0;

  /** What all of them count. */
  get fields(): number {
    return this.held;
  }

  lastUsed(key: string): PreparedOperation | undefined {
    const kept = this.known.get(key);
    if (kept !== undefined && this.known.delete(key)) this.known.set(key, kept);
    return kept?.prepared;
  }

  /** @param letters of the document's text */
  keep(key: string, prepared: PreparedOperation, letters: number): void {
    const kept = { prepared, document: 1 + Math.ceil(letters / LETTERS_A_FIELD), fields: 0 };
    this.known.set(key, kept);
    // What is below a field is prepared when its first object comes, long after this.
    prepared.onGrowth = () => this.weigh(key, kept);
    this.weigh(key, kept);
  }

  private weigh(key: string, kept: Kept): void {
    const fields = kept.document + kept.prepared.fields;
    this.held += fields - kept.fields;
    kept.fields = fields;
    if (fields > LARGEST_KEPT) this.drop(key, kept);
    for (const [oldest, one] of this.known) {
      if (this.held <= MOST_KEPT) break;
      this.drop(oldest, one);
    }
  }

  private drop(key: string, { prepared, fields }: Kept): void {
    prepared.onGrowth = null;
    this.known.delete(key);
    this.held -= fields;
  }
}
