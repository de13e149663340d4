import type { z } from 'zod';
import {
  day,
  list,
  named,
  number,
  ofField,
  optional,
  section,
  text,
  texts,
  whole,
  WORDS,
} from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

const bulk = section({ personsPerHour: whole, personsPerDay: whole });
export type BulkRule = z.infer<typeof bulk>;

const band = section({ from: whole, to: whole, cites: text }).refine(
  ({ from, to }) => from <= to,
  'ends before it begins',
);

/** A number that the assessment declares, as a band with both ends included. */
export type Band = z.infer<typeof band>;

/** `detectors.json`: what counts as unusual. The city's own decision; every threshold stands there. */
export interface DetectorRules {
  /** Most persons in an operation that still names them. */
  readonly pointedUpTo: number;
  /** Minutes since midnight, in Japan: within from `opens` to before `closes`. */
  readonly opens: number;
  readonly closes: number;
  /** Months and days `MM-DD` on which the office is shut each year. */
  readonly closedEachYear: ReadonlySet<string>;
  readonly holidays: ReadonlySet<string>;
  /** Last day that the list of holidays covers. */
  readonly holidaysUntil: string;
  /** By purpose. */
  readonly bulk: ReadonlyMap<string, BulkRule>;
  /** Share of the registered persons up to which a surname is rare. */
  readonly rareSurnameShare: number;
  /** Different households next door, in `windowDays`, from which on it is no chance. */
  readonly neighbourHouseholds: number;
  readonly misses: { readonly perHour: number; readonly verificationsOfOnePerson: number };
  readonly cases: {
    readonly personsPerCase: number;
    readonly accountsPerCase: number;
    readonly missingPerDay: number;
  };
  readonly dormantDays: number;
  /** Days that are counted together where a number is not of one day: a day under review and those before it. Default 31. */
  readonly windowDays: number;
  readonly unlikeSection: { readonly score: number; readonly persons: number; readonly samples: number };
  /** Section by role. */
  readonly sections: ReadonlyMap<string, string>;
  /**
   * So many persons one after the other in the order of their numbers, none further than `gap` from the one before.
   */
  readonly enumeration: { readonly run: number; readonly gap: number; readonly minutes: number };
  readonly openIntentMinutes: number;
  readonly bands: { readonly persons: Band; readonly users: Band; readonly contracts: Band };
}

const TIME = /^([01]\d|2[0-4]):([0-5]\d)$/;
const time = text.refine((value) => TIME.test(value), ofField('must be a time, HH:MM'));

const hours = section({ opens: time, closes: time }).refine(
  // A time that is none is told of already.
  ({ opens, closes }) => !(minutesOf(opens) >= minutesOf(closes)),
  'must open before they close',
);

/** Where a city's table does not say: the longest month. */
const USUAL_WINDOW = 31;

const share = number.refine((value) => !(value < 0 || value > 1), ofField('must lie between 0 and 1'));

const table = section({
  ...WORDS,
  pointedUpTo: whole,
  hours,
  closedEachYear: texts,
  holidays: texts,
  holidaysUntil: day,
  bulk: named(bulk),
  sameSurname: section({ rareShare: share }),
  neighbours: section({ households: whole }),
  misses: section({ perHour: whole, verificationsOfOnePerson: whole }),
  cases: section({ personsPerCase: whole, accountsPerCase: whole, missingPerDay: whole }),
  dormantDays: whole,
  windowDays: optional(whole, USUAL_WINDOW),
  unlikeSection: section({ score: whole, persons: whole, samples: whole }),
  sections: list(section({ section: text, roles: texts })),
  enumeration: section({ run: whole, gap: whole, minutes: whole }),
  openIntentMinutes: whole,
  bands: section({ persons: band, users: band, contracts: band }),
});

export function readDetectorRules(file: string, text: string, faults: string[]): DetectorRules {
  const read = readTable(table, file, text, faults);
  return Object.freeze({
    pointedUpTo: read.pointedUpTo,
    opens: minutesOf(read.hours.opens),
    closes: minutesOf(read.hours.closes),
    closedEachYear: new Set(read.closedEachYear),
    holidays: new Set(read.holidays),
    holidaysUntil: read.holidaysUntil,
    bulk: read.bulk,
    rareSurnameShare: read.sameSurname.rareShare,
    neighbourHouseholds: read.neighbours.households,
    misses: read.misses,
    cases: read.cases,
    dormantDays: read.dormantDays,
    windowDays: read.windowDays,
    unlikeSection: read.unlikeSection,
    sections: new Map(
      read.sections.flatMap(({ section, roles }) => roles.map((role) => [role, section] as const)),
    ),
    enumeration: read.enumeration,
    openIntentMinutes: read.openIntentMinutes,
    bands: read.bands,
  });
}

/** Minutes since midnight; NaN for what is no time. */
function minutesOf(time: string): number {
  const match = TIME.exec(time);
  return Number(match?.[1]) * 60 + Number(match?.[2]);
}
