import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../calendar/clock.js';
import type { LoadedPolicy } from '../../policy/load.js';
import { citySeed } from './seed/city-seed.js';
import { startMockIntermediate, type MockIntermediate, type MockOptions } from './start.js';
import { makeFolderSync } from '../../files/make-folder.js';
import { writeAddress } from '../stand-in-address.js';

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
  readonly clock: Pick<Clock, 'now' | 'today'>;
}

/**
 * The stand-in over the synthetic city. It writes down where it listens and, once, whom a walk-through can be about.
 */
export async function startForCity(options: ForCity): Promise<MockIntermediate> {
  const { dataDirectory, city, municipality: own, neighbour, policy, clock, ...rest } = options;
  const directory = join(dataDirectory, 'intermediate');
  makeFolderSync(directory);
  const place = { directory: options.cityDirectory ?? join(dataDirectory, 'city'), own, neighbour };
  const standIn = await startMockIntermediate({
    ...rest,
    stateFile: stateFileOf(dataDirectory, city),
    keysDirectory: join(dataDirectory, 'keys'),
    permissions: () => policy().permissions,
    ownInstitution: policy().linkage.institution,
    today: clock.today,
    clock: () => clock.now().getTime(),
    machine: Date.now,
    seed: () => {
      const { examples, ...seed } = citySeed({ place, rules: policy().linkage, today: clock.today() });
      writeFileSync(join(directory, 'examples.json'), `${JSON.stringify(examples, null, 2)}\n`, {
        mode: 0o600,
      });
      return seed;
    },
  });
  writeAddress(dataDirectory, 'intermediate', standIn.url);
  return standIn;
}

/** One per synthetic city: another city, another state. */
export function stateFileOf(dataDirectory: string, { seed, size, asOf }: ForCity['city']): string {
  return join(dataDirectory, 'intermediate', `state-${seed}-${size}-${asOf}.sqlite`);
}
