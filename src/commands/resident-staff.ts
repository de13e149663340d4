import { join } from 'node:path';
import { readManifest } from '../city/manifest.js';
import type { Settings } from '../config/settings.js';

/**
 * 宛名番号 of staff who live in the city, by account. Where the demo's staff live is known to the embedded city alone;
 * elsewhere no account is anybody's neighbour yet.
 */
export function residentStaff({
  city,
  dataDirectory,
}: Pick<Settings, 'city' | 'dataDirectory'>): Readonly<Record<string, string | null>> {
  return (city.embedded ? readManifest(join(dataDirectory, 'city'))?.staff : undefined) ?? {};
}
