import { join } from 'node:path';
import type { CityManifest } from '../city/manifest.js';
import { standingCity } from '../city/standing-city.js';
import type { Settings } from '../config/settings.js';
import type { CommandContext } from './context.js';

/** Makes the embedded city on the first start. What makes one is loaded then, and not at the others. */
export async function embeddedCity(settings: Settings, context: CommandContext): Promise<CityManifest> {
  const { seed, size, asOf } = settings.city;
  const city = { root: context.root, directory: join(settings.dataDirectory, 'city'), seed, size, asOf };
  const standing = standingCity(city);
  if (standing !== null) return standing;
  const [{ buildCity }, { cityProgress }] = await Promise.all([
    import('../city/build-city.js'),
    import('./city.js'),
  ]);
  const progress = cityProgress(context, process.stderr.isTTY === true);
  try {
    return await buildCity({ ...city, onProgress: progress.listen });
  } finally {
    progress.stop();
  }
}
