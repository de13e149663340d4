import { zoneFinder } from '../../../src/identity/zone.js';
import { freshIdentity } from './harness.js';

const zoneOf = zoneFinder([
  { zone: 'LGWAN', cidr: '10.1.2.0/24' },
  { zone: 'NUMBER_USE', cidr: '10.1.0.0/16' },
  { zone: 'CONTRACTOR_VPN', cidr: '2001:db8:1::/48' },
]);

test.each([
  ['10.1.2.3', 'LGWAN'],
  ['10.1.3.3', 'NUMBER_USE'],
  ['10.2.0.1', null],
  ['::ffff:10.1.2.3', 'LGWAN'],
  ['::ffff:a01:303', 'NUMBER_USE'],
  ['::ffff:10.2.0.1', null],
  ['2001:db8:1::5', 'CONTRACTOR_VPN'],
  ['2001:db8:1::5%eth0', 'CONTRACTOR_VPN'],
  ['2001:db8:2::5', null],
  ['::1', null],
  ['', null],
  ['10.1.2', null],
  ['10.1.2.3, 10.9.9.9', null],
  ['0x0a.1.2.3', null],
])('%s is in zone %s (the first range that holds it)', (address, zone) => {
  expect(zoneOf(address)).toBe(zone);
});

test('a range that is no network is refused, not ignored', () => {
  for (const cidr of [
    'lgwan.example/24',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/x',
    '10.0.0.0/33',
    '2001:db8::/129',
  ])
    expect(() => zoneFinder([{ zone: 'LGWAN', cidr }])).toThrow();
});

test('headers that name another address are never looked at', async () => {
  const { identity, sign } = await freshIdentity();
  const headers = {
    authorization: `Bearer ${await sign()}`,
    'x-forwarded-for': '127.0.0.1',
    forwarded: 'for=127.0.0.1',
    'x-real-ip': '127.0.0.1',
    'sekisho-zone': 'NUMBER_USE',
  };
  expect((await identity.identify({ ...headers, peerAddress: '127.0.0.4' })).zone).toBe('INTRANET');
  expect((await identity.identify({ ...headers, peerAddress: '198.51.100.7' })).zone).toBeNull();
});
