/**
 * Thrown by a store in place of the write: somebody else was first, and what the act was judged by is no longer so.
 * Nothing was written.
 */
export class ActConflict<Code extends string> extends Error {
  override readonly name = 'ActConflict';

  constructor(
    readonly code: Code,
    /** The input it is about; null for the act as a whole. */
    readonly field: string | null = null,
  ) {
    super(code);
  }
}

/** What an act writes could not be made; nothing was written. `cause`: why. */
export class NotMade extends Error {
  override readonly name = 'NotMade';
}
