import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { buildCity } from '../../src/city/build-city.js';
import { readManifest, type CityManifest } from '../../src/city/manifest.js';
import { TEST_CITY } from '../support/city.js';
import { pathOf, type System } from './peers/peer-settings.js';

export const ROOT = join(__dirname, '..', '..');

/** The city that all servers answer from, each from a copy of its own, for one of the shapes writes. */
export class BenchCity {
  private constructor(
    private readonly directory: string,
    readonly manifest: CityManifest,
    private readonly isOwn: boolean,
  ) {}

  /** Builds it in the folder, or takes the one that is there; without a folder it is gone when the bench ends. */
  static async open(folder: string | undefined, residents: number): Promise<BenchCity> {
    const directory = folder ?? mkdtempSync(join(tmpdir(), 'bench-city-'));
    const known = readManifest(directory);
    const { seed, asOf } = TEST_CITY;
    const manifest = known ?? (await buildCity({ root: ROOT, directory, seed, size: residents, asOf }));
    return new BenchCity(directory, manifest, folder === undefined);
  }

  /** Path of a copy. */
  copyTo(folder: string): string {
    cpSync(this.directory, folder, { recursive: true });
    return folder;
  }

  rows<Row>(system: System, sql: string, ...values: unknown[]): Row[] {
    const database = new Database(pathOf(this.directory, system), { readonly: true });
    try {
      return database.prepare(sql).all(...values) as Row[];
    } finally {
      database.close();
    }
  }

  close(): void {
    if (this.isOwn) rmSync(this.directory, { recursive: true, force: true });
  }
}
