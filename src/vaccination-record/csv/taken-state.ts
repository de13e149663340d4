import type { TextClosed } from '../../database/sealed-text.js';
import type { RecordResult } from '../../immunization-records/record-access.js';
import type { StagedDoseRow, TakenDoseRow } from '../vrs-tables.js';

/** What a staged dose came to. */
export type TakenState =
  | 'TAKEN' // a record of the ledger by now
  | 'KNOWN' // the ledger had the same dose of the same day; where they differ in the rest, reconciliation finds it
  | 'SET_ASIDE' // something stops it: no reason makes a record of it
  | 'WAITING' // somebody has to look and decide, with a reason
  | 'REFUSED' // somebody has looked, and it is none
  | 'CLOSED' // not for whoever runs it: it stays staged, for somebody else's run
  | 'UNREADABLE' // it does not open under the key at hand: it stays staged, and is looked at again
  | 'HELD'; // another run is at it or was killed at it, or somebody is at work on the person's file: a later run looks

/** In the store alone: a run is at it, and nobody knows yet what it comes to. */
export const TAKING = 'TAKING';

/** The same, and why. */
export interface Came {
  readonly state: TakenState;
  readonly codes: readonly string[];
}

/** One dose that somebody has to hear of. */
export type Told = Pick<TakenDoseRow, 'id' | 'line' | 'dose' | 'codes'> & { readonly state: TakenState };

/** What somebody has to hear of. */
export const TOLD: ReadonlySet<TakenState> = new Set(['SET_ASIDE', 'WAITING', 'CLOSED', 'UNREADABLE']);

/** What stands on the list of work until somebody has decided, and is told by some run. */
export const LEFT: ReadonlySet<TakenState> = new Set(['SET_ASIDE', 'WAITING']);

/** What nothing is kept of: the next run looks at it again. */
export const STAYS_STAGED: ReadonlySet<TakenState> = new Set(['CLOSED', 'UNREADABLE']);

/** What ends a dose that waits, or was set aside. */
export const KEPT: ReadonlySet<TakenState> = new Set(['TAKEN', 'KNOWN', 'REFUSED']);

export function cameTo({ change, faults, warnings }: RecordResult): Came | null {
  const codes = faults.map(({ code }) => code);
  if (change !== null) return { state: 'TAKEN', codes: change.warnings };
  if (codes.includes('BUSY')) return null;
  const isAsked = codes.length === 1 && codes[0] === 'REASON_NEEDED';
  return isAsked
    ? { state: 'WAITING', codes: warnings.map(({ code }) => code) }
    : { state: 'SET_ASIDE', codes };
}

export const unreadable = ({ code }: TextClosed): Came => ({ state: 'UNREADABLE', codes: [code] });

export const aside = (code: string): Came => ({ state: 'SET_ASIDE', codes: [code] });

export const pick = ({ id, line, dose }: Pick<StagedDoseRow, 'id' | 'line' | 'dose'>) => ({ id, line, dose });
