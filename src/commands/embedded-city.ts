import { join } from 'node:path';
import { ensureCity } from '../city/ensure-city.js';
import type { CityManifest } from '../city/manifest.js';
import type { Settings } from '../config/settings.js';
import { cityProgress } from './city.js';
import type { CommandContext } from './context.js';

/** Makes the embedded city on the first start. */
export async function embeddedCity(settings: Settings, context: CommandContext): Promise<CityManifest> {
  const progress = cityProgress(context, process.stderr.isTTY === true);
  const { seed, size, asOf } = settings.city;
  const directory = join(settings.dataDirectory, 'city');
  try {
    return await ensureCity({ root: context.root, directory, seed, size, asOf, onProgress: progress.listen });
  } finally {
    progress.stop();
  }
}
