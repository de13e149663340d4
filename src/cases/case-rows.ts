/** A case as it is stored. Days are `YYYY-MM-DD`, instants UTC; lists of terms are separated by blanks. */
export interface CaseRow {
  /** `YEAR-NNNN`: fiscal year and running number. */
  readonly number: string;
  readonly fiscalYear: number;
  readonly serial: number;
  /** The city's own (文書番号), e.g. 5小健第123号; null where it has none. */
  readonly documentNumber: string | null;
  /** Purposes it serves. */
  readonly purposes: string;
  /** Division that opened it: it opens nothing to any other. */
  readonly division: string;
  readonly windowId: string;
  readonly requester: string;
  readonly ground: string | null;
  readonly officeKind: string | null;
  /** Name of the proxy or of the office; null where the person asked. */
  readonly requesterName: string | null;
  readonly documents: string;
  readonly consentForm: string | null;
  readonly consentScopes: string | null;
  readonly consentOn: string | null;
  readonly consentWithdrawnOn: string | null;
  /** When somebody asked. */
  readonly askedOn: string;
  /** Last day on which it opens anybody. */
  readonly openUntil: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly outcome: string | null;
  /** Ids of the acts that opened and closed it and took its consent back; what a crash left open is told by them. */
  readonly openedAct: string | null;
  readonly closedAct: string | null;
  /** Who added the consent and by which act, where it came after the case was opened. */
  readonly consentBy: string | null;
  readonly consentAct: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAct: string | null;
}

/** Whom a case is about: 宛名番号 as it was on the day; whoever reads follows merges. */
export interface CasePersonRow {
  readonly id: string;
  readonly caseNumber: string;
  readonly atenaNumber: string;
  /** Day of the consent that covers this person: it was given with them on the case. null: none does. */
  readonly consentedOn: string | null;
  /** UTC, when they were added (`AdditionRow.addedAt`); null: they were on it when it was opened. */
  readonly addedAt: string | null;
}

/** Every name a case can be found by, its own number and the city's: no two cases share one. */
export interface CaseNameRow {
  readonly name: string;
  readonly caseNumber: string;
}

/** A matching by number and four items: that it was made and what it came to, never what was compared. */
export interface MatchRow {
  /** That of the act. */
  readonly id: string;
  readonly caseNumber: string | null;
  readonly atenaNumber: string;
  readonly decision: string;
  readonly account: string;
  readonly matchedAt: string;
}

/** Something that was added to a case after it was opened. */
export interface AdditionRow {
  /** That of the act. */
  readonly id: string;
  readonly caseNumber: string;
  readonly account: string;
  /** UTC, behind whatever came onto the case before it, whichever gateway's clock that was by. */
  readonly addedAt: string;
  /** 宛名番号 of those who were not on the case before, separated by blanks. */
  readonly persons: string;
  /** Kinds of documents that the case had not before, likewise. */
  readonly documents: string;
  /** Kinds that it had, of which one was seen again since the last person came, likewise; null: none. */
  readonly seenAgain: string | null;
}

/** What an act writes beside its key, in one transaction with it. */
export type CaseWrite =
  | {
      readonly is: 'OPEN';
      /** The store gives it the next number of its year. */
      readonly row: Omit<CaseRow, 'number' | 'serial'>;
      readonly persons: readonly string[];
    }
  | { readonly is: 'ADD'; readonly row: AdditionRow }
  | {
      readonly is: 'CLOSE';
      readonly number: string;
      readonly change: Pick<CaseRow, 'closedBy' | 'closedAt' | 'outcome' | 'closedAct'>;
    }
  | {
      readonly is: 'CONSENT';
      readonly number: string;
      readonly change: Pick<
        CaseRow,
        'consentForm' | 'consentScopes' | 'consentOn' | 'consentBy' | 'consentAct'
      >;
    }
  | {
      readonly is: 'WITHDRAW';
      readonly number: string;
      readonly change: Pick<CaseRow, 'consentWithdrawnOn' | 'withdrawnBy' | 'withdrawnAct'>;
    }
  | { readonly is: 'MATCH'; readonly row: MatchRow };
