import type { Adapter, AdapterCall, LoadMany, HasSetAside } from '../adapter.js';
import type { PartialDate } from '../../src/calendar/partial-date.js';
import type { Sex } from '../resident-registry/model.js';

export type HealthPersonItem = 'phone' | 'memo' | 'birth';

/**
 * The 14 items of 別添1 group 2 (R084-R097), by their names in the graph, and what became of the record. Only where
 * `state` is asked for are records in the answer that were withdrawn: nobody else can take one for a dose.
 */
export type ImmunizationItem =
  | 'state'
  | 'vaccine'
  | 'date'
  | 'ageAtVaccination'
  | 'billingMonth'
  | 'setting'
  | 'place'
  | 'preExam'
  | 'preExamInstitution'
  | 'preExamDoctor'
  | 'institution'
  | 'doctor'
  | 'manufacturer'
  | 'lot'
  | 'doseMl';

export interface HealthPerson extends HasSetAside {
  readonly healthNumber: string;
  readonly phone?: string | null;
  /** Free text typed by staff: may hold anything, an individual number included. */
  readonly memo?: string | null;
  /** null where nothing of it can be read. */
  readonly birth?: PartialDate | null;
}

export interface Institution extends HasSetAside {
  readonly code: string;
  /** null where what is stored is no text and was set aside. */
  readonly name: string | null;
}

/** CORRECTED: changed since it was entered; WITHDRAWN: it stays on file, and is no dose any more. */
export type DoseState = 'RECORDED' | 'CORRECTED' | 'WITHDRAWN';

/** One row of the vaccination ledger; items not asked for are absent (`undefined`). */
export interface ImmunizationRecord extends HasSetAside {
  readonly id: string;
  readonly healthNumber: string;
  /** null where it cannot be read; `version` (更新番号), one more with each change of the row, comes with it. */
  readonly state?: DoseState | null;
  readonly version?: number;
  /** Vaccine code of the graph (`MR`, `COVID19`, ...), null where the source's code is unknown. */
  readonly vaccine?: string | null;
  readonly doseNumber?: number;
  readonly date?: PartialDate | null;
  /** Completed years at vaccination by law (the day before the birthday), null when a date is uncertain. */
  readonly ageAtVaccination?: number | null;
  /** `YYYY-MM`. */
  readonly billingMonth?: string | null;
  readonly setting?: 'GROUP' | 'INDIVIDUAL' | 'WORKPLACE' | null;
  readonly place?: string | null;
  readonly preExam?: {
    readonly result: 'VACCINATED' | 'PRE_EXAM_ONLY' | null;
    /** Only when `preExamInstitution` is asked for as well: it says where somebody is (R091). */
    readonly institution?: Institution | null;
    /** Only when `preExamDoctor` is asked for as well: it is a third person's name (R092). */
    readonly doctor?: string | null;
  } | null;
  readonly institution?: Institution | null;
  readonly doctor?: string | null;
  readonly manufacturer?: string | null;
  readonly lot?: string | null;
  readonly doseMl?: number | null;
}

/** What a row of the ledger says, whole: for whoever enters, checks or corrects it, never for an answer. */
export interface DoseContent {
  /** Vaccine code of the graph; null where the source's code is unknown. */
  readonly vaccine: string | null;
  /** Number within the series. */
  readonly dose: number | null;
  /** `YYYY-MM-DD`, of old rows also `YYYY-MM` or `YYYY`; null where nothing of it is known. */
  readonly date: string | null;
  /** `YYYY-MM`. */
  readonly billingMonth: string | null;
  readonly setting: 'GROUP' | 'INDIVIDUAL' | 'WORKPLACE' | null;
  /** At most 60 UTF-16 code units, as all of a column's length. */
  readonly place: string | null;
  readonly preExam: 'VACCINATED' | 'PRE_EXAM_ONLY' | null;
  /** Codes of institutions, 7 characters. */
  readonly preExamInstitution: string | null;
  readonly institution: string | null;
  /** At most 40 each. */
  readonly preExamDoctor: string | null;
  readonly doctor: string | null;
  /** Code of the maker, 2 digits. */
  readonly manufacturer: string | null;
  readonly lot: string | null;
  /** Hundredths of a millilitre, 1 to 9,999. */
  readonly volume: number | null;
}

