import type { AdapterOptions } from '../adapter.js';
import { select, type LegacyDatabase, type Row } from '../database.js';
import type { MeasureMemory, SeenMeasure } from '../measure-memory.js';
import type { Question } from '../question.js';
import { Standing } from '../standing.js';
import { SUPPORT_MEASURE } from './entities.js';
import type { SupportMeasures } from './model.js';
import { keyOfMeasure, MeasureReader } from './support-measures.js';

/** All rows of the support measures. */
const MEASURES: Question = {
  ...{ table: SUPPORT_MEASURE, alias: 's', shape: 'all', values: {} },
  write: (query) => select(query, 's', ['measureNumber', 'atenaNumber', 'firstDay', 'lastDay', 'cancelled']),
};

/**
 * Whom the measures of the registry cover, by what its table says and by what it said when any process last read it: one
 * that begins after the table was emptied protects whom the one before it did.
 */
export class RememberedMeasures {
  private readonly reader: MeasureReader;
  private readonly standing: Standing<SupportMeasures>;

  /** @param memory null: what was seen ends with this process */
  constructor(
    private readonly database: LegacyDatabase,
    options: AdapterOptions,
    private readonly memory: MeasureMemory | null,
  ) {
    this.reader = new MeasureReader(options);
    this.standing = new Standing(database);
  }

  of(day: string, signal: AbortSignal): Promise<SupportMeasures> {
    return this.standing.of([day], signal, () => this.read(day, signal));
  }

  /** Written only where something has changed. Without the memory nobody can tell who is gone, and nobody is answered. */
  private async read(day: string, signal: AbortSignal): Promise<SupportMeasures> {
    const { memory, reader } = this;
    if (memory === null) return reader.read(await this.rows(signal), day);
    for (;;) {
      // Before the table: a measure that another process saw after that is not missed here.
      const before = await memory.seen();
      const rows = await this.rows(signal);
      reader.seen = before.measures;
      const found = reader.read(rows, day, memory.today());
      const { seen } = reader;
      if (areSame(seen, before.measures) || (await memory.keep(seen, before.version))) return found;
    }
  }

  private rows(signal: AbortSignal): Promise<readonly Row[]> {
    return this.database.ask(MEASURES, signal, 'LISTING');
  }
}

/** Of distinct ones. */
function areSame(some: readonly SeenMeasure[], others: readonly SeenMeasure[]): boolean {
  if (some.length !== others.length) return false;
  const known = new Set(others.map(keyOfMeasure));
  return some.every((one) => known.has(keyOfMeasure(one)));
}
