import { createHash } from 'node:crypto';
import { parseTable, type JsonReader } from '../json/json-reader.js';

/** Kinds of bodies that the rows name as 情報照会者 and 情報提供者. */
export const BODY_KINDS = ['MUNICIPALITY', 'PREFECTURE', 'MINISTER', 'INSURER', 'PENSION_SERVICE'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/**
 * What the copies of an item are made from; OTHER: of another office's file, which this city's health division
 * does not keep.
 */
export const ITEM_CONTENTS = ['VACCINATIONS', 'SPECIAL_MEASURES_VACCINATIONS', 'OTHER'] as const;

/** 特定個人情報名: what can be asked for, and the only fields a copy of it may have (R141). */
export interface ListedItem {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly content: (typeof ITEM_CONTENTS)[number];
  readonly fields: readonly string[];
}

/** A procedure's place in the law for a while; both days inclusive, `to` null while in force. */
export interface Edition {
  /** Row as cited: `16の2`. */
  readonly row: string;
  readonly article: string;
  readonly citation: string;
  readonly from: string;
  readonly to: string | null;
  /** Inferred, not yet read row by row. */
  readonly unverified: boolean;
}

/** Two places of the assessment contradict each other: its words, and the reading taken. */
export interface BasisConflict {
  readonly sourceJa: string;
  readonly readingJa: string;
  readonly readingEn: string;
}

/** One procedure (事務手続): who may ask whom for what. */
export interface Procedure {
  readonly id: string;
  readonly affairJa: string;
  readonly affairEn: string;
  /** 事務コード JM… and 事務手続コード JT…, 16 characters. */
  readonly affairCode: string;
  readonly procedureCode: string;
  readonly inquirers: readonly BodyKind[];
  readonly providers: readonly BodyKind[];
  readonly items: readonly string[];
  /** What the city's own assessment allows it: narrower than the law. */
  readonly city: { readonly inquire: boolean; readonly provide: boolean };
  readonly conflict: BasisConflict | null;
  readonly editions: readonly Edition[];
}

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

export function readPermissionList(file: string, text: string, faults: string[]): PermissionList {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'nameNote', 'textJa', 'textEn']) table.text(words);
  const nameJa = table.text('nameJa');
  const nameInSource = table.text('nameInSource');
  const items = new Map(
    table
      .objects('items')
      .map((row) => readItem(row))
      .map((item) => [item.code, item]),
  );
  const procedures = table.objects('procedures').map((row) => readProcedure(row, items));
  reportOverlaps(table, procedures);
  table.nothingElse();
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return Object.freeze({ version, nameJa, nameInSource, items, procedures });
}

function readItem(row: JsonReader): ListedItem {
  const item = {
    code: row.text('code'),
    nameJa: row.text('nameJa'),
    nameEn: row.text('nameEn'),
    content: row.oneOf('content', ITEM_CONTENTS) ?? 'OTHER',
    fields: row.texts('fields'),
  };
  if (!/^TM\d{14}$/.test(item.code)) row.fault('code must be TM and 14 digits');
  row.nothingElse();
  return item;
}

function readProcedure(row: JsonReader, items: ReadonlyMap<string, ListedItem>): Procedure {
  const procedure = {
    id: row.text('id'),
    affairJa: row.text('affairJa'),
    affairEn: row.text('affairEn'),
    affairCode: row.text('affairCode'),
    procedureCode: row.text('procedureCode'),
    inquirers: readKinds(row, 'inquirers'),
    providers: readKinds(row, 'providers'),
    items: row.texts('items'),
    city: readCity(row.object('city')),
    conflict: readConflict(row.objectOrNull('conflict')),
    editions: row.objects('editions').map(readEdition),
  };
  for (const code of procedure.items)
    if (!items.has(code)) row.fault(`items names ${code}, which is not listed`);
  if (procedure.editions.length === 0) row.fault('has no edition');
  row.nothingElse();
  return procedure;
}

function readKinds(row: JsonReader, name: string): readonly BodyKind[] {
  return row.texts(name).flatMap((text) => {
    const kind = BODY_KINDS.find((known) => known === text);
    if (kind === undefined) row.fault(`${name} must be of ${BODY_KINDS.join(', ')}`);
    return kind ?? [];
  });
}

function readCity(row: JsonReader): Procedure['city'] {
  row.text('cites');
  const city = { inquire: row.flag('inquire'), provide: row.flag('provide') };
  row.nothingElse();
  return city;
}

function readConflict(row: JsonReader | null): BasisConflict | null {
  if (row === null) return null;
  const conflict = {
    sourceJa: row.text('sourceJa'),
    readingJa: row.text('readingJa'),
    readingEn: row.text('readingEn'),
  };
  row.nothingElse();
  return conflict;
}

function readEdition(row: JsonReader): Edition {
  const edition = {
    row: row.text('row'),
    article: row.text('article'),
    citation: row.text('citation'),
    from: row.day('from'),
    to: row.dayOrNull('to'),
    unverified: row.flag('unverified'),
  };
  if (edition.to !== null && edition.to < edition.from) row.fault('ends before it begins');
  row.nothingElse();
  return edition;
}

/** On any day a row is one procedure's, or it would depend on the order of the file which law applies. */
function reportOverlaps(table: JsonReader, procedures: readonly Procedure[]): void {
  const all = procedures.flatMap(({ editions }) => editions);
  all.forEach((one, at) => {
    for (const other of all.slice(at + 1)) {
      if (one.row !== other.row || one.from > (other.to ?? '9999') || other.from > (one.to ?? '9999'))
        continue;
      table.fault(`row ${one.row} stands twice on ${one.from > other.from ? one.from : other.from}`);
    }
  });
}
