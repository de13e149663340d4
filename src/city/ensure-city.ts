import { existsSync } from 'node:fs';
import { buildCity, type BuildCityOptions } from './build-city.js';
import { CITY_SYSTEMS, systemFile } from './city-database.js';
import { readManifest, type CityManifest } from './manifest.js';

/**
 * The city as it stands when it is whole and made for the same seed, size and day; else a new one in its
 * place. Whole means that no file was taken away: whether each can be read is for its adapter to say.
 */
export async function ensureCity(options: BuildCityOptions): Promise<CityManifest> {
  const manifest = readManifest(options.directory);
  const same =
    manifest?.seed === options.seed && manifest.size === options.size && manifest.asOf === options.asOf;
  return same && hasEveryFile(options.directory, manifest) ? manifest : buildCity(options);
}

function hasEveryFile(directory: string, { municipalities }: CityManifest): boolean {
  return municipalities.every(({ code }) =>
    CITY_SYSTEMS.every((system) => existsSync(systemFile(directory, code, system))),
  );
}
