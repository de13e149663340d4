import { networkFault, readNetwork, type Network } from '../../../src/config/network.js';
import { parseZones } from '../../../src/config/zones.js';
import { Faults } from '../../../src/config/settings-error.js';
import { zoneFinder } from '../../../src/identity/zone.js';
import { areNetworks, areWithin } from '../../../src/staff/contracts.js';

/**
 * docs/attacks.md E15. A dual-stack socket reports 10.1.2.3 as ::ffff:10.1.2.3, and whoever copies that from a log into a
 * setting writes ::ffff:10.1.0.0/16: sixteen bits of zeros, in which every IPv4 address lies.
 */

const FAULTY = {
  'bits beyond the length': ['10.1.2.3/16', '::ffff:10.1.0.0/16', '2001:db8::1/32', '::ffff:10.1.2.3/112'],
  everybody: ['0.0.0.0/0', '::/0', '::ffff:0.0.0.0/96', '::/00'],
  'no network': [
    ...['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '2001:db8::/129', 'lgwan.example/24', 'fe80::1%eth0/128', ''],
    ...['10.0.0.0/8/9', '10.0.0.0/8/ 0.0.0.0/1', '10.0.0.0/8 0.0.0.0/1', ' 10.0.0.0/8', '10.0.0.0/8\n'],
  ],
};
describe.each(Object.entries(FAULTY))('%s', (_kind, faulty) => {
  test.each(faulty)('%j is refused as a zone and as a place of work', (cidr) => {
    expect(networkFault(cidr)).not.toBeNull();
    const faults = new Faults();
    parseZones(`NUMBER_USE=${cidr}`, faults);
    expect(faults.lines).toHaveLength(1);
    expect(areNetworks([cidr])).toBe(false);
  });
});

test.each([
  '10.1.0.0/16',
  '127.0.0.3/32',
  '2001:db8::/32',
  '::1/128',
  '::ffff:10.1.0.0/112',
  '2001:db8:1:2:3:4:5:6/128',
])('%s is a network', (cidr) => {
  expect(networkFault(cidr)).toBeNull();
  expect(areNetworks([cidr])).toBe(true);
});

test('an IPv4 address has one number, however it is written; no IPv6 network holds it', () => {
  expect(readNetwork('::ffff:10.1.0.0/112')).toEqual(readNetwork('10.1.0.0/16') satisfies Network | null);
  expect(readNetwork('::ffff:a01:0/112')).toEqual(readNetwork('10.1.0.0/16'));
  for (const cidr of ['::/1', '::ffff:10.1.0.0/16', '::/64']) {
    const zoneOf = zoneFinder([{ zone: 'NUMBER_USE', cidr }]);
    for (const peer of ['8.8.8.8', '10.1.2.3', '::ffff:8.8.8.8', '::ffff:808:808'])
      expect([cidr, peer, zoneOf(peer)]).toEqual([cidr, peer, null]);
  }
  const mapped = zoneFinder([{ zone: 'LGWAN', cidr: '::ffff:10.1.0.0/112' }]);
  expect(['10.1.2.3', '::ffff:10.1.2.3', '::ffff:a01:203', '10.2.0.1'].map(mapped)).toEqual([
    ...['LGWAN', 'LGWAN', 'LGWAN', null],
  ]);
});

test('a part of a contract is worked on within its prime contract’s networks, whichever way both are written', () => {
  expect(areWithin(['::ffff:10.1.2.0/120'], ['10.1.0.0/16'])).toBe(true);
  expect(areWithin(['10.1.2.0/24'], ['::ffff:10.1.0.0/112'])).toBe(true);
  expect(areWithin(['::ffff:10.1.0.0/104'], ['10.1.0.0/16'])).toBe(false);
  expect(areWithin(['10.0.0.0/8/ 0.0.0.0/1'], ['10.0.0.0/8'])).toBe(false);
  expect(areWithin(['2001:db8:1::/48'], ['2001:db8::/32'])).toBe(true);
  expect(areWithin(['2001:db9::/48'], ['2001:db8::/32'])).toBe(false);
});
