import type { PersonDoses } from '../../../adapters/vaccination-record-system/model.js';
import type { DoseRecord } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import { stampInJapan } from '../../calendar/japan-time.js';
import { mayBeNumber, numberAcross } from '../../individual-number/typed-text.js';
import type { LookedUp } from './persons-of-lines.js';
import { DOSE_COLUMNS, headerOf, MOST_DOSES } from './wide-row.js';

export interface WideWriting {
  /** Persons behind one of them, by number; nobody left: empty. */
  readonly read: (after: string | null) => Promise<readonly PersonDoses[]>;
  /** Whom they name, and who of them is closed to whoever has the file written. */
  readonly lookUp: (persons: readonly PersonDoses[]) => Promise<LookedUp<PersonDoses>>;
  /** The last person that is in the file already; null: it begins, with its header. */
  readonly after: string | null;
  readonly bom: boolean;
}

export interface WrittenPage {
  /** Lines to append, each with its end (CRLF). */
  readonly text: string;
  /** Where to go on behind these lines; null: there is only the header yet. */
  readonly after: string | null;
  /** Persons who are not in the file: free text of a dose of theirs may hold an individual number. */
  readonly leftOut: readonly string[];
  /** Whom whoever has the file written is told of, in it or as left out; null: there is only the header yet. */
  readonly open: PartOfPage | null;
  /** Who is closed to them: nothing of these is in the file, nor told. */
  readonly closed: PartOfPage;
}

/** Some persons of a page. */
export interface PartOfPage {
  readonly count: number;
  /** Everybody whom their doses name, by number or by coupon (宛名番号). */
  readonly atenaNumbers: readonly string[];
}

const NOBODY: PartOfPage = { count: 0, atenaNumbers: [] };

/**
 * Writes the wide form page by page. Two records of one dose, which there should not be and are, go into two lines of
 * the person: none is lost.
 */
export async function* writeWide({
  read,
  lookUp,
  after: from,
  bom,
}: WideWriting): AsyncGenerator<WrittenPage> {
  let after = from;
  if (after === null) {
    const text = `${bom ? '\ufeff' : ''}${lineOf(headerOf(MOST_DOSES))}`;
    yield { text, after, leftOut: [], open: null, closed: NOBODY };
  }
  for (;;) {
    const persons = await read(after);
    const last = persons.at(-1);
    if (last === undefined) return;
    after = last.person;
    const { named, closed } = await lookUp(persons);
    const open = persons.filter((one) => !closed.has(one));
    const leftOut = open.filter(holdsNumber);
    const part = (of: readonly PersonDoses[]): PartOfPage => ({
      count: of.length,
      atenaNumbers: of.flatMap((one) => named.get(one) ?? []),
    });
    const text = open
      .filter((one) => !leftOut.includes(one))
      .flatMap(linesOf)
      .join('');
    yield {
      text,
      after,
      leftOut: leftOut.map(({ person }) => person),
      open: part(open),
      closed: part([...closed]),
    };
  }
}

const holdsNumber = ({ doses }: PersonDoses): boolean =>
  doses.some(({ givenIn, venue, doctor, maker, lot }) => {
    const written = [venue, doctor, maker, lot];
    return written.some(mayBeNumber) || numberAcross([givenIn, ...written]) !== null;
  });

function linesOf({ person, doses }: PersonDoses): readonly string[] {
  const lines: Map<number, DoseRecord>[] = [];
  for (const dose of doses) {
    const line = lines.find((one) => !one.has(dose.dose)) ?? new Map<number, DoseRecord>();
    if (line.size === 0) lines.push(line);
    line.set(dose.dose, dose);
  }
  return lines.map((line) => {
    const cells = Array.from({ length: MOST_DOSES }, (_, at) => cellsOf(line.get(at + 1)));
    return lineOf([person, ...cells.flat()]);
  });
}

function cellsOf(dose: DoseRecord | undefined): readonly string[] {
  if (dose === undefined) return Array.from({ length: DOSE_COLUMNS }, () => '');
  const { registeredAt, day, coupon, givenIn, venue, doctor, maker, lot } = dose;
  return [stampInJapan(registeredAt), day.replaceAll('-', ''), coupon, givenIn, venue, doctor, maker, lot];
}

const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
