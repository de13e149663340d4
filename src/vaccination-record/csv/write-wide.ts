import type { PersonDoses } from '../../../adapters/vaccination-record-system/model.js';
import type { DoseRecord } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import { stampInJapan } from '../../calendar/japan-time.js';
import { mayBeNumber } from '../../individual-number/typed-text.js';
import { DOSE_COLUMNS, headerOf, MOST_DOSES } from './wide-row.js';

export interface WideWriting {
  /** Persons behind one of them, by number; nobody left: empty. */
  readonly read: (after: string | null) => Promise<readonly PersonDoses[]>;
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
}

/**
 * Writes the wide form page by page. Two records of one dose, which there should not be and are, go into two lines of
 * the person: none is lost.
 */
export async function* writeWide({ read, after: from, bom }: WideWriting): AsyncGenerator<WrittenPage> {
  let after = from;
  if (after === null)
    yield { text: `${bom ? '\ufeff' : ''}${lineOf(headerOf(MOST_DOSES))}`, after, leftOut: [] };
  for (;;) {
    const persons = await read(after);
    const last = persons.at(-1);
    if (last === undefined) return;
    after = last.person;
    const leftOut = persons.filter(holdsNumber);
    const text = persons
      .filter((one) => !leftOut.includes(one))
      .flatMap(linesOf)
      .join('');
    yield { text, after, leftOut: leftOut.map(({ person }) => person) };
  }
}

const holdsNumber = ({ doses }: PersonDoses): boolean =>
  doses.some(({ venue, doctor, maker, lot }) => [venue, doctor, maker, lot].some(mayBeNumber));

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
