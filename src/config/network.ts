import { isIP, isIPv4 } from 'node:net';

/** Bits of an address of its family, and its value as a number. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Every address that begins with the first `length` bits of this one. */
export interface Network extends Address {
  readonly length: number;
}

const MAPPED = 0xffffn << 32n;

/**
 * An address without its interface; null for what is none. IPv4 within IPv6 (`::ffff:10.1.2.3`, as a dual-stack socket
 * reports it) is IPv4: else the zeros it begins with would put every IPv4 address into a short IPv6 network.
 */
export function readAddress(text: string): Address | null {
  if (isIP(text) === 0 || text.includes('%')) return null;
  const value = valueOf(text);
  if (isIPv4(text)) return { bits: 32, value };
  return value >> 32n === MAPPED >> 32n ? { bits: 32, value: value - MAPPED } : { bits: 128, value };
}

/** A network in CIDR notation, to the last character; null for what is none. */
export function readNetwork(cidr: string): Network | null {
  const [, text = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(cidr) ?? [];
  const address = readAddress(text);
  if (address === null || cidr.endsWith('\n')) return null;
  const length = Number(prefix) - (isIPv4(text) ? 0 : 128 - address.bits);
  // Shorter than the mark of IPv4 within IPv6, it is a network of IPv6 alone.
  if (length < 0) return { bits: 128, value: address.value + MAPPED, length: Number(prefix) };
  return length <= address.bits ? { ...address, length } : null;
}

export function holds(network: Network, address: Address): boolean {
  const beyond = BigInt(network.bits - network.length);
  return network.bits === address.bits && network.value >> beyond === address.value >> beyond;
}

/** What is wrong with a network that somebody has typed; null where it is one. */
export function networkFault(cidr: string): { readonly ja: string; readonly en: string } | null {
  const network = readNetwork(cidr);
  if (network === null) return { ja: '例: 10.1.0.0/16', en: 'a network is written like 10.1.0.0/16' };
  const { bits, value, length } = network;
  if (length === 0) return { ja: '全ての端末を含みます', en: 'a network of length 0 would hold every peer' };
  // 10.1.2.3/16 is a typing error that would open 65,536 addresses where one was meant.
  if (value % (1n << BigInt(bits - length)) !== 0n)
    return { ja: 'ホスト部が 0 ではありません', en: 'bits are set beyond the length of the network' };
  return null;
}

function valueOf(address: string): bigint {
  if (isIPv4(address)) return address.split('.').reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n);
  const [before = [], after] = address.split('::').map(groupsOf);
  const left = after === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: left }, () => 0n), ...(after ?? [])];
  return groups.reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** Groups of sixteen bits; the last two may be written as IPv4. */
function groupsOf(text: string): readonly bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const value = valueOf(group);
    return [value >> 16n, value & 0xffffn];
  });
}
