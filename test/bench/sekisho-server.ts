import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCasesIn } from '../support/cases.js';
import { openDemoIssuer } from '../../src/identity/demo-issuer.js';
import { HEALTH_DIVISION } from '../../src/policy/terms.js';
import { ROOT, type BenchCity } from './bench-city.js';
import { startMetered, type MeteredProcess } from './metered-process.js';
import type { Shape } from './shapes.js';

export interface SekishoServer extends MeteredProcess {
  /** Where it keeps its log. */
  readonly auditDirectory: string;
  /** What a question of this shape is asked with. */
  headers(shape: Shape): Promise<Record<string, string>>;
}

/** Arguments of node as `npm start` has them, or the sources as they are where nothing has been built. */
export function startArguments(fromSources: boolean): readonly string[] {
  if (fromSources) return ['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, 'src/main.ts')];
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [program, ...given] = scripts.start.split(' ');
  if (program !== 'node') throw new Error('`npm start` runs something else than node');
  return given.map((one) => (one.startsWith('-') ? one : join(ROOT, one)));
}

/**
 * The gateway as `npm start` runs it: the embedded city, here a copy of the bench's, with the stand-ins of the other
 * systems in the same process, and everything on. It is started twice: the second finds its stores there.
 */
export async function startSekisho(city: BenchCity, fromSources: boolean): Promise<SekishoServer> {
  const data = mkdtempSync(join(tmpdir(), 'bench-sekisho-'));
  city.copyTo(join(data, 'city'));
  const { seed, size, asOf } = city.manifest;
  const command = {
    arguments: startArguments(fromSources),
    environment: {
      ...{ SEKISHO_DATA: data, SEKISHO_PORT: '0', SEKISHO_TODAY: asOf },
      ...{ SEKISHO_CITY_SIZE: String(size), SEKISHO_SEED: String(seed) },
    },
  };
  if (!fromSources) await (await startMetered(command)).stop();
  const running = await startMetered(command);
  const openCase = caseOpener(join(data, 'store.sqlite'), asOf);
  const tokens = new Map<string, Promise<string>>();
  return {
    ...running,
    auditDirectory: join(data, 'audit'),
    headers: async ({ account, purpose, about }) => {
      // One token as long as it runs: a second login would end the session of the first.
      const token = tokens.get(account) ?? tokenOf(data, account);
      tokens.set(account, token);
      return {
        'content-type': 'application/json',
        authorization: `Bearer ${await token}`,
        'sekisho-purpose': purpose,
        ...(about !== null && { 'sekisho-case': openCase(about) }),
      };
    },
    stop: async () => {
      await running.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Opens a case about these persons, the first time they are asked about; its number. */
function caseOpener(path: string, today: string): (persons: readonly string[]) => string {
  const numbers = new Map<readonly string[], string>();
  return (persons) => {
    const number = numbers.get(persons) ?? `B-${numbers.size + 1}`;
    if (!numbers.has(persons))
      openCasesIn({ kind: 'sqlite', path }, { persons, today, cases: { [HEALTH_DIVISION]: [number] } });
    numbers.set(persons, number);
    return number;
  };
}

/** As `sekisho token` would print it, without opening the stores of a gateway that runs. */
async function tokenOf(dataDirectory: string, account: string): Promise<string> {
  const path = join(ROOT, 'policy', 'koganei', 'accounts.json');
  const { accounts } = JSON.parse(readFileSync(path, 'utf8')) as {
    accounts: Readonly<Record<string, { readonly amr: readonly string[] }>>;
  };
  const directory = { loginMethods: (name: string) => accounts[name]?.amr ?? null };
  return (await openDemoIssuer({ dataDirectory, production: false, directory })).sign(account);
}
