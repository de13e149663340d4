import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSettings } from '../../src/config/parse.js';
import type { Settings } from '../../src/config/settings.js';
import { startGateway, type Gateway } from '../../src/gateway.js';
import type { GatewayOptions } from '../../src/gateway-options.js';
import { openDemoIssuer, type DemoIssuer } from '../../src/identity/demo-issuer.js';
import { loadRoster } from '../../src/identity/roster.js';
import { createLogger } from '../../src/log/logger.js';
import { scrubLine } from '../../src/log/scrub-line.js';
import { loadPolicy } from '../../src/policy/load.js';
import { cityEnvironment, TEST_CITY, testCity } from './city.js';
import { ask, type Answer, type Ask } from './client.js';

export const ROOT = join(__dirname, '..', '..');
const POLICY = join(ROOT, 'policy', 'koganei');

export interface TestGateway {
  readonly port: number;
  readonly settings: Settings;
  /** Log lines written so far. */
  readonly logLines: readonly string[];
  /** SQL text of every statement so far. */
  readonly statements: string[];
  token(account: string, lifetimeSeconds?: number): Promise<string>;
  /** Asks as an account of the demo, from the number-use zone unless said otherwise. */
  as<Data = Record<string, never>>(account: string, what: Omit<Ask, 'token'>): Promise<Answer<Data>>;
  stop(): Promise<void>;
}

/** The gateway in this process, over the suites' city, on a free port, with a data folder of its own. */
export async function startTestGateway(
  overrides: Record<string, string> = {},
  options: Partial<Pick<GatewayOptions, 'root'>> = {},
): Promise<TestGateway> {
  const { manifest } = testCity();
  const data = mkdtempSync(join(tmpdir(), 'sekisho-data-'));
  const settings = parseSettings({ ...cityEnvironment(data), ...overrides }, data);
  const logLines: string[] = [];
  const statements: string[] = [];
  const log = createLogger({ level: 'info', scrub: scrubLine, destination: { write: (line: string) => void logLines.push(line) } });
  const onStatement = (sql: string) => void statements.push(sql);
  const gateway: Gateway = await startGateway({ settings, root: ROOT, log, staff: manifest.staff, onStatement, ...options });
  const issuer = await openIssuer(data);
  return {
    port: gateway.port,
    settings,
    logLines,
    statements,
    token: (account, lifetimeSeconds) => issuer.sign(account, lifetimeSeconds),
    as: async (account, what) => ask(gateway.port, { ...what, token: await issuer.sign(account) }),
    stop: async () => {
      await gateway.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function openIssuer(dataDirectory: string): Promise<DemoIssuer> {
  const roster = loadRoster({ directory: POLICY, policy: loadPolicy(POLICY), today: () => TEST_CITY.asOf });
  return openDemoIssuer({ dataDirectory, production: false, roster });
}

/** A token as `sekisho token` would print it. */
export async function demoToken(dataDirectory: string, account: string): Promise<string> {
  return (await openIssuer(dataDirectory)).sign(account);
}
