import { buildCity, type BuildCityOptions } from './build-city.js';
import { readManifest, type CityManifest } from './manifest.js';

/**
 * The city as it stands when it is whole and made for the same seed, size and day; else a new one in its
 * place.
 */
export async function ensureCity(options: BuildCityOptions): Promise<CityManifest> {
  const manifest = readManifest(options.directory);
  if (manifest?.seed === options.seed && manifest.size === options.size && manifest.asOf === options.asOf)
    return manifest;
  return buildCity(options);
}
