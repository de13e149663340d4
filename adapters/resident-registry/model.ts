import type { Adapter, AdapterCall, LoadMany, HasSetAside } from '../adapter.js';
import type { PartialDate } from '../../src/calendar/partial-date.js';

/** The items of 別添1 group 1 that the registry holds (R077-R081), by their names in the graph. */
export type RegistryItem =
  'name' | 'birthDate' | 'sex' | 'residentSince' | 'residentUntil' | 'address' | 'household';

export type ResidentStatus = 'RESIDENT' | 'MOVED_OUT' | 'DECEASED' | 'STRUCK_OFF' | 'NON_RESIDENT_ENTRY';
/** A status that a search may name: UNKNOWN is a code that no table has. */
export type SoughtStatus = ResidentStatus | 'UNKNOWN';
export type Sex = 'MALE' | 'FEMALE' | 'UNKNOWN';

/** Facts that decide what may be shown of a person; loaded before any item is, and never shown themselves. */
export interface PolicyAttributes {
  readonly atenaNumber: string;
  readonly householdNumber: string;
  /** 全国地方公共団体コード of the body that keeps the row. */
  readonly municipality: string;
  /** null when the source's code is unknown: such a person is treated as out of scope. */
  readonly status: ResidentStatus | null;
  /**
   * The person has the household number or the address of one of the protected persons whom the call names, and is
   * one of them or not. Also true where the row does not say which household it is of.
   */
  readonly sharesHome: boolean;
}

/** 支援措置 and 仮支援措置 as the registry has them on a day. */
export interface SupportMeasures {
  /** 宛名番号 of whom they cover, by value: 15 digits, each once, in order. Nobody need have such a number. */
  readonly inForce: readonly string[];
  /** Measures with a bound that cannot be read, or that contradicts the other one: they cover. */
  readonly unreadable: number;
  /** Measures whose 宛名番号 is no number: nobody can say whom they protect. */
  readonly withoutKey: number;
  /** Protected persons of whom no row is left, more than half of all at once: they are covered still. */
  readonly gone: number;
}

export interface RegistryName {
  /** null where what is stored is no text and was set aside. */
  readonly kanji: string | null;
  readonly kana: string | null;
  readonly alias: string | null;
  readonly roman: string | null;
  readonly former: string | null;
}

/** One resident as the registry shows them; an item that was not asked for is absent (`undefined`), never null. */
export interface RegistryResident extends HasSetAside {
  readonly atenaNumber: string;
  readonly name?: RegistryName;
  readonly birthDate?: PartialDate;
  /** null where the source's code is unknown (quarantined). */
  readonly sex?: Sex | null;
  readonly residentSince?: PartialDate | null;
  /** null while the person is resident. */
  readonly residentUntil?: PartialDate | null;
  /** 住所 and 方書 in one line, untouched otherwise; null where a part of it cannot be read. */
  readonly address?: string | null;
  readonly householdNumber?: string;
}

export interface HouseholdMember extends HasSetAside {
  readonly atenaNumber: string;
  /** 続柄 in Japanese (世帯主, 妻, 子の妻 …), null where a code is unknown. */
  readonly relationship: string | null;
  readonly head: boolean;
}

export interface Household {
  readonly householdNumber: string;
  readonly members: readonly HouseholdMember[];
}

export interface ResidentCriteria {
  /** Reading of the name from its beginning; any width, small or large kana, hiragana or katakana. */
  readonly kanaPrefix?: string;
  /**
   * Part of the name in kanji, the alias (通称), the Roman name or the former surname; variant kanji, blanks, width
   * and case do not count.
   */
  readonly name?: string;
  /** Exact day, `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly birthDateFrom?: string;
  readonly birthDateTo?: string;
  /** Also who may be born then: the month or year that is known of the birth holds such a day. Default false. */
  readonly uncertainBirths?: boolean;
  /**
   * Any part of the written address, its numbers written in whatever way. Nobody is found by it who shares a home
   * with a protected person.
   */
  readonly addressContains?: string;
  /** UNKNOWN also finds those whose code no table has. */
  readonly sex?: Sex;
  readonly statuses?: readonly SoughtStatus[];
  /** Only these persons. At most 1,000. */
  readonly atenaNumbers?: readonly string[];
  /** Nobody but these, besides all other conditions. At most 2,000. */
  readonly among?: readonly string[];
  /** Nobody of this household, whatever their status. */
  readonly exceptHousehold?: string;
}

