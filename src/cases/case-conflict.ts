import type { CaseFaultCode } from './case-texts.js';

/** Somebody else was first: what the act rests on is no longer so. */
export class CaseConflict extends Error {
  override readonly name = 'CaseConflict';

  constructor(readonly code: CaseFaultCode) {
    super(code);
  }
}
