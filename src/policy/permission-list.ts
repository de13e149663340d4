import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { day, flag, list, ofField, oneOf, section, someOf, text, texts, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

/** Kinds of bodies that the rows name as 情報照会者 and 情報提供者. */
export const BODY_KINDS = ['MUNICIPALITY', 'PREFECTURE', 'MINISTER', 'INSURER', 'PENSION_SERVICE'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/**
 * What the copies of an item are made from; OTHER: of another office's file, which this city's health division
 * does not keep.
 */
export const ITEM_CONTENTS = ['VACCINATIONS', 'SPECIAL_MEASURES_VACCINATIONS', 'OTHER'] as const;

const listedItem = section({
  code: text.refine((code) => /^TM\d{14}$/.test(code), ofField('must be TM and 14 digits')),
  nameJa: text,
  nameEn: text,
  content: oneOf(ITEM_CONTENTS),
  fields: texts,
});

/** 特定個人情報名: what can be asked for, and the only fields a copy of it may have (R141). */
export type ListedItem = z.infer<typeof listedItem>;

/** 番号法19条16号, 15号 until 2021-08-31, is the vaccination record system's alone (R038): no other exchange rests on it. */
const OF_RECORD_SYSTEM = /19条(?:第)?(?:16|15)号/;

const edition = section({
  /** Row as cited: `16の2`. */
  row: text,
  article: text,
  citation: text.refine(
    (citation) => !OF_RECORD_SYSTEM.test(citation),
    ofField('must not be the article of the vaccination record system'),
  ),
  from: day,
  to: day.nullable(),
  /** Inferred, not yet read row by row. */
  unverified: flag,
}).refine(({ from, to }) => to === null || to >= from, 'ends before it begins');

/** A procedure's place in the law for a while; both days inclusive, `to` null while in force. */
export type Edition = z.infer<typeof edition>;

/** Two places of the assessment contradict each other: its words, and the reading taken. */
const basisConflict = section({ sourceJa: text, readingJa: text, readingEn: text });

const procedure = section({
  id: text,
  affairJa: text,
  affairEn: text,
  /** 事務コード JM… and 事務手続コード JT…, 16 characters. */
  affairCode: text,
  procedureCode: text,
  inquirers: someOf(BODY_KINDS),
  providers: someOf(BODY_KINDS),
  items: texts,
  /** What the city's own assessment allows it: narrower than the law. */
  city: section({ cites: text, inquire: flag, provide: flag }),
  conflict: basisConflict.nullable(),
  editions: list(edition),
}).refine(({ editions }) => editions.length > 0, 'has no edition');

/** One procedure (事務手続): who may ask whom for what. */
export type Procedure = z.infer<typeof procedure>;

/** 照会許可用照合リスト (R191), as data of the policy. */
export interface PermissionList {
  /** Hash of the file: both sides of an exchange must hold the same (R199). */
  readonly version: string;
  readonly nameJa: string;
  /** What the assessment calls it (X06). */
  readonly nameInSource: string;
  readonly items: ReadonlyMap<string, ListedItem>;
  readonly procedures: readonly Procedure[];
}

const table = section({
  ...WORDS,
  nameJa: text,
  nameInSource: text,
  nameNote: text,
  items: list(listedItem),
  procedures: list(procedure),
}).superRefine(({ items, procedures }, { addIssue }) => {
  const listed = new Set(items.map(({ code }) => code));
  procedures.forEach((one, at) => {
    for (const code of one.items.filter((item) => !listed.has(item)))
      addIssue({
        code: 'custom',
        path: ['procedures', at],
        message: `items names ${code}, which is not listed`,
      });
  });
  for (const line of overlaps(procedures.flatMap(({ editions }) => editions))) addIssue(line);
});

export function readPermissionList(file: string, text: string, faults: string[]): PermissionList {
  const { nameJa, nameInSource, items, procedures } = readTable(table, file, text, faults);
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return Object.freeze({
    version,
    nameJa,
    nameInSource,
    items: new Map(items.map((item) => [item.code, item])),
    procedures,
  });
}

/** On any day a row is one procedure's, or it would depend on the order of the file which law applies. */
function overlaps(editions: readonly Edition[]): readonly string[] {
  return editions.flatMap((one, at) =>
    editions
      .slice(at + 1)
      .filter(
        (other) =>
          one.row === other.row && one.from <= (other.to ?? '9999') && other.from <= (one.to ?? '9999'),
      )
      .map((other) => `row ${one.row} stands twice on ${one.from > other.from ? one.from : other.from}`),
  );
}
