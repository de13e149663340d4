/**
 * A key, a manifest or a document cannot be used. Carries every fault at once, so that its owner mends them in
 * one go.
 */
export class DocumentsError extends Error {
  override readonly name = 'DocumentsError';

  /** `where: Japanese / English`, one line each. Never holds text of a document: a literal may name a person. */
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** What is wrong, in both languages; where it is wrong is for the caller to say. */
export interface DocumentFault {
  readonly ja: string;
  readonly en: string;
}

/** One fault as the line an operator reads. */
export function faultLine(where: string, { ja, en }: DocumentFault): string {
  return `${where}: ${ja} / ${en}`;
}
