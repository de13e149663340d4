import { existsSync } from 'node:fs';
import type { BuildCityOptions } from './build-city.js';
import { CITY_SYSTEMS, systemFile } from './city-database.js';
import { readManifest, type CityManifest } from './manifest.js';

/**
 * The city that is there, when it is whole and made for the same seed, size and day; else null. Whole means that no file
 * was taken away: whether each can be read is for its adapter to say.
 */
export function standingCity(
  options: Pick<BuildCityOptions, 'directory' | 'seed' | 'size' | 'asOf'>,
): CityManifest | null {
  const manifest = readManifest(options.directory);
  const same =
    manifest?.seed === options.seed && manifest.size === options.size && manifest.asOf === options.asOf;
  return same && hasEveryFile(options.directory, manifest) ? manifest : null;
}

function hasEveryFile(directory: string, { municipalities }: CityManifest): boolean {
  return municipalities.every(({ code }) =>
    CITY_SYSTEMS.every((system) => existsSync(systemFile(directory, code, system))),
  );
}
