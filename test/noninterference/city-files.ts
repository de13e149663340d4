import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export type System = 'registry' | 'health' | 'address-name';
const SYSTEMS: readonly System[] = ['registry', 'health', 'address-name'];

type Row = Readonly<Record<string, string | number | null>>;

/**
 * The three legacy databases of one city in a folder of their own, to be read and changed behind every
 * gateway's back.
 */
export class CityFiles {
  private constructor(readonly folder: string) {}

  static copy(from: string, to: string): CityFiles {
    mkdirSync(to, { recursive: true });
    for (const system of SYSTEMS) copyFileSync(join(from, `${system}.sqlite`), join(to, `${system}.sqlite`));
    return new CityFiles(to);
  }

  /** Settings of a gateway over these files. */
  get environment(): Record<string, string> {
    const url = (system: System): string => `sqlite:${join(this.folder, `${system}.sqlite`)}`;
    return {
      SEKISHO_REGISTRY_URL: url('registry'),
      SEKISHO_HEALTH_URL: url('health'),
      SEKISHO_ADDRESS_URL: url('address-name'),
    };
  }

  rows(system: System, sql: string, ...values: unknown[]): readonly Row[] {
    return this.with(system, (database) => database.prepare(sql).all(...values) as Row[]);
  }

  /** The first row's columns as text. Throws when there is none. */
  row(system: System, sql: string, ...values: unknown[]): Readonly<Record<string, string>> {
    const [found] = this.rows(system, sql, ...values);
    if (found === undefined) throw new Error(`no such row: ${sql}`);
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, String(value ?? '')]));
  }

  /** Changes exactly `expected` rows, for a fact that changes nothing would prove nothing. */
  change(system: System, sql: string, values: readonly unknown[], expected = 1): void {
    const { changes } = this.with(system, (database) => database.prepare(sql).run(...values));
    if (changes !== expected) throw new Error(`${changes} rows changed: ${sql}`);
  }

  private with<T>(system: System, work: (database: Database.Database) => T): T {
    const database = new Database(join(this.folder, `${system}.sqlite`));
    try {
      return work(database);
    } finally {
      database.close();
    }
  }
}
