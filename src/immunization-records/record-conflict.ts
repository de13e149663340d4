import type { RecordFaultCode } from './record-texts.js';

/** Somebody else was first: what the act was judged by is no longer so. */
export class RecordConflict extends Error {
  override readonly name = 'RecordConflict';

  constructor(readonly code: RecordFaultCode) {
    super(code);
  }
}
