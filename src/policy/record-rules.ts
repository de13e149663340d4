import { z } from 'zod';
import {
  day,
  items,
  list,
  named,
  ofField,
  oneOf,
  optional,
  section,
  someOf,
  text,
  whole,
  WORDS,
} from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

/** What a second person has to agree to before it is done. */
export const APPROVALS = ['CORRECT', 'WITHDRAW', 'LOCKED'] as const;
/** `CORRECT`, `WITHDRAW`: every correction, every withdrawal. `LOCKED`: either, of a record that is locked. */
export type ApprovalRule = (typeof APPROVALS)[number];

/** `A` stands for a letter A to Z, `9` for a digit, `X` for either, `-` for itself. */
const LOT_SHAPE = /^[A9X-]{2,20}$/;
const MAKER = /^\d{2}$/;

const volume = section({
  /** Hundredths of a millilitre. */
  hundredths: items(z.number('must hold whole numbers').int().min(1).max(9_999)),
  /** Codes of the makers whose product it is; all of the vaccine's where it is left out. */
  makers: optional(items(z.string('must hold codes').regex(MAKER, 'must hold codes of two digits')), null),
  /** Completed years by law on the day, both inclusive; null for no bound. */
  fromYears: optional(z.number().int().min(0).nullable(), null),
  toYears: optional(z.number().int().min(0).nullable(), null),
});

const vaccine = section({
  /** Codes of the makers whose products the city has had of it. */
  makers: items(z.string('must hold codes').regex(MAKER, 'must hold codes of two digits')),
  /** Whether a series may be finished with another maker's product. */
  mixes: z.boolean('must be true or false'),
  /** Usual volumes; empty where the product has none (BCG). */
  volumes: list(volume),
});
export type VaccineRules = z.infer<typeof vaccine>;

const maker = section({
  lots: items(z.string('must hold texts').regex(LOT_SHAPE, 'must hold shapes of A, 9, X and -')).refine(
    (shapes) => shapes.length > 0,
    ofField('must not be empty'),
  ),
});

/**
 * How long a record of the file is kept, from a day on: the rule applies to every record that is there on that day,
 * old ones too (予防接種法施行規則3条).
 */
const term = section({ from: day, years: whole, after: oneOf(['DOSE', 'DEATH']), cites: text });
export type FileTerm = z.infer<typeof term>;

/** `immunization-records.json`: what a dose is checked by besides the schedule, who approves, how long it is kept. */
export interface RecordRules {
  /** Office whose holder approves changes (R169). */
  readonly approverOffice: string;
  readonly approvalFor: readonly ApprovalRule[];
  /** By code of the vaccine. */
  readonly vaccines: ReadonlyMap<string, VaccineRules>;
  /** By code of the maker: the shapes of its lots. A maker without one has no shape of its own. */
  readonly makers: ReadonlyMap<string, z.infer<typeof maker>>;
  /** Oldest first. */
  readonly keep: readonly FileTerm[];
}

const table = section({
  ...WORDS,
  approverOffice: text,
  approvalFor: someOf(APPROVALS),
  vaccines: named(vaccine),
  makers: named(maker),
  keep: list(term).refine((all) => all.length > 0, ofField('must not be empty')),
}).superRefine(({ keep }, { addIssue }) => {
  for (const [at, { from }] of keep.entries())
    if (at > 0 && from <= (keep[at - 1]?.from ?? '')) addIssue(`keep: ${from} is not after the one before`);
});

export function readRecordRules(file: string, json: string, faults: string[]): RecordRules {
  const { approverOffice, approvalFor, vaccines, makers, keep } = readTable(table, file, json, faults);
  return Object.freeze({ approverOffice, approvalFor, vaccines, makers, keep });
}