export interface ResidentPage {
  readonly sort: 'ATENA_NUMBER' | 'KANA' | 'BIRTH_DATE';
  readonly descending: boolean;
  /** 1 to 1,000. */
  readonly first: number;
  /** Last row of the page before: its sort key and number, as this adapter returned them. */
  readonly after: PagePosition | null;
}

export interface PagePosition {
  readonly sortKey: string;
  readonly atenaNumber: string;
}

export interface ResidentKeys {
  readonly positions: readonly PagePosition[];
  readonly hasMore: boolean;
}

/** 既存住基システム. */
export interface ResidentRegistry extends Adapter {
  readonly system: 'RESIDENT_REGISTRY';
  /** `asOf` is the day on which they are judged, `YYYY-MM-DD`. */
  loadSupportMeasures(asOf: string, call: AdapterCall): Promise<SupportMeasures>;
  /** `protectedNumbers`: 宛名番号 of those whose homes must not be found out. */
  loadPolicyAttributes(
    keys: readonly string[],
    protectedNumbers: readonly string[],
    call: AdapterCall,
  ): Promise<readonly (PolicyAttributes | null)[]>;
  loadMany: LoadMany<string, RegistryResident, RegistryItem>;
  loadHouseholds: LoadMany<string, Household>;
  /** 全国地方公共団体コード of the municipalities each person has moved in from by a day, `YYYY-MM-DD`. */
  loadMoveIns(
    keys: readonly string[],
    asOf: string,
    call: AdapterCall,
  ): Promise<readonly (readonly string[])[]>;
  /** Keys only: which persons match. `protectedNumbers` as above; they matter where a part of an address is sought. */
  search(
    criteria: ResidentCriteria,
    page: ResidentPage,
    protectedNumbers: readonly string[],
    call: AdapterCall,
  ): Promise<ResidentKeys>;
  readonly movements: MovementBook;
  /** How many match, for a page's total. */
  count(criteria: ResidentCriteria, protectedNumbers: readonly string[], call: AdapterCall): Promise<number>;
}

/** One row of the registry as a movement is judged by it. Nothing of it is shown: what is shown goes by `loadMany`. */
export interface PersonStanding {
  readonly atenaNumber: string;
  readonly status: ResidentStatus | null;
  /** `YYYY-MM-DD`; null while resident, and where the day is not known. */
  readonly residentFrom: string | null;
  readonly residentTo: string | null;
  readonly kanji: string | null;
  /** `YYYY-MM-DD`; null where a part is not known. */
  readonly birthDate: string | null;
  readonly sex: Sex | null;
  /** Country code; null: Japanese. */
  readonly nationality: string | null;
  readonly householdNumber: string;
  /** Code of 続柄. */
  readonly relationship: string;
}

/** 異動 as the registry has it. Days are `YYYY-MM-DD`. */
export interface EnteredMovement {
  readonly movementNumber: number;
  /** Two digits of 異動事由. */
  readonly reason: string;
  readonly day: string | null;
  readonly planned: string | null;
  readonly confirmed: string | null;
  readonly cancelled: boolean;
}

/** What a movement is judged by, read at one moment. */
export interface MovementFacts {
  /** Of the newest movement that was taken in; 0 before the first. */
  readonly position: number;
  /** What was taken in under this id already; null: nothing. */
  readonly taken: TakenIn | null;
  readonly person: PersonStanding | null;
  /** Of the person whom the number shall be merged into. */
  readonly survivor: PersonStanding | null;
  /** Of the person under this number, in the order of entry: what stands under one that was merged is another file. */
  readonly movements: readonly EnteredMovement[];
  /** What was taken in of the person, in order. */
  readonly intake: readonly RegistryChange[];
  /** Others who are resident in the household, and the day on which they have said they leave. */
  readonly housemates: readonly { readonly head: boolean; readonly leavesOn: string | null }[];
  /** 宛名番号 of others with the same name in kanji, date of birth and sex. */
  readonly knownAs: readonly string[];
}

