import { parseTable, type JsonReader } from '../json/json-reader.js';

/**
 * A period in which certain operations are not told to the person they were about: an inquiry into the account,
 * or one by the police that the case was opened for (個人情報保護法78条1項5号・7号). Says nothing about a
 * resident.
 */
export interface Investigation {
  readonly id: string;
  /** First and last day on which the operations are left out; null: until somebody ends it. */
  readonly from: string;
  readonly to: string | null;
  /** Whose operations; null: anybody's. */
  readonly account: string | null;
  /** Under which case number; null: any. */
  readonly case: string | null;
}

/** `investigations.json`, which must be there: were it lost, what it keeps back would be told. */
export function readInvestigations(file: string, text: string, faults: string[]): readonly Investigation[] {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'textJa', 'textEn']) table.text(words);
  const rows = table.objects('investigations').map(readOne);
  table.nothingElse();
  return Object.freeze(rows);
}

function readOne(row: JsonReader): Investigation {
  const read = {
    id: row.text('id'),
    from: row.day('from'),
    to: row.dayOrNull('to'),
    account: row.textOrNull('account'),
    case: row.textOrNull('case'),
  };
  row.nothingElse();
  // A row that names neither would leave out everything, and nobody would see that anything is missing.
  if (read.account === null && read.case === null) row.fault('must name an account or a case');
  if (read.to !== null && read.to < read.from) row.fault('ends before it begins');
  return Object.freeze(read);
}