/** A row as it is kept. What of its content could not be read is null there, and set aside under the item's name. */
export interface KeptDose extends HasSetAside {
  readonly id: string;
  readonly healthNumber: string;
  /** As in `ImmunizationRecord`. */
  readonly version: number;
  readonly withdrawn: boolean;
  readonly content: DoseContent;
}

/** `request`: a UUID under which the change is known, and is made once however often it is sent. */
export type DoseWrite =
  | {
      readonly is: 'RECORD';
      readonly request: string;
      readonly healthNumber: string;
      readonly content: DoseContent;
    }
  | {
      readonly is: 'CORRECT';
      readonly request: string;
      readonly id: string;
      /** The row is changed only while it is as it was seen. */
      readonly version: number;
      /** Columns that are not named stay as they are, also where nobody can read them. */
      readonly changes: Partial<DoseContent>;
    }
  | {
      readonly is: 'WITHDRAW';
      readonly request: string;
      readonly id: string;
      readonly version: number;
    };

/** STALE: the row was changed by somebody else, and is at this version now. GONE: there is none, or it was withdrawn. */
export type DoseWritten =
  | { readonly is: 'WRITTEN'; readonly id: string; readonly version: number }
  | { readonly is: 'STALE'; readonly version: number }
  | { readonly is: 'GONE' };

/** A coupon as it is issued. */
export interface CouponWrite {
  /** 券番号, 10 digits. */
  readonly number: string;
  readonly healthNumber: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** In place of another one. */
  readonly reissued: boolean;
}

/** A row that may be past its term of keeping, by the order of rows. */
export interface OldDose {
  readonly id: string;
  readonly healthNumber: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null where nothing of it is known. */
  readonly date: string | null;
}

export type CertificateItem = 'vaccineKind' | 'productName' | 'passport' | 'issuedOn' | 'certificateId';

/** 別添1 group 3 (R098-R102). */
export interface CertificateRecord extends HasSetAside {
  readonly certificateId: string;
  readonly healthNumber: string;
  readonly vaccineKind?: string | null;
  readonly productName?: string | null;
  /** null on a domestic certificate. */
  readonly passport?: {
    readonly formerNames: string | null;
    readonly romanName: string | null;
    readonly nationality: string | null;
    readonly passportNumber: string | null;
  } | null;
  readonly issuedOn?: PartialDate;
}

/** Which residents to read for the statistics, in the order of their numbers. */
export interface CoveragePage {
  /** Inclusive, `YYYY-MM-DD`. */
  readonly bornFrom: string;
  readonly bornTo: string;
  /** Residents since this day or before, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** 1 to 1,000. */
  readonly first: number;
  /** Number of the last person of the page before; null for the first page. */
  readonly after: string | null;
}

export interface CoveragePerson {
  readonly healthNumber: string;
  /** `YYYY-MM-DD`, null where it is not known to the day. */
  readonly birthDate: string | null;
  /** null where the source's code is unknown (quarantined). */
  readonly sex: Sex | null;
  /** 地区 01 to 10, 99 for outside the city; null where the source's code is unknown (quarantined). */
  readonly district: string | null;
}

/** One dose given; several of one day are several rows. */
export interface DoseDay {
  readonly healthNumber: string;
  /** Vaccine code of the graph. */
  readonly vaccine: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, null where nothing of it is known. */
  readonly day: string | null;
}

