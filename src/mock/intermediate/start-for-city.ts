import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedPolicy } from '../../policy/load.js';
import { citySeed } from './seed/city-seed.js';
import { startMockIntermediate, type MockIntermediate, type MockOptions } from './start.js';
import { makeFolderSync } from '../../files/make-folder.js';

export interface ForCity extends Pick<MockOptions, 'host' | 'port' | 'onFault' | 'faults'> {
  /** `SEKISHO_DATA`: state and keys go below it. */
  readonly dataDirectory: string;
  /** Where the synthetic city lies; `$SEKISHO_DATA/city` unless said otherwise. */
  readonly cityDirectory?: string;
  /** The city that the state is about: another city, another state. */
  readonly city: { readonly seed: number; readonly size: number; readonly asOf: string };
  readonly municipality: string;
  readonly neighbour: string;
  readonly policy: () => Pick<LoadedPolicy, 'permissions' | 'linkage'>;
  readonly today: () => string;
}

/** The stand-in over the synthetic city. It writes down, once, whom a walk-through can be about. */
export function startForCity(options: ForCity): Promise<MockIntermediate> {
  const { dataDirectory, city, municipality: own, neighbour, policy, today, ...rest } = options;
  const directory = join(dataDirectory, 'intermediate');
  makeFolderSync(directory);
  const place = { directory: options.cityDirectory ?? join(dataDirectory, 'city'), own, neighbour };
  return startMockIntermediate({
    ...rest,
    stateFile: join(directory, `state-${city.seed}-${city.size}-${city.asOf}.sqlite`),
    keysDirectory: join(dataDirectory, 'keys'),
    permissions: () => policy().permissions,
    ownInstitution: policy().linkage.institution,
    today,
    seed: () => {
      const { examples, ...seed } = citySeed({ place, rules: policy().linkage, today: today() });
      writeFileSync(join(directory, 'examples.json'), `${JSON.stringify(examples, null, 2)}\n`, {
        mode: 0o600,
      });
      return seed;
    },
  });
}
