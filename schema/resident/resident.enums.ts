import { SOURCE_SYSTEMS } from '../../src/errors/source-error.js';
import { enumOf } from '../enum-of.js';

/** Enum objects for type-graphql; their values are those of the adapters' models. */

export const PlainDatePrecision = { DAY: 'DAY', MONTH: 'MONTH', YEAR: 'YEAR', UNKNOWN: 'UNKNOWN' } as const;
export type PlainDatePrecision = (typeof PlainDatePrecision)[keyof typeof PlainDatePrecision];

export const Sex = { MALE: 'MALE', FEMALE: 'FEMALE', UNKNOWN: 'UNKNOWN' } as const;
export type Sex = (typeof Sex)[keyof typeof Sex];

export const ResidentStatus = {
  RESIDENT: 'RESIDENT',
  MOVED_OUT: 'MOVED_OUT',
  DECEASED: 'DECEASED',
  STRUCK_OFF: 'STRUCK_OFF',
  NON_RESIDENT_ENTRY: 'NON_RESIDENT_ENTRY',
  UNKNOWN: 'UNKNOWN',
} as const;
export type ResidentStatus = (typeof ResidentStatus)[keyof typeof ResidentStatus];

export const Disclosure = {
  REVEALED: 'REVEALED',
  REVEALABLE: 'REVEALABLE',
  REDACTED: 'REDACTED',
  ABSENT: 'ABSENT',
  UNAVAILABLE: 'UNAVAILABLE',
} as const;
export type Disclosure = (typeof Disclosure)[keyof typeof Disclosure];

export const NumberVerdict = { MATCH: 'MATCH', MISMATCH: 'MISMATCH', INVALID: 'INVALID' } as const;
export type NumberVerdict = (typeof NumberVerdict)[keyof typeof NumberVerdict];

export const SourceSystem = enumOf(SOURCE_SYSTEMS);
export type SourceSystem = (typeof SourceSystem)[keyof typeof SourceSystem];

export const SourceAvailability = { AVAILABLE: 'AVAILABLE', UNAVAILABLE: 'UNAVAILABLE' } as const;
export type SourceAvailability = (typeof SourceAvailability)[keyof typeof SourceAvailability];

export const ResidentSort = { ATENA_NUMBER: 'ATENA_NUMBER', KANA: 'KANA', BIRTH_DATE: 'BIRTH_DATE' } as const;
export type ResidentSort = (typeof ResidentSort)[keyof typeof ResidentSort];

export const SortDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type SortDirection = (typeof SortDirection)[keyof typeof SortDirection];
