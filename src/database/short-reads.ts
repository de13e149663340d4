import { columnsOf, fileAt, LaneFile, prepared } from './lane-file.cjs';
import { formOf, type LaneAnswer, type LaneRow, type RowForm } from './lane-answer.js';

/** How long a file counts as quick after a thread has found it so, milliseconds. */
const QUICK_FOR = 250;
/** What a statement may have taken here, milliseconds; one that took longer is a thread's again. */
const LONGEST_MS = 5;
/** Letters of all values of a statement: some fifty keys. */
const MOST_LETTERS = 1_000;
/** Rows of an answer; what has more is broken off. */
const MOST_ROWS = 100;
/** Texts that are known to be short: those of all screens. */
const MOST_TEXTS = 300;

/** Tells how often others have written to the file since this connection was opened. */
const CHANGES = 'PRAGMA data_version';

interface Place {
  readonly path: string;
  readonly pragmas: readonly string[];
}

/**
 * Carries out in the event loop what takes less time than a message to a thread and back: statements that read a few rows by
 * their keys, of a file that is quick. Whether a statement is one a thread says, which has carried it out before and has seen
 * its plan; whether the file is, too, every quarter of a second anew. A lock is not waited for, a file that was replaced or
 * written to is a thread's first, and so is whatever fails here: nothing is refused here, and no answer comes from anything
 * but the file.
 */
export class ShortReads {
  private readonly file: LaneFile;
  /** In which file each was short. */
  private readonly texts = new Map<string, string>();
  /** By text; texts are few, and of one file each time. */
  private readonly forms = new Map<string, RowForm>();
  /** The file that was quick, and until when it counts as such. */
  private quick = { file: '', until: 0 };

  constructor({ path, pragmas }: Place) {
    this.file = new LaneFile({ path, pragmas, busyMs: 0, writes: false });
  }

  /** A thread has carried this text out; `file`: where it was short, null: it was not. */
  learn(sql: string, file: string | null): void {
    if (file === null) {
      this.texts.delete(sql);
      return;
    }
    if (this.quick.file !== file || this.texts.size >= MOST_TEXTS) this.forget();
    this.texts.set(sql, file);
    this.quick = { file, until: performance.now() + QUICK_FOR };
  }

  /** null: a thread has to do it. */
  answer(sql: string, values: readonly unknown[]): LaneAnswer | null {
    const { quick } = this;
    const started = performance.now();
    if (started > quick.until || this.texts.get(sql) !== quick.file || !areFew(values)) return null;
    return this.attempt(sql, () => {
      const rows = this.rows(sql, values, quick.file);
      const spentMs = performance.now() - started;
      if (spentMs > LONGEST_MS) this.leave(sql);
      return rows && { rows, changes: null, spentMs };
    });
  }

  /** What stays the same as long as nothing in the file changes; null: a thread has to look at the file first. */
  version(): string | null {
    const { quick } = this;
    if (performance.now() > quick.until) return null;
    return this.attempt(CHANGES, () => {
      if (fileAt(this.file.place.path) !== quick.file) return null;
      const [changes] = prepared(this.file.connection(quick.file), CHANGES).get() ?? [];
      return `${quick.file} ${String(changes)}`;
    });
  }

  close(): void {
    this.quick = { file: '', until: 0 };
    this.file.close();
  }

  private rows(sql: string, values: readonly unknown[], file: string): readonly LaneRow[] | null {
    if (fileAt(this.file.place.path) !== file) return null;
    const statement = prepared(this.file.connection(file), sql);
    let form = this.forms.get(sql);
    if (form === undefined) this.forms.set(sql, (form = formOf(columnsOf(statement))));
    const rows: LaneRow[] = [];
    for (const row of statement.iterate(...values)) {
      if (rows.length === MOST_ROWS) {
        this.leave(sql);
        return null;
      }
      rows.push(form(row));
    }
    return rows;
  }

  private attempt<T>(sql: string, work: () => T | null): T | null {
    try {
      return work();
    } catch {
      // Locked, gone, half written: a thread finds out, and waits as long as may be waited.
      this.leave(sql);
      return null;
    }
  }

  private leave(sql: string): void {
    this.texts.delete(sql);
    this.quick = { file: this.quick.file, until: 0 };
  }

  private forget(): void {
    this.texts.clear();
    this.forms.clear();
  }
}

function areFew(values: readonly unknown[]): boolean {
  let letters = 0;
  for (const value of values) letters += typeof value === 'string' ? value.length : 8;
  return letters <= MOST_LETTERS;
}
