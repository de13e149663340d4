import { parseTable, type JsonReader } from '../json/json-reader.js';

export interface BulkRule {
  readonly personsPerHour: number;
  readonly personsPerDay: number;
}

/** A number that the assessment declares, as a band with both ends included. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly cites: string;
}

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
  /** Different households next door, in one span, from which on it is no chance. */
  readonly neighbourHouseholds: number;
  readonly misses: { readonly perHour: number; readonly verificationsOfOnePerson: number };
  readonly cases: {
    readonly personsPerCase: number;
    readonly accountsPerCase: number;
    readonly missingPerDay: number;
  };
  readonly dormantDays: number;
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

export function readDetectorRules(file: string, text: string, faults: string[]): DetectorRules {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'textJa', 'textEn']) table.text(words);
  const hours = table.object('hours');
  const bands = table.object('bands');
  const rules: DetectorRules = {
    pointedUpTo: whole(table, 'pointedUpTo'),
    opens: minutes(hours, 'opens'),
    closes: minutes(hours, 'closes'),
    closedEachYear: new Set(table.texts('closedEachYear')),
    holidays: new Set(table.texts('holidays')),
    holidaysUntil: table.day('holidaysUntil'),
    bulk: new Map(
      table
        .object('bulk')
        .entries()
        .map(([purpose, row]) => [purpose, numbers(row, ['personsPerHour', 'personsPerDay'])]),
    ),
    rareSurnameShare: share(table.object('sameSurname'), 'rareShare'),
    neighbourHouseholds: numbers(table.object('neighbours'), ['households']).households,
    misses: numbers(table.object('misses'), ['perHour', 'verificationsOfOnePerson']),
    cases: numbers(table.object('cases'), ['personsPerCase', 'accountsPerCase', 'missingPerDay']),
    dormantDays: whole(table, 'dormantDays'),
    unlikeSection: numbers(table.object('unlikeSection'), ['score', 'persons', 'samples']),
    sections: new Map(table.objects('sections').flatMap(readSection)),
    enumeration: numbers(table.object('enumeration'), ['run', 'gap', 'minutes']),
    openIntentMinutes: whole(table, 'openIntentMinutes'),
    bands: {
      persons: band(bands, 'persons'),
      users: band(bands, 'users'),
      contracts: band(bands, 'contracts'),
    },
  };
  if (rules.opens >= rules.closes) hours.fault('must open before they close');
  for (const reader of [hours, bands, table]) reader.nothingElse();
  return Object.freeze(rules);
}

function whole(row: JsonReader, name: string): number {
  const value = row.number(name);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  if (!Number.isNaN(value)) row.fault(`${name} must be a whole number from 1`);
  return 1;
}

function numbers<Name extends string>(row: JsonReader, names: readonly Name[]): Record<Name, number> {
  const read = Object.fromEntries(names.map((name) => [name, whole(row, name)])) as Record<Name, number>;
  row.nothingElse();
  return read;
}

function share(row: JsonReader, name: string): number {
  const value = row.number(name);
  if (value < 0 || value > 1) row.fault(`${name} must lie between 0 and 1`);
  row.nothingElse();
  return value;
}

function minutes(row: JsonReader, name: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(row.text(name));
  if (match === null) row.fault(`${name} must be a time, HH:MM`);
  return Number(match?.[1]) * 60 + Number(match?.[2]);
}

function band(bands: JsonReader, name: string): Band {
  const row = bands.object(name);
  const read = { from: whole(row, 'from'), to: whole(row, 'to'), cites: row.text('cites') };
  if (read.to < read.from) row.fault('ends before it begins');
  row.nothingElse();
  return read;
}

function readSection(row: JsonReader): readonly (readonly [role: string, section: string])[] {
  const section = row.text('section');
  const roles = row.texts('roles');
  row.nothingElse();
  return roles.map((role) => [role, section] as const);
}
