import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../calendar/clock.js';
import { makeFolderSync } from '../../files/make-folder.js';
import type { LoadedPolicy } from '../../policy/load.js';
import { writeAddress } from '../stand-in-address.js';
import { citySeed } from './seed/city-seed.js';
import { startMockVrs, type MockVrs, type MockVrsOptions } from './start.js';

export interface VrsForCity extends Pick<MockVrsOptions, 'host' | 'port' | 'onFault' | 'faults'> {
  /** `SEKISHO_DATA`: state and keys go below it. */
  readonly dataDirectory: string;
  /** Where the synthetic city lies; `$SEKISHO_DATA/city` unless said otherwise. */
  readonly cityDirectory?: string;
  /** The city that the state is about: another city, another state. */
  readonly city: { readonly seed: number; readonly size: number; readonly asOf: string };
  readonly municipality: string;
  readonly neighbour: string;
  readonly policy: () => Pick<LoadedPolicy, 'vrs'>;
  readonly clock: Pick<Clock, 'now' | 'today'>;
}

/**
 * The stand-in over the synthetic city. It writes down where it listens and, once, whom a walk-through can be about.
 */
export async function startVrsForCity(options: VrsForCity): Promise<MockVrs> {
  const { dataDirectory, city, municipality: own, neighbour, policy, clock, ...rest } = options;
  const directory = join(dataDirectory, 'vrs');
  makeFolderSync(directory);
  const place = { directory: options.cityDirectory ?? join(dataDirectory, 'city'), own, neighbour };
  const write = (name: string, text: string): void => {
    writeFileSync(join(directory, name), `${text}\n`, { mode: 0o600 });
  };
  const standIn = await startMockVrs({
    ...rest,
    stateFile: stateFileOf(dataDirectory, city),
    keysDirectory: join(dataDirectory, 'keys'),
    today: clock.today,
    clock: () => clock.now().getTime(),
    machine: Date.now,
    seed: () =>
      citySeed({
        ...{ place, rules: policy().vrs, today: clock.today() },
        onExamples: (examples) => write('examples.json', JSON.stringify(examples, null, 2)),
        onTruth: (lines) => write('truth.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')),
      }),
  });
  writeAddress(dataDirectory, 'vrs', standIn.url);
  return standIn;
}

/** One per synthetic city: another city, another state. */
export function stateFileOf(dataDirectory: string, { seed, size, asOf }: VrsForCity['city']): string {
  return join(dataDirectory, 'vrs', `state-${seed}-${size}-${asOf}.sqlite`);
}
