import type { Address } from './addresses.js';
import type { Day } from './calendar.js';
import type { CitySex } from './member-plan.js';
import type { PersonName } from './names.js';
import type { SupportCase } from './support-measures.js';

/** JUMIN_JOTAI of the registry: 1 resident, 2 moved out, 3 dead, 4 struck off, 9 住登外. */
export type Status = '1' | '2' | '3' | '4' | '9';

export interface Birth {
  readonly day: Day;
  /** What the registry knows of it. */
  readonly known: 'DAY' | 'MONTH' | 'YEAR' | 'NOTHING';
}

export interface Person {
  /** Seed of all numbers of this person; unique over all municipalities. */
  readonly sequence: number;
  readonly atenaNumber: string;
  readonly sex: CitySex;
  readonly birth: Birth;
  readonly relationship: string;
  readonly status: Status;
  readonly name: PersonName;
  /** ISO 3166 alpha-3, null for Japanese nationals. */
  readonly nationality: string | null;
  /** 住民となった日; null for 住登外. */
  readonly since: Day | null;
  /** The registry has lost the day of `since`. */
  readonly sinceUnknown: boolean;
  readonly bornHere: boolean;
  /** 住民でなくなった日; null while resident and for 住登外. */
  readonly until: Day | null;
}

export interface Household {
  readonly number: string;
  readonly address: Address;
  readonly members: readonly Person[];
  readonly support: SupportCase | null;
  /** A household that declines vaccinations as a whole. */
  readonly refuses: boolean;
}
