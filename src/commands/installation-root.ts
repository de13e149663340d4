import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds `package.json`, and with it `policy/` and `adapters/`: the same from the sources and
 * compiled.
 */
export function installationRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('The installation has no package.json');
  return installationRoot(above);
}
