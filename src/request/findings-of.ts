import { GatewayError } from '../errors/gateway-error.js';
import { cursorsOf } from '../paging/cursor.js';
import type { ComparedDose } from '../reconciliation/compared-dose.js';
import type { Persons } from '../persons/persons.js';
import type { FindingAccess } from '../reconciliation/finding-access.js';
import { FindingDesk } from '../reconciliation/finding-desk.js';
import { ledgerDose, SideReader } from '../reconciliation/read-sides.js';
import { isStillFound } from '../reconciliation/still-found.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { Claims } from './request-context.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

/** Findings of the reconciliation as this request may see and decide them. */
export function findingsOf(
  { id, policy, signal }: RequestState,
  { principal, purpose, caseNumber }: Claims,
  {
    services,
    sources,
    persons,
  }: {
    readonly services: Services;
    readonly sources: Sources;
    readonly persons: Pick<Persons, 'everyNumberOf'>;
  },
): FindingAccess {
  const { reconciliation, staff, cursors, today } = services;
  const { account } = principal;
  const { store, log, now, finish } = reconciliation;
  return new FindingDesk({
    ...{ store, log, now, finish, signal, account, caseNumber, request: id, today: today() },
    rules: policy.vrs.reconciliation,
    staff: staff.directory.index,
    numbersOf: async (atenaNumber) => (await persons.everyNumberOf([atenaNumber])).flat(),
    cursors: cursorsOf(cursors, { account, purpose }),
    isStillFound: async (row) => {
      const { vrs } = sources;
      if (vrs === null) throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'VRS is not connected' });
      const reader = new SideReader({ sources, vrs, staff: () => policy.vrs.system.staff });
      return isStillFound({ reader, today, rules: () => policy.vrs.reconciliation }, row, signal);
    },
    sidesOf: async (rows, withVrs) => {
      const under = (side: 'ledgerUnder' | 'vrsUnder') =>
        [...new Set(rows.map((row) => row[side]))].filter((number) => number !== null);
      const ledger = await readLedger(sources, under('ledgerUnder'), signal);
      const vrs = withVrs ? await readVrs(sources, policy.vrs.system.staff, under('vrsUnder'), signal) : null;
      return rows.map(({ ledgerId, vrsId }) => ({
        ledger: ledger.get(ledgerId ?? '') ?? null,
        vrs: vrs?.get(vrsId ?? '') ?? null,
      }));
    },
  });
}

async function readLedger(
  sources: Sources,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ComparedDose>> {
  if (numbers.length === 0) return new Map();
  const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadLedger(numbers, { signal: live, items: NO_ITEMS }),
  );
  return byId(rows.flatMap((part) => part ?? []).flatMap(ledgerDose));
}

async function readVrs(
  sources: Sources,
  staff: string,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ComparedDose>> {
  const { vrs } = sources;
  if (vrs === null || numbers.length === 0) return new Map();
  return new SideReader({ sources, vrs, staff: () => staff }).recordsById(numbers, signal);
}

const byId = (doses: readonly ComparedDose[]): ReadonlyMap<string, ComparedDose> =>
  new Map(doses.map((dose) => [dose.id, dose]));
