import { holds, networkFault, readAddress, readNetwork, type Network } from '../config/network.js';
import type { ContractScope, Work } from '../policy/terms.js';
import type { ContractRow } from './staff-rows.js';
import type { StaffIndex } from './staff-index.js';
import type { AccountStatus } from './account-status.js';
import { isInForce } from './term.js';

/** What the assessment declares, though it describes three (R103, X03): the register shows both. */
export const DECLARED_CONTRACTS = 5;

/** The role whose accounts work under a contract. */
export const CONTRACTOR_ROLE = 'contractor';

/**
 * The most handlers the assessment declares (R104-R107): "under 10" for maintenance and for slips, "10 to 49" for the
 * record system.
 */
const BANDS: Readonly<Record<Work, number>> = { MAINTENANCE: 9, VRS: 49, SLIPS_AND_CERTIFICATES: 9 };

/** Upper end of the declared band; none is as good as the narrowest. */
export const bandOf = (work: string | null): number =>
  work !== null && Object.hasOwn(BANDS, work) ? BANDS[work as Work] : Math.min(...Object.values(BANDS));

/** Handlers there may be: what the contract declares, within the band. A store may hold an older number. */
export const capOf = ({ handlerCap, work }: Pick<ContractRow, 'handlerCap' | 'work'>): number =>
  Math.min(handlerCap, bandOf(work));

/** The contract an account works under today, or why it may not. */
export type ContractStatus =
  | { readonly status: 'GOOD'; readonly contract: ContractRow }
  | { readonly status: Exclude<AccountStatus, 'GOOD'> };

/** Roster line, contract and number of handlers, in that order (R129, R111, R107). */
export function contractStatus(index: StaffIndex, account: string, today: string): ContractStatus {
  const lines = index.linesOf(account).filter((line) => isInForce(line, today));
  if (lines.length === 0) return { status: 'NO_ROSTER_LINE' };
  const contract = lines
    .map((line) => index.contracts.get(line.contract))
    .find((found) => found !== undefined && contractInForce(index, found, today));
  if (contract === undefined) return { status: 'NO_CONTRACT' };
  const place = handlersOn(index, contract.id, today).indexOf(account);
  return place < capOf(contract) ? { status: 'GOOD', contract } : { status: 'OVER_CAP' };
}

/**
 * A re-entrusted part stands and falls with the contract it is a part of (R120), and there is none under a contract
 * that allows none (R105, R106).
 */
export function contractInForce(index: StaffIndex, contract: ContractRow, day: string): boolean {
  if (!isInForce(contract, day)) return false;
  if (contract.primeContract === null) return true;
  const prime = index.contracts.get(contract.primeContract);
  return prime !== undefined && prime.partsAllowed === 'YES' && isInForce(prime, day);
}

/**
 * Accounts on the contract's roster on a day, the longest-standing first: those beyond the cap are the last to
 * come.
 */
export function handlersOn(index: StaffIndex, contract: string, day: string): readonly string[] {
  const lines = index.rows.roster.filter((line) => line.contract === contract && isInForce(line, day));
  const ordered = lines.toSorted((a, b) => compare(a.begins, b.begins) || compare(a.account, b.account));
  return [...new Set(ordered.map(({ account }) => account))];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const scopeOf = ({ bornFrom, bornTo }: ContractRow): ContractScope =>
  Object.freeze({ bornFrom, bornTo });

export const endpointsOf = ({ approvedEndpoints }: ContractRow): readonly string[] =>
  approvedEndpoints.split(' ').filter((cidr) => cidr !== '');

/**
 * Whether the city approved this peer for the contract, and for the one it is a part of (R120, R126). A
 * contract that states no endpoint has no place of work (R111): nobody comes in under it.
 */
export function isApprovedEndpoint(index: StaffIndex, contract: ContractRow, peerAddress: string): boolean {
  const prime = contract.primeContract === null ? undefined : index.contracts.get(contract.primeContract);
  const address = readAddress(peerAddress);
  if (address === null) return false;
  return [contract, ...(prime === undefined ? [] : [prime])].every((each) =>
    networksOf(endpointsOf(each)).some((network) => holds(network, address)),
  );
}

/** Whether every network of `inner` lies within one of `outer`. */
export function areWithin(inner: readonly string[], outer: readonly string[]): boolean {
  const around = networksOf(outer);
  return inner.every((cidr) => {
    const network = readNetwork(cidr);
    return network !== null && around.some((one) => one.length <= network.length && holds(one, network));
  });
}

/** A store may hold what is no network: that is no place. */
const networksOf = (cidrs: readonly string[]): readonly Network[] =>
  cidrs.map(readNetwork).filter((network) => network !== null);

/** Whether all are networks in CIDR notation, each of them some place and not everywhere. */
export function areNetworks(cidrs: readonly string[]): boolean {
  return cidrs.every((cidr) => networkFault(cidr) === null);
}
