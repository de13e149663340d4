import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCity } from '../../src/city/build-city.js';
import { CITY_SYSTEMS, systemFile } from '../../src/city/city-database.js';
import { ensureCity } from '../../src/city/ensure-city.js';
import { readManifest, type CityManifest } from '../../src/city/manifest.js';
import { folder, options, removeFolders, rows } from './city-harness.js';

/** One hash over every row of every table of both municipalities. */
function contentHash(directory: string): string {
  const hash = createHash('sha256');
  for (const code of ['132101', '132144']) {
    for (const system of CITY_SYSTEMS) {
      const tables = rows<{ name: string }>(
        directory,
        system,
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        code,
      );
      for (const { name } of tables)
        hash.update(name).update(JSON.stringify(rows(directory, system, `SELECT * FROM ${name}`, code)));
    }
  }
  return hash
    .update(readFileSync(join(directory, 'truth.jsonl')))
    .update(readFileSync(join(directory, 'city.json')))
    .digest('hex');
}

let city: string;
let manifest: CityManifest;

beforeAll(async () => {
  city = folder();
  manifest = await buildCity(options(city));
});

afterAll(removeFolders);

describe('a build', () => {
  it('makes the same city from the same seed, and another from another', async () => {
    const [again, other] = [folder(), folder()];
    await buildCity(options(again));
    await buildCity(options(other, { seed: 1 }));
    expect(contentHash(again)).toBe(contentHash(city));
    expect(contentHash(other)).not.toBe(contentHash(city));
  });

  it('leaves databases that a reader opens without a write-ahead log', () => {
    for (const system of CITY_SYSTEMS) {
      const file = systemFile(city, '132101', system);
      expect(rows<{ journal_mode: string }>(city, system, 'PRAGMA journal_mode')).toEqual([
        { journal_mode: 'delete' },
      ]);
      for (const suffix of ['-wal', '-shm', '-journal']) expect(existsSync(file + suffix)).toBe(false);
    }
  });

  it('counts in its manifest what is in the tables', () => {
    const [main] = manifest.municipalities;
    expect(rows(city, 'registry', 'SELECT COUNT(*) n FROM JUKI_KIHON')).toEqual([{ n: main?.persons }]);
    expect(rows(city, 'registry', "SELECT COUNT(*) n FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1'")).toEqual([
      { n: 600 },
    ]);
    expect(rows(city, 'health', 'SELECT COUNT(*) n FROM kk_sessyu')).toEqual([{ n: main?.immunizations }]);
    expect(readManifest(city)).toEqual(manifest);
  });

  it('starts over in a half-built folder and leaves no manifest when it is stopped', async () => {
    const half = folder();
    const stop = new AbortController();
    const building = buildCity(
      options(half, { size: 2500, signal: stop.signal, onProgress: () => stop.abort() }),
    );
    await expect(building).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
    expect(existsSync(systemFile(half, '132101', 'registry'))).toBe(true);
    expect(readManifest(half)).toBeNull();
    await buildCity(options(half));
    expect(contentHash(half)).toBe(contentHash(city));
  });

  it('is not repeated while seed, size and day stay the same', async () => {
    const kept = folder();
    let built = 0;
    const counting = { onProgress: () => void (built += 1) };
    await ensureCity(options(kept, counting));
    expect(built).toBeGreaterThan(0);
    built = 0;
    await ensureCity(options(kept, counting));
    expect(built).toBe(0);
    await ensureCity(options(kept, { ...counting, asOf: '2023-06-28' }));
    expect(built).toBeGreaterThan(0);
    expect(readManifest(kept)?.asOf).toBe('2023-06-28');
  });

  it('takes a manifest of another format or a torn one for none', () => {
    const strange = folder();
    expect(readManifest(strange)).toBeNull();
    for (const text of ['{"format":0,"staff":{}}', '{"format":1,', '[]', 'null']) {
      writeFileSync(join(strange, 'city.json'), text);
      expect(readManifest(strange)).toBeNull();
    }
  });
});
