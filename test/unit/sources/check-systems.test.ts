import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SOURCE_SYSTEMS, type SourceSystem } from '../../../src/errors/source-error.js';
import { checkSystems } from '../../../src/gateway/check-systems.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { readSystemRegister, type SystemRegister } from '../../../src/policy/system-register.js';
import { CONNECTIONS, PASSAGES } from '../../../src/sources/connections.js';

const FILE = join(resolve(__dirname, '..', '..', '..'), 'policy', 'koganei', 'systems.json');
type Table = { systems: Record<string, { setting: string; connections: { to: string | null }[] }> };

/** The shipped register, changed; and what its reader says. */
function register(change: (table: Table) => void = () => undefined): {
  register: SystemRegister;
  faults: string[];
} {
  const table = JSON.parse(readFileSync(FILE, 'utf8')) as Table;
  change(table);
  const faults: string[] = [];
  return { register: readSystemRegister('systems.json', JSON.stringify(table), faults), faults };
}

const ALL = new Set(SOURCE_SYSTEMS);
function faultsOf(
  one: SystemRegister,
  opened: Parameters<typeof checkSystems>[1] = { systems: ALL },
): readonly string[] {
  try {
    checkSystems(one, opened);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.faults;
  }
}

const unlink = ({ systems }: Table, one: string, other: string): void => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const system = systems[from];
    if (system !== undefined)
      system.connections = system.connections.filter((connection) => connection.to !== to);
  }
};

test('the shipped register has all that the gateway opens, and VRS with health management alone', () => {
  const { register: shipped, faults } = register();
  expect(faults).toEqual([]);
  expect(faultsOf(shipped)).toEqual([]);
  expect(shipped.systems.get('VACCINATION_RECORD_SYSTEM')).toMatchObject({
    number: 4,
    connections: [{ kind: 'OTHER', to: 'HEALTH_MANAGEMENT' }],
  });
});

test.each(SOURCE_SYSTEMS)(
  '%s is not opened without a line in the register, nor under another setting',
  (system) => {
    const without = register((table) => {
      for (const other of Object.keys(table.systems)) unlink(table, system, other);
      table.systems = Object.fromEntries(Object.entries(table.systems).filter(([name]) => name !== system));
    });
    expect(without.faults).toEqual([]);
    expect(faultsOf(without.register).join('\n')).toMatch(new RegExp(`${system}: SEKISHO_\\w+_URL opens it`));
    const others = new Set<SourceSystem>(SOURCE_SYSTEMS.filter((one) => one !== system));
    expect(faultsOf(without.register, { systems: others })).toEqual([]);
    const renamed = register(({ systems }) => {
      const row = systems[system];
      if (row !== undefined) row.setting = 'SEKISHO_OTHER_URL';
    });
    expect(faultsOf(renamed.register)).toEqual([expect.stringContaining(`${system}: setting must be`)]);
  },
);

test.each(CONNECTIONS.map(([one, other]) => [one, other] as const))(
  '%s and %s are not connected without one',
  (one, other) => {
    const { register: without, faults } = register((table) => unlink(table, one, other));
    expect(faults).toEqual([]);
    expect(faultsOf(without)).toEqual([
      `systems.json: ${one}: the gateway connects it with ${other}, and the register does not`,
    ]);
  },
);

test('a gateway that carried registry rows to VRS would not start (R025)', () => {
  const wider = [...CONNECTIONS, ['RESIDENT_REGISTRY', 'VACCINATION_RECORD_SYSTEM'] as const];
  expect(faultsOf(register().register, { systems: ALL, connections: wider })).toHaveLength(1);
});

test('a connection that one end alone knows of, or to nobody, is told by the reader', () => {
  const lame = register(({ systems }) =>
    systems['RESIDENT_REGISTRY']?.connections.push({
      kind: 'OTHER',
      to: 'VACCINATION_RECORD_SYSTEM',
    } as never),
  );
  expect(lame.faults).toEqual([
    'systems.json: systems: RESIDENT_REGISTRY: VACCINATION_RECORD_SYSTEM is not connected to it in turn',
  ]);
  const lost = register(({ systems }) =>
    systems['RESIDENT_REGISTRY']?.connections.push({ kind: 'OTHER', to: 'TAX' } as never),
  );
  expect(lost.faults).toEqual(['systems.json: systems: RESIDENT_REGISTRY: TAX is not in the register']);
});

test('what reaches VRS from another system goes by way of health management, over connections of the register', () => {
  const joined = CONNECTIONS.map((pair) => [...pair].sort().join());
  const isConnected = (one: SourceSystem, other: SourceSystem) => joined.includes([one, other].sort().join());
  for (const { from, through, to } of PASSAGES)
    expect([isConnected(from, through), isConnected(through, to), isConnected(from, to)]).toEqual([
      true,
      true,
      false,
    ]);
  expect(PASSAGES.map(({ what }) => what)).toEqual([
    'INDIVIDUAL_NUMBER',
    'MUNICIPALITY_OF_MOVE_IN',
    'DAY_OF_MOVEMENT',
    'PROTECTION',
  ]);
});
