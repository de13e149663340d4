import { ZONES, type Zone } from '../policy/terms.js';
import { networkFault } from './network.js';
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
      const fault = networkFault(cidr);
      if (fault === null) return [{ zone: name, cidr }];
      faults.add('SEKISHO_ZONES', `${name} の網が正しくありません(${fault.ja})`, `${name}: ${fault.en}`);
      return [];
    });
  });
}
