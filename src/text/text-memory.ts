/** Texts kept at most, and their letters together. */
const MOST_TEXTS = 200;
const MOST_LETTERS = 1_000_000;

/** What was found out of texts, the last used ones: to find it out anew would cost as much each time. */
export class TextMemory<Finding> {
  private readonly known = new Map<string, Finding>();
  private letters = 0;

  get size(): number {
    return this.known.size;
  }

  get(text: string): Finding | undefined {
    const finding = this.known.get(text);
    // Last used last: the first is the one to go.
    if (finding !== undefined && this.known.delete(text)) this.known.set(text, finding);
    return finding;
  }

  set(text: string, finding: Finding): void {
    if (this.known.has(text)) return;
    this.known.set(text, finding);
    this.letters += text.length;
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_TEXTS && this.letters <= MOST_LETTERS) break;
      this.known.delete(oldest);
      this.letters -= oldest.length;
    }
  }
}
