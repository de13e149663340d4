import { SOURCE_SYSTEMS, SourceError, type SourceSystem } from '../../../src/errors/source-error.js';
import { readyz } from '../../../src/http/health-routes.js';
import { SOURCE_FACTS } from '../../../src/sources/source-facts.js';
import { DEFAULT_LIMITS, SourcePolicies } from '../../../src/sources/source-policy.js';
import { SourceTable } from '../../../src/sources/source-table.js';
import { SourceSystem as SourceSystemEnum } from '../../../schema/resident/resident.enums.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const policies = () => new SourcePolicies(() => ({ ...DEFAULT_LIMITS, failuresToOpen: 1, retries: 0 }));
/** A system that answers its ping or not, as it is told. */
class Pinged {
  alive = true;
  pings = 0;
  constructor(readonly system: SourceSystem) {}
  async ping(): Promise<void> {
    this.pings += 1;
    if (!this.alive) throw new SourceError(this.system, 'UNREACHABLE');
  }
}

const live = () => new AbortController().signal;
async function giveUp(given: SourcePolicies, system: SourceSystem): Promise<void> {
  const call = () => Promise.reject(new SourceError(system, 'UNREACHABLE'));
  await given.guardSource(system, call, { signal: live(), idempotent: false }).catch(() => undefined);
}

const sourcesOf = async (table: SourceTable): Promise<unknown> => {
  const handler = readyz({
    audit: { fault: () => null } as never,
    policies: { current: () => ({ version: 'v' }), faults: () => [] } as never,
    space: { low: () => false },
    sourceTable: table,
  });
  const { body } = await handler({} as never, live());
  return (JSON.parse(body) as { sources: unknown }).sources;
};

test('every system is a row, and a value of the graph’s enum, named in both languages', () => {
  const { rows } = new SourceTable([], policies());
  expect(rows.map(({ system }) => system)).toEqual([...SOURCE_SYSTEMS]);
  expect(Object.keys(SourceSystemEnum)).toEqual([...SOURCE_SYSTEMS]);
  for (const { nameJa, nameEn } of rows)
    expect([nameJa, nameEn]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^[ -~]+$/)]);
});

test('what is not connected is told by nobody, not as available and not as dead', async () => {
  const table = new SourceTable([new Pinged('RESIDENT_REGISTRY')], policies());
  expect(table.states()).toEqual([{ system: 'RESIDENT_REGISTRY', available: true }]);
  expect(await sourcesOf(table)).toEqual({ RESIDENT_REGISTRY: 'AVAILABLE' });
});

test('the same for any system, with no case of its own', async () => {
  for (const system of SOURCE_SYSTEMS) {
    const given = policies();
    const table = new SourceTable([new Pinged(system)], given);
    expect(await sourcesOf(table)).toEqual({ [system]: 'AVAILABLE' });
    await giveUp(given, system);
    expect(await sourcesOf(table)).toEqual({ [system]: 'UNAVAILABLE' });
  }
});

test('what was given up is found again by /readyz, without anybody’s question', async () => {
  const given = policies();
  const registry = new Pinged('RESIDENT_REGISTRY');
  const table = new SourceTable([registry, new Pinged('ADDRESS_NAME')], given);
  registry.alive = false;
  await giveUp(given, 'RESIDENT_REGISTRY');
  await table.probe(live());
  expect(registry.pings).toBe(0); // The circuit answers itself until its pause is over.
  jest.advanceTimersByTime(DEFAULT_LIMITS.probeAfterMs);
  await table.probe(live());
  expect([registry.pings, table.states()[0]]).toEqual([1, { system: 'RESIDENT_REGISTRY', available: false }]);
  registry.alive = true;
  jest.advanceTimersByTime(DEFAULT_LIMITS.probeAfterMs);
  expect(await sourcesOf(table)).toEqual({ RESIDENT_REGISTRY: 'UNAVAILABLE', ADDRESS_NAME: 'AVAILABLE' });
  await jest.advanceTimersByTimeAsync(0);
  expect(await sourcesOf(table)).toEqual({ RESIDENT_REGISTRY: 'AVAILABLE', ADDRESS_NAME: 'AVAILABLE' });
});

test('a system across other networks is waited for more shortly, and tried once', () => {
  for (const system of ['INTERMEDIATE_SERVER', 'VACCINATION_RECORD_SYSTEM'] as const)
    expect(SOURCE_FACTS[system].limits).toMatchObject({ timeoutMs: 2_000, retries: 0 });
});
