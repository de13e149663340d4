import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCity } from '../../src/city/build-city.js';
import { TEST_CITY } from './city.js';

/** One small city for all suites: they read it and never write to it. */
export async function makeCity(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-city-'));
  await buildCity({ root: join(__dirname, '..', '..'), directory, ...TEST_CITY });
  process.env['SEKISHO_TEST_CITY'] = directory;
}
