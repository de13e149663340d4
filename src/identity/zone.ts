import { BlockList, isIP, isIPv4 } from 'node:net';
import type { ZoneRange } from '../config/settings.js';
import type { Zone } from '../policy/terms.js';

/** Zone of a peer address; null when the address belongs to none. */
export type ZoneFinder = (peerAddress: string) => Zone | null;

/**
 * Finds the zone by the address that the socket reports, and by nothing else: headers (X-Forwarded-For, Forwarded)
 * are written by the client, who could so choose a zone that opens the individual number (R126, R180). The first
 * range that holds the address wins. Dual-stack sockets report 10.1.2.3 as `::ffff:10.1.2.3`; `BlockList` takes
 * both for the same.
 */
export function zoneFinder(ranges: readonly ZoneRange[]): ZoneFinder {
  const zones = ranges.map(({ zone, cidr }) => ({ zone, list: listOf(cidr) }));
  return (peerAddress) => {
    // A link-local address carries its interface: fe80::1%eth0.
    const address = peerAddress.split('%', 1)[0] ?? '';
    const family = familyOf(address);
    if (family === null) return null;
    return zones.find(({ list }) => list.check(address, family))?.zone ?? null;
  };
}

function listOf(cidr: string): BlockList {
  const [address = '', prefix = ''] = cidr.split('/');
  const family = familyOf(address);
  // Without its length a network would be read as /0: everybody.
  if (family === null || !/^\d{1,3}$/.test(prefix))
    throw new TypeError(`Zone range ${cidr} is no network in CIDR notation.`);
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), family);
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  if (isIP(address) === 0) return null;
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
