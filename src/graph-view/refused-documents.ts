import type { GraphQLFormattedError } from 'graphql';

/** Documents kept at most, and their letters together. */
const MOST_DOCUMENTS = 200;
const MOST_LETTERS = 1_000_000;

type Faults = readonly GraphQLFormattedError[];

/** What was said of documents that were refused, the last used ones: to find it out anew costs as much each time. */
export class RefusedDocuments {
  private readonly known = new Map<string, Faults>();
  private letters = 0;

  get size(): number {
    return this.known.size;
  }

  get(text: string): Faults | undefined {
    const faults = this.known.get(text);
    // Last used last: the first is the one to go.
    if (faults !== undefined && this.known.delete(text)) this.known.set(text, faults);
    return faults;
  }

  set(text: string, faults: Faults): void {
    if (this.known.has(text)) return;
    this.known.set(text, faults);
    this.letters += text.length;
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_DOCUMENTS && this.letters <= MOST_LETTERS) break;
      this.known.delete(oldest);
      this.letters -= oldest.length;
    }
  }
}
