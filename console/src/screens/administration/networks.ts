import type { ContractWork } from './operations.generated.js';

/** What a contract lacks that was registered before it was asked for. */
export interface Place {
  readonly work: ContractWork;
  readonly reEntrustmentAllowed: boolean;
}

export const PLACE: Place = { work: 'MAINTENANCE', reEntrustmentAllowed: false };

/** Networks as they are typed: one after another, with blanks, commas or 、 between. */
export const networksIn = (text: string): string[] => text.split(/[\s,、]+/).filter(Boolean);
