import { buildCity, type BuildCityOptions } from './build-city.js';
import type { CityManifest } from './manifest.js';
import { standingCity } from './standing-city.js';

/** The city that stands, or a new one in its place. */
export async function ensureCity(options: BuildCityOptions): Promise<CityManifest> {
  return standingCity(options) ?? buildCity(options);
}
