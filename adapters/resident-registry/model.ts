import type { Adapter, AdapterCall, LoadMany, TextSetAside } from '../adapter.js';
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
export interface RegistryResident extends TextSetAside {
  readonly atenaNumber: string;
  readonly name?: RegistryName;
  readonly birthDate?: PartialDate;
  /** null where the source's code is unknown (quarantined). */
  readonly sex?: Sex | null;
  readonly residentSince?: PartialDate | null;
  /** null while the person is resident. */
  readonly residentUntil?: PartialDate | null;
  /** 住所 and 方書 in one line, untouched otherwise. */
  readonly address?: string;
  readonly householdNumber?: string;
}

export interface HouseholdMember {
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
  /** How many match, for a page's total. */
  count(criteria: ResidentCriteria, protectedNumbers: readonly string[], call: AdapterCall): Promise<number>;
}
