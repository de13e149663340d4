/** What the detectors ask of the persons in the log, by keyed pseudonym. Kept in memory only, and never told on. */
export interface PeopleFacts {
  /** null for a number that the registry does not know. */
  of(subject: string): PersonFacts | null;
  /** Pseudonym of the account's own person, where they live in the city. */
  ownPerson(account: string): string | null;
  /** Account whose own person this is. */
  accountOf(subject: string): string | null;
  /** Under support measures on this day, `YYYY-MM-DD`. */
  isUnderSupportMeasures(subject: string, day: string): boolean;
  /** How many of the registered persons bear this surname, from 0 to 1. */
  surnameShare(surnameKana: string): number;
}

export interface PersonFacts {
  /** Reading of the surname, normalised; null where the name has no parts. */
  readonly surnameKana: string | null;
  readonly household: string;
  /** 町丁目 and 番, in one spelling; null where the address cannot be read. */
  readonly block: string | null;
  /** Place in the order of all 宛名番号: two persons whose numbers follow each other are one apart. */
  readonly rank: number;
}

/** What the detectors ask of an account. */
export interface AccountFacts {
  readonly id: string;
  readonly role: string;
  readonly kind: 'person' | 'service';
  /** `YYYY-MM-DD`, both included; null: goes on. */
  readonly begins: string;
  readonly ends: string | null;
}
