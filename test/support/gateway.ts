import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockOn } from '../../src/calendar/clock.js';
import { loadAuditKeys, type AuditKeys } from '../../src/audit/keys/audit-keys.js';
import { parseSettings } from '../../src/config/parse.js';
import type { Settings } from '../../src/config/settings.js';
import { startGateway, type Gateway } from '../../src/gateway/gateway.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { openDemoIssuer, type DemoIssuer } from '../../src/identity/demo-issuer.js';
import { createLogger } from '../../src/log/logger.js';
import { scrubLine } from '../../src/individual-number/scrub-line.js';
import { loadPolicy } from '../../src/policy/load.js';
import { openStaff } from '../../src/staff/open-staff.js';
import { MUNICIPALITY, NEIGHBOUR } from '../../src/about.js';
import { startForCity } from '../../src/mock/intermediate/start-for-city.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { startVrsForCity } from '../../src/mock/vrs/start-for-city.js';
import type { MockVrs } from '../../src/mock/vrs/start.js';
import { cityEnvironment, ownHealthManagement, TEST_CITY, testCity } from './city.js';
import { everybody, openCasesIn } from './cases.js';
import { ask, type Answer, type Ask } from './client.js';

export const ROOT = join(__dirname, '..', '..');
const POLICY = join(ROOT, 'policy', 'koganei');

/**
 * How long a source is waited for where a suite does not ask about that: on a busy machine the product's own three
 * seconds would tell of the machine. Suites of systems that hang give `patienceMs: undefined`.
 */
const PATIENCE_MS = 30_000;
/** What is made unasked is not made while a suite counts statements, or has a source that hangs. */
const AHEAD_MS = 300_000;

export interface TestGateway {
  readonly port: number;
  readonly settings: Settings;
  /** Of its audit log. */
  readonly auditKeys: AuditKeys;
  /** Log lines written so far. */
  readonly logLines: readonly string[];
  /** SQL text of every statement so far. */
  readonly statements: string[];
  /** The token that `as` asks with. */
  token(account: string): Promise<string>;
  /** A token of its own: another login, which ends the account's session when it is used. */
  login(account: string, lifetimeSeconds?: number): Promise<string>;
  /** Asks as an account of the demo, from the number-use zone unless said otherwise. */
  as<Data = Record<string, never>>(account: string, what: Omit<Ask, 'token'>): Promise<Answer<Data>>;
  /** The intermediate server's stand-in over the suites' city; only with `intermediate: true`. */
  readonly network: MockIntermediate;
  /** The vaccination record system's stand-in over the suites' city; only with `vrs: true`. */
  readonly vrs: MockVrs;
  /** Has the policy's folder read now. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** The gateway in this process, over the suites' city, on a free port, with a data folder of its own. */
export async function startTestGateway(
  overrides: Record<string, string> = {},
  {
    intermediate = false,
    vrs = false,
    opened = true,
    ...options
  }: Partial<
    Pick<
      GatewayOptions,
      'root' | 'sessions' | 'onGraph' | 'cases' | 'work' | 'staff' | 'graphqlJs' | 'demoDoors' | 'patienceMs'
    >
  > & {
    readonly intermediate?: boolean;
    readonly vrs?: boolean;
    /** Whether the cases that suites name are there: `test/support/cases.ts`. Default true. */
    readonly opened?: boolean;
  } = {},
): Promise<TestGateway> {
  const { manifest } = testCity();
  const data = mkdtempSync(join(tmpdir(), 'sekisho-data-'));
  const settings = parseSettings(
    { ...cityEnvironment(data), ...(vrs && ownHealthManagement(data)), ...overrides },
    data,
  );
  const logLines: string[] = [];
  const statements: string[] = [];
  const log = createLogger({
    level: 'info',
    scrub: scrubLine,
    destination: { write: (line: string) => void logLines.push(line) },
  });
  const onStatement = (sql: string) => void statements.push(sql);
  const network = intermediate ? await startNetwork(settings.dataDirectory) : null;
  const records = vrs ? await startVrs(settings.dataDirectory) : null;
  const gateway: Gateway = await startGateway({
    ...{
      settings,
      root: ROOT,
      log,
      staff: manifest.staff,
      onStatement,
      indexInProcess: true,
      patienceMs: PATIENCE_MS,
      aheadMs: AHEAD_MS,
      intermediate: network?.url,
      vrs: records?.url,
    },
    ...options,
  });
  if (opened)
    openCasesIn(settings.store, {
      persons: everybody(settings.sources.registry),
      today: settings.today ?? undefined,
    });
  // What the start asks by itself is no request's.
  statements.length = 0;
  const issuer = await openIssuer(settings);
  const tokens = new Map<string, Promise<string>>();
  // One token as long as the gateway runs: a new one would be another login and end the session before it.
  const tokenOf = (account: string): Promise<string> => {
    const token = tokens.get(account) ?? issuer.sign(account);
    tokens.set(account, token);
    return token;
  };
  return {
    port: gateway.port,
    settings,
    auditKeys: loadAuditKeys(join(settings.dataDirectory, 'keys', 'audit.json'), {
      create: false,
      secret: settings.auditSecret,
    }),
    logLines,
    statements,
    get network() {
      if (network === null) throw new TypeError('This gateway was started without an intermediate server');
      return network;
    },
    get vrs() {
      if (records === null)
        throw new TypeError('This gateway was started without a vaccination record system');
      return records;
    },
    token: tokenOf,
    login: (account, lifetimeSeconds) => issuer.sign(account, lifetimeSeconds),
    as: async (account, what) => ask(gateway.port, { ...what, token: await tokenOf(account) }),
    reload: () => gateway.reload(),
    stop: async () => {
      await gateway.stop();
      await network?.close();
      await records?.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Over the suites' city, with a state and keys of its own. */
export function startNetwork(dataDirectory: string, port = 0): Promise<MockIntermediate> {
  return startForCity(forCity(dataDirectory, port));
}

/** The vaccination record system's stand-in over the suites' city. */
export function startVrs(dataDirectory: string, port = 0): Promise<MockVrs> {
  return startVrsForCity(forCity(dataDirectory, port));
}

function forCity(dataDirectory: string, port: number) {
  const policy = loadPolicy(POLICY);
  return {
    ...{
      dataDirectory,
      port,
      cityDirectory: testCity().directory,
      city: TEST_CITY,
      municipality: MUNICIPALITY,
      neighbour: NEIGHBOUR,
    },
    policy: () => policy,
    clock: clockOn(TEST_CITY.asOf),
  };
}

/** Signs for the accounts that the gateway's store has at the moment, as `sekisho token` does. */
function openIssuer({
  dataDirectory,
  store,
  today,
}: Pick<Settings, 'dataDirectory' | 'store' | 'today'>): Promise<DemoIssuer> {
  const policy = loadPolicy(POLICY);
  const loginMethods = async (account: string) => {
    const staff = await openStaff({
      settings: { store },
      policyDirectory: POLICY,
      policy,
      today: () => today ?? TEST_CITY.asOf,
    });
    await staff.close();
    return staff.directory.loginMethods(account);
  };
  return openDemoIssuer({ dataDirectory, production: false, directory: { loginMethods } });
}

/** A token as `sekisho token` would print it; of a lifetime below nothing, one that is over. */
export async function demoToken(
  dataDirectory: string,
  account: string,
  lifetimeSeconds?: number,
): Promise<string> {
  const store = { kind: 'sqlite', path: join(dataDirectory, 'store.sqlite') } as const;
  return (await openIssuer({ dataDirectory, store, today: null })).sign(account, lifetimeSeconds);
}
