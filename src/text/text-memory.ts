/** Texts kept at most, and their letters together. */
const MOST_TEXTS = 200;
const MOST_LETTERS = 1_000_000;

interface Kept<Finding> {
  readonly finding: Finding;
  /** Of the text and of what was found out of it. */
  readonly letters: number;
}

/** What was found out of texts, the last used ones: to find it out anew would cost as much each time. */
export class TextMemory<Finding> {
  private readonly known = new Map<string, Kept<Finding>>();
  private letters = 0;

  /** @param weigh letters that a finding takes, which may be many more than its text has */
  constructor(private readonly weigh: (finding: Finding) => number) {}

  get size(): number {
    return this.known.size;
  }

  get(text: string): Finding | undefined {
    const kept = this.known.get(text);
    // Last used last: the first is the one to go.
    if (kept !== undefined && this.known.delete(text)) this.known.set(text, kept);
    return kept?.finding;
  }

  set(text: string, finding: Finding): void {
    if (this.known.has(text)) return;
    const letters = text.length + this.weigh(finding);
    this.known.set(text, { finding, letters });
    this.letters += letters;
    for (const [oldest, one] of this.known) {
      if (this.known.size <= MOST_TEXTS && this.letters <= MOST_LETTERS) break;
      this.known.delete(oldest);
      this.letters -= one.letters;
    }
  }
}
