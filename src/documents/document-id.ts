import { createHash } from 'node:crypto';

/**
 * `sha256:` and the text's hash in lower-case hex: the identifier of GraphQL over HTTP, appendix A (persisted
 * documents).
 */
export function documentId(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** Whether an entry calls itself as such a hash would: anything else is not repeated in a message. */
export function isDocumentId(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}
