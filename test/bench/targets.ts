import { ratioTo } from './figures.js';
import { PEERS, TITLES, type Peer } from './competitors.js';
import type { Measured } from './measure.js';
import type { Shape } from './shapes.js';

/** How many times the gateway's processor time each peer is to take at least, one connection. */
export const TARGETS: Readonly<Partial<Record<Shape['operation'], Readonly<Partial<Record<Peer, number>>>>>> =
  {
    person: { apollo: 0.8 },
    page: { apollo: 3, shielded: 12, mercurius: 0.6, raw: 0.5 },
    households: { apollo: 2.5 },
    coverage: { apollo: 1 },
  };

/** A line for each target. */
export function targetLines(all: readonly Measured[]): readonly string[] {
  return all
    .filter(({ connections }) => connections === 1)
    .flatMap((measured) => {
      const { shape } = measured;
      const targets = TARGETS[shape.operation] ?? {};
      return PEERS.flatMap((peer) => {
        const target = targets[peer];
        if (target === undefined) return [];
        const { middle } = ratioTo(measured, peer);
        const word = middle >= target ? 'held' : 'missed';
        return [`${shape.title}: ${middle.toFixed(2)} × ${TITLES[peer]}, target ${target}: ${word}`];
      });
    });
}