export interface MovementQuestion {
  /** Of the act. */
  readonly id: string;
  readonly atenaNumber: string;
  readonly mergedInto: string | null;
  /** Of somebody who is entered; null: nobody is. */
  readonly newcomer: { readonly kanji: string; readonly birthDate: string; readonly sex: Sex } | null;
}

/**
 * VOID: nothing was done under the id, and nothing will be. EFFECT: the day of a planned move has passed. MERGE: a
 * number was merged into another.
 */
export type IntakeKind = 'VOID' | 'MOVEMENT' | 'EFFECT' | 'CANCELLATION' | 'MERGE';

export interface TakenIn {
  readonly position: number;
  readonly kind: IntakeKind;
}

/** One thing that was taken in, in the order of `position`, which has no gaps. */
export interface RegistryChange extends TakenIn {
  readonly movementNumber: number | null;
  readonly atenaNumber: string;
  /** Two digits. */
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly effectiveOn: string;
  readonly mergedInto: string | null;
}

export interface PersonName {
  readonly kanji: string;
  readonly kana: string;
  readonly alias: string | null;
  readonly roman: string | null;
  readonly former: string | null;
}

/** What becomes of a person's row; what is left out stays. */
export interface PersonChange {
  readonly status?: ResidentStatus;
  readonly residentFrom?: string;
  /** null: no end. */
  readonly residentTo?: string | null;
  readonly name?: PersonName;
  readonly birthDate?: string;
  readonly sex?: Sex;
  /** null: Japanese. */
  readonly nationality?: string | null;
  readonly address?: { readonly townCode: string; readonly written: string; readonly extra: string | null };
  readonly household?: { readonly number: string; readonly relationship: string };
}

/** A movement as it is written, all of it or nothing. */
export interface MovementWrite {
  /** UUID; taken in once, however often it is sent. */
  readonly id: string;
  readonly kind: Exclude<IntakeKind, 'VOID'>;
  /** Of the newest that was taken in when this was judged. */
  readonly after: number;
  readonly atenaNumber: string;
  readonly reason: string;
  readonly effectiveOn: string;
  readonly mergedInto: string | null;
  /** The row of 異動 that is entered; null: none. */
  readonly enters: {
    readonly day: string;
    readonly notified: string;
    readonly otherMunicipality: string | null;
    readonly planned: string | null;
    readonly confirmed: string | null;
  } | null;
  /** A row of 異動 that is there: cancelled, or confirmed on a day. */
  readonly changes: { readonly movementNumber: number; readonly confirmedOn: string | null } | null;
  /** `was`: the status it was judged by; null: a row that is new. */
  readonly person: { readonly was: ResidentStatus | null; readonly becomes: PersonChange } | null;
}

/**
 * 庁内連携: movements into the registry, and what was taken in, in order. A write takes the next place of the order
 * or nothing at all, so that what was judged by one standing is never written onto another.
 */
export interface MovementBook {
  loadFacts(question: MovementQuestion, call: AdapterCall): Promise<MovementFacts>;
  /** `STALE`: something was taken in since it was judged. `KNOWN`: something was under this very id. */
  apply(write: MovementWrite, call: AdapterCall): Promise<'APPLIED' | 'STALE' | 'KNOWN'>;
  /** What was taken in under the id; where nothing was, nothing will be from now on (VOID). */
  settle(id: string, call: AdapterCall): Promise<TakenIn>;
  /** What was taken in behind a position, at most so many; nothing that is VOID. */
  changesAfter(position: number, most: number, call: AdapterCall): Promise<readonly RegistryChange[]>;
  /** Of the newest that was taken in. */
  lastPosition(call: AdapterCall): Promise<number>;
}
