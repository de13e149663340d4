/**
 * @jest-environment node
 *
 * Alone in its sandbox: it puts another driver in the place of the one that other suites share.
 */
import { inspect } from 'node:util';
import type mssql from 'mssql';
import { openAddressName } from '../../adapters/address-name/adapter.js';
import type { Adapter, AdapterOptions } from '../../adapters/adapter.js';
import { openHealthManagement } from '../../adapters/health-management/adapter.js';
import { openResidentRegistry } from '../../adapters/resident-registry/adapter.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { live } from './support/adapter-suite.js';
import { health } from './support/health-rows.js';
import { atena } from './support/registry-rows.js';

/**
 * What is sent to SQL Server, recorded in the driver's place: statement texts, and the type of every parameter.
 * Whether a server takes them is for the contract suite over `SEKISHO_TEST_MSSQL_URL` to show.
 */
interface Sent {
  readonly sql: string;
  readonly types: readonly string[];
}
const mockSent: Sent[] = [];
const mockState = { fault: null as unknown };

jest.mock('mssql', () => {
  const real = jest.requireActual<typeof mssql>('mssql');
  const nameOf = (type: unknown): string => {
    const options = typeof type === 'function' ? { type } : (type as { type: unknown; length?: number });
    const name =
      Object.entries(real.TYPES).find(([, candidate]) => candidate === options.type)?.[0] ?? 'INFERRED';
    return 'length' in options && options.length !== undefined ? `${name}(${options.length})` : name;
  };
  class ConnectionPool {
    on(): this {
      return this;
    }
    connect(done: (error: unknown) => void): this {
      setImmediate(done, null);
      return this;
    }
    close(done: (error: unknown) => void): void {
      done(null);
    }
  }
  class Request {
    private readonly types: string[] = [];
    input(_name: string, ...rest: unknown[]): void {
      this.types.push(rest.length === 1 ? 'INFERRED' : nameOf(rest[0]));
    }
    query(sql: string): Promise<unknown> {
      mockSent.push({ sql, types: this.types });
      if (mockState.fault !== null) return Promise.reject(mockState.fault);
      // TypeORM asks for these two when it connects.
      const connected = /DB_NAME|SCHEMA_NAME/.test(sql) ? [{ db_name: 'legacy', schema_name: 'dbo' }] : [];
      return Promise.resolve({ recordset: connected, rowsAffected: [0] });
    }
  }
  return { ...real, ConnectionPool, Request };
});

const call = { items: new Set<never>(), signal: live() };

async function sent<A extends Adapter>(
  open: (options: AdapterOptions) => Promise<A>,
  use: (adapter: A) => Promise<unknown>,
): Promise<Sent[]> {
  const url = {
    kind: 'mssql',
    host: 'sql.invalid',
    port: 1433,
    database: 'legacy',
    user: 'reader',
    password: 'x',
  } as const;
  const adapter = await open({ url, municipality: '132101' });
  await adapter.ping(live());
  mockSent.length = 0;
  try {
    await use(adapter);
    return [...mockSent];
  } finally {
    await adapter.close();
  }
}

afterEach(() => {
  mockState.fault = null;
});

