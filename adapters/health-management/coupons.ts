import type { AdapterCall } from '../adapter.js';
import { loadAligned } from '../batch.js';
import { select, type LegacyDatabase } from '../database.js';
import { toEraDigits } from '../legacy/era.js';
import { KeyTaken, type LegacyWriter } from '../legacy-writer.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { SourceError } from '../../src/errors/source-error.js';
import { COUPON } from './entities.js';
import type { CouponWrite } from './model.js';

const COUPON_NUMBER = /^\d{10}$/;

/** kk_ken: whose coupon each number is. A number has one person for ever, and no row is ever changed. */
export class Coupons {
  constructor(
    private readonly database: LegacyDatabase,
    private readonly writer: LegacyWriter,
  ) {}

  holders(numbers: readonly string[], { signal }: AdapterCall): Promise<readonly (string | null)[]> {
    const { database } = this;
    return loadAligned(numbers, COUPON_NUMBER, async (chunk) => {
      const query = await database.from(COUPON, 'k', signal);
      select(query, 'k', ['number', 'healthNumber']).where(
        database.among('k.number', 'keys', COUPON.columns.number),
        { keys: database.keys(COUPON.columns.number, chunk) },
      );
      const rows = await database.rows(query, signal);
      return new Map(rows.map((row) => [String(row['number']), String(row['healthNumber'])]));
    });
  }

  /** The number is its own key: sent again, it finds the row that it made. */
  async write(
    { number, healthNumber, issuedOn, reissued }: CouponWrite,
    { signal }: AdapterCall,
  ): Promise<string> {
    if (!COUPON_NUMBER.test(number)) throw new RangeError('A coupon has ten digits.');
    const { columns, name } = COUPON;
    const row = [
      [columns.number, number],
      [columns.healthNumber, healthNumber],
      [columns.issuedOn, toEraDigits(requirePlainDate(issuedOn), 'LAST')],
      [columns.reissued, reissued ? '1' : '0'],
    ] as const;
    try {
      await this.writer.run(
        (mark) => `INSERT INTO ${name} (${row.map(([column]) => column.name).join(', ')})
          SELECT ${row.map(([column, value]) => mark(column, value)).join(', ')}
          WHERE NOT EXISTS (SELECT 1 FROM ${name} ${this.writer.locked}
            WHERE ${columns.number.name} = ${mark(columns.number, number)})`,
        signal,
      );
    } catch (error) {
      // Another program was first: whose it is shows below.
      if (!(error instanceof KeyTaken)) throw error;
    }
    // On the writer's own connection: another server's copy may not have the row yet.
    const [found] = await this.writer.run(
      (mark) => `SELECT ${columns.healthNumber.name} AS holder FROM ${name}
        WHERE ${columns.number.name} = ${mark(columns.number, number)}`,
      signal,
    );
    if (found === undefined) throw new SourceError('HEALTH_MANAGEMENT', 'FAILED');
    return String(found['holder']).trimEnd();
  }
}
