import { isIP, isIPv4 } from 'node:net';
import { ZONES, type Zone } from '../policy/terms.js';
import type { ZoneRange } from './settings.js';
import type { Faults } from './settings-error.js';

/**
 * One loopback address per zone, so that all of them can be tried on one machine (`curl --interface 127.0.0.2`).
 */
export const LOOPBACK_ZONES: readonly ZoneRange[] = [
  { zone: 'NUMBER_USE', cidr: '127.0.0.1/32' },
  { zone: 'LGWAN', cidr: '127.0.0.2/32' },
  { zone: 'CONTRACTOR_VPN', cidr: '127.0.0.3/32' },
  { zone: 'INTRANET', cidr: '127.0.0.4/32' },
];

const isZone = (text: string): text is Zone => (ZONES as readonly string[]).includes(text);

/**
 * Reads `NUMBER_USE=10.1.0.0/16,10.2.0.0/16;LGWAN=10.9.0.0/24`. The networks decide who may see a number (R126,
 * R180): anything not understood to the last character is a fault, and nothing is repaired.
 */
export function parseZones(text: string, faults: Faults): readonly ZoneRange[] {
  return text.split(';').flatMap((part) => {
    const [name = '', list, ...rest] = part.split('=');
    if (!isZone(name) || list === undefined || rest.length > 0) {
      faults.add(
        'SEKISHO_ZONES',
        `「区域=網,網;…」の形で、区域は ${ZONES.join('、')} のいずれかにしてください`,
        `must read ZONE=CIDR,CIDR;ZONE=CIDR with a zone of ${ZONES.join(', ')}`,
      );
      return [];
    }
    return list.split(',').flatMap((cidr) => {
      const fault = cidrFault(cidr);
      if (fault === null) return [{ zone: name, cidr }];
      faults.add('SEKISHO_ZONES', `${name} の網が正しくありません(${fault.ja})`, `${name}: ${fault.en}`);
      return [];
    });
  });
}

function cidrFault(cidr: string): { readonly ja: string; readonly en: string } | null {
  const [address = '', prefix = '', ...rest] = cidr.split('/');
  const bits = isIPv4(address) ? 32 : 128;
  const length = /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  if (isIP(address) === 0 || address.includes('%') || rest.length > 0 || !(length <= bits))
    return { ja: '例: 10.1.0.0/16', en: 'a network is written like 10.1.0.0/16' };
  if (length === 0) return { ja: '全ての端末を含みます', en: 'a network of length 0 would hold every peer' };
  // 10.1.2.3/16 is a typing error that would open 65,536 addresses where one was meant.
  if (bits === 32 && hostBits(address, length) !== 0)
    return { ja: 'ホスト部が 0 ではありません', en: 'bits are set beyond the length of the network' };
  return null;
}

function hostBits(address: string, length: number): number {
  const value = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return value % 2 ** (32 - length);
}
