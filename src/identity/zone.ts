import { holds, readAddress, readNetwork, type Network } from '../config/network.js';
import type { ZoneRange } from '../config/settings.js';
import type { Zone } from '../policy/terms.js';

/** Zone of a peer address; null when the address belongs to none. */
export type ZoneFinder = (peerAddress: string) => Zone | null;

/**
 * Finds the zone by the address that the socket reports, and by nothing else: headers (X-Forwarded-For, Forwarded)
 * are written by the client, who could so choose a zone that opens the individual number (R126, R180). The first
 * range that holds the address wins. Throws for a range that is no network.
 */
export function zoneFinder(ranges: readonly ZoneRange[]): ZoneFinder {
  const zones = ranges.map(({ zone, cidr }) => ({ zone, network: networkOf(cidr) }));
  return (peerAddress) => {
    // A link-local address carries its interface: fe80::1%eth0.
    const address = readAddress(peerAddress.split('%', 1)[0] ?? '');
    if (address === null) return null;
    return zones.find(({ network }) => holds(network, address))?.zone ?? null;
  };
}

function networkOf(cidr: string): Network {
  const network = readNetwork(cidr);
  // Without its length a network would be read as /0: everybody.
  if (network === null) throw new TypeError(`Zone range ${cidr} is no network in CIDR notation.`);
  return network;
}