/** Born in this window, not yet given this many doses of this vaccine: candidates for a recommendation. */
export interface RecallQuery {
  readonly vaccine: string;
  readonly bornFrom: string; // `YYYY-MM-DD`, inclusive
  readonly bornTo: string;
  readonly sex: Sex | null;
  readonly dosesNeeded: number; // fewer than this
  /** A certain day of birth lies in one of these, `YYYY-MM-DD` inclusive, with fewer doses than the most of those that hold it. */
  readonly births: readonly { readonly from: string; readonly to: string; readonly dosesNeeded: number }[];
  /** Doses on or before this day count, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly withDistrict?: boolean;
  readonly first: number; // 1 to 1,001: a page of the graph, and one row more
  readonly after: string | null;
}

/** What the ledger says under one number of the doses that a recall counts. */
export interface RecallDoses {
  /** Days of the doses given, in order, whole days only. */
  readonly doses: readonly string[];
  /** Rows that may be such a dose, and do not say on which day, of what, or whether it was given. */
  readonly doubtful: number;
}

export interface RecallCandidate extends RecallDoses {
  readonly healthNumber: string;
  readonly birthDate: PartialDate;
  /** Nothing can be read of the birth, so that nobody can say whether it lies in the window. */
  readonly isBirthUnknown: boolean;
  /** 地区 01 to 10, 99 for outside the city; null where it was not asked for, or the code is unknown. */
  readonly district: string | null;
  /** As this system has it, which hears of a move later; a status of no table may be one. */
  readonly isResident: boolean;
}

/** 健康管理システム: the vaccination file (R013). */
export interface HealthManagement extends Adapter {
  readonly system: 'HEALTH_MANAGEMENT';
  loadMany: LoadMany<string, HealthPerson, HealthPersonItem>;
  /** Per 宛名番号 of this system all ledger rows, oldest first. */
  loadImmunizations: LoadMany<string, readonly ImmunizationRecord[], ImmunizationItem>;
  loadCertificates: LoadMany<string, readonly CertificateRecord[], CertificateItem>;
  /** Per 宛名番号 of this system all rows whole, withdrawn ones too; null for a number that is none. */
  loadLedger: LoadMany<string, readonly KeptDose[]>;
  /** Medical institutions by code, 7 characters. */
  loadInstitutions: LoadMany<string, Institution>;
  /** By beginning of the code or part of the name; 1 to 1,000. */
  findInstitutions(nameOrCode: string, most: number, call: AdapterCall): Promise<readonly Institution[]>;
  /** Whose coupon each number (券番号) is: 宛名番号 of this system. */
  loadCouponHolders: LoadMany<string, string>;
  /** Enters, corrects or withdraws one dose. A change that was made before under its request is not made again. */
  writeDose(write: DoseWrite, call: AdapterCall): Promise<DoseWritten>;
  /**
   * Enters a coupon, unless there is one of this number, which stays as it is.
   *
   * @returns whose it is by now, 宛名番号 of this system: somebody else's where the number was taken
   */
  writeCoupon(write: CouponWrite, call: AdapterCall): Promise<string>;
  /** Rows given on or before a day, `YYYY-MM-DD`, or on no day that is known, behind a row; at most 1,000. */
  listOldDoses(
    page: { readonly by: string; readonly first: number; readonly after: string | null },
    call: AdapterCall,
  ): Promise<readonly OldDose[]>;
  /** Numbers under which the ledger has rows of a vaccine, old ones too, behind one of them, in order; at most 1,000. */
  listLedgerNumbers(
    page: { readonly vaccine: string; readonly first: number; readonly after: string | null },
    call: AdapterCall,
  ): Promise<readonly string[]>;
  /** Current residents of the city within these births, for the statistics alone. */
  listCoveragePersons(page: CoveragePage, call: AdapterCall): Promise<readonly CoveragePerson[]>;
  /** Doses given under these numbers by the end of `asOf`, `YYYY-MM-DD`. */
  listDoseDays(
    healthNumbers: readonly string[],
    asOf: string,
    call: AdapterCall,
  ): Promise<readonly DoseDay[]>;
  /** The doses under each of these numbers, old ones too; null for a number that is none. */
  loadRecallDoses(
    keys: readonly string[],
    query: Pick<RecallQuery, 'vaccine' | 'asOf'>,
    call: AdapterCall,
  ): Promise<readonly (RecallDoses | null)[]>;
  /**
   * Whoever was or may have been born in the window and lacks a dose, whatever their status here, by 宛名番号. Doses under
   * their own number alone.
   */
  findRecallCandidates(query: RecallQuery, call: AdapterCall): Promise<readonly RecallCandidate[]>;
}
