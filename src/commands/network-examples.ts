import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import type { Examples } from '../mock/intermediate/seed/city-seed.js';

/** Whom the stand-in of the intermediate server has written down; null where there is none yet. */
export function networkExamples({ dataDirectory }: Pick<Settings, 'dataDirectory'>): Examples | null {
  const file = join(dataDirectory, 'intermediate', 'examples.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Examples) : null;
}