describe('statements for SQL Server', () => {
  it('sends keys as CHAR of the column, not as NVARCHAR, so that the index serves', async () => {
    const [statement] = await sent(openResidentRegistry, (registry) =>
      registry.loadMany([atena(1), atena(2), atena(3)], call),
    );
    expect(statement?.types).toEqual(Array(4).fill('Char(15)'));
    expect(statement?.sql).toContain('"r"."ATENA_NO" IN (@0, @1, @2, @3)');
  });

  it('sends kana and addresses as NVARCHAR, so that no character becomes a question mark', async () => {
    const criteria = { kanaPrefix: 'ワタ', addressContains: '𠮷野', statuses: ['RESIDENT' as const] };
    const page = {
      sort: 'KANA',
      descending: true,
      first: 50,
      after: { sortKey: 'ワタナベ', atenaNumber: atena(1) },
    } as const;
    const statements = await sent(openResidentRegistry, (registry) =>
      registry.search(criteria, page, [atena(2)], call),
    );
    // The homes that it must not find are read first.
    const [homes] = statements;
    const statement = statements.find(({ sql }) => sql.includes('ORDER BY'));
    expect(homes?.types).toEqual(['NVarChar(65535)']);
    expect(statement?.types).toEqual(
      expect.arrayContaining(['NVarChar(4000)', 'NVarChar(120)', 'Char(15)', 'Char(1)', 'Char(6)']),
    );
    expect(statements.flatMap(({ types }) => types)).not.toContain('INFERRED');
    expect(statement?.sql).toMatch(/ORDER BY .* DESC OFFSET 0 ROWS FETCH NEXT 51 ROWS ONLY$/);
  });

  /** docs/attacks.md H12. */
  it('joins an address and its 方書 as SQL Server joins texts, compared by code points', async () => {
    const criteria = { name: 'Yoshiko Watanabe', addressContains: '本町6-96-3関所荘101' };
    const page = { sort: 'ATENA_NUMBER', descending: false, first: 50, after: null } as const;
    const [statement] = await sent(openResidentRegistry, (registry) =>
      registry.search(criteria, page, [], call),
    );
    expect(statement?.sql).toMatch(
      /\(\("r"\."JUSHO" \+ N'-' \+ "r"\."KATAGAKI"\) COLLATE Latin1_General_100_BIN2\)/,
    );
    expect(statement?.sql).not.toContain('||');
    expect(statement?.types).not.toContain('INFERRED');
  });

  it('sends era dates as CHAR, and pages by number', async () => {
    const page = {
      bornFrom: '2017-04-02',
      bornTo: '2018-04-01',
      asOf: '2023-05-31',
      first: 500,
      after: null,
    };
    const [statement] = await sent(openHealthManagement, (system) => system.listCoveragePersons(page, call));
    expect(new Set(statement?.types)).toEqual(new Set(['Char(7)', 'Char(2)', 'Char(6)', 'Char(10)']));
    expect(statement?.sql).toMatch(/ORDER BY .* ASC OFFSET 0 ROWS FETCH NEXT 500 ROWS ONLY$/);
    const [doses] = await sent(openHealthManagement, (system) =>
      system.listDoseDays([health(1)], '2023-05-31', call),
    );
    expect(new Set(doses?.types)).toEqual(new Set(['Char(7)', 'Char(1)', 'Char(10)']));
  });

  it('stays below the 2,100 parameters of SQL Server', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => health(index));
    const statements = await sent(openHealthManagement, (system) => system.loadMany(many, call));
    expect(statements.map((statement) => statement.types.length)).toEqual([1_000, 1_000, 512]);
  });

  it('drops what the server says: its text quotes the row', async () => {
    const duplicate = Object.assign(new Error('The duplicate key value is (123456789018).'), {
      code: 'EREQUEST',
    });
    const lookUp = sent(openAddressName, (system) => {
      mockState.fault = duplicate;
      return system.findByIndividualNumber(new Sealed('123456789018'), call);
    });
    const fault: unknown = await lookUp.then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ message: 'ADDRESS_NAME FAILED' });
    expect(inspect(fault, { showHidden: true, depth: 9 })).not.toContain('123456789018');
  });

  it.each([
    ['ETIMEOUT', 'TIMEOUT'],
    ['ESOCKET', 'UNREACHABLE'],
    ['ELOGIN', 'UNREACHABLE'],
    ['ECONNCLOSED', 'UNREACHABLE'],
    ['ECANCEL', 'ABORTED'],
  ])('tells %s of the driver as %s', async (code, kind) => {
    const failed = sent(openAddressName, (system) => {
      mockState.fault = Object.assign(new Error('driver'), { code });
      return system.loadMany([atena(1)], call);
    });
    await expect(failed).rejects.toMatchObject({ kind });
  });
});
