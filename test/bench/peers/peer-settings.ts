import { join } from 'node:path';
import type { CoverageCount } from './coverage-count.js';

export type System = 'registry' | 'health' | 'address-name';

/** Where a city has the tables of a system. A peer loads nothing of the gateway but tables of codes. */
export function pathOf(city: string, system: System): string {
  return join(city, '132101', `${system}.sqlite`);
}

export interface PeerSettings {
  readonly registry: string;
  readonly health: string;
  readonly addressName: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly coverage: CoverageCount;
  /** File of a log, where the peer keeps one. */
  readonly log: string;
}

/** What the bench gives a peer's process. */
export function peerEnvironment(
  city: string,
  settings: Pick<PeerSettings, 'today' | 'coverage' | 'log'>,
): Record<string, string> {
  return { NODE_ENV: 'production', BENCH_CITY: city, BENCH_PEER: JSON.stringify(settings) };
}

export function readPeerSettings(): PeerSettings {
  const { BENCH_CITY: city, BENCH_PEER: given } = process.env;
  if (city === undefined || given === undefined) throw new TypeError('A peer is started by the bench');
  return {
    ...(JSON.parse(given) as Pick<PeerSettings, 'today' | 'coverage' | 'log'>),
    registry: pathOf(city, 'registry'),
    health: pathOf(city, 'health'),
    addressName: pathOf(city, 'address-name'),
  };
}

export function tellAddress(port: number): void {
  process.stdout.write(`http://127.0.0.1:${port}/graphql\n`);
}
