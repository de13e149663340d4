import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  /** What a question is asked with. */
  headers(asker: BenchAsker): Promise<Record<string, string>>;
}

/** Who asks, for what, and whom the case is about under which it is asked: of which division that case is. */
export interface BenchAsker extends Pick<Shape, 'purpose' | 'about'> {
  readonly account: string;
  /** That of the health division by default. */
  readonly division?: string;
}

interface Running {
  /** How many processes answer on its port. Default 1. */
  readonly workers?: number;
  /** Its data folder, which is there before and stays; without one it has one of its own and leaves nothing. */
  readonly kept?: string | null;
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
export async function startSekisho(
  city: BenchCity,
  fromSources: boolean,
  { workers = 1, kept = null }: Running = {},
): Promise<SekishoServer> {
  const data = kept ?? mkdtempSync(join(tmpdir(), 'bench-sekisho-'));
  const isNew = !existsSync(join(data, 'store.sqlite'));
  if (isNew) city.copyTo(join(data, 'city'));
  const { seed, size, asOf } = city.manifest;
  const command = {
    arguments: [...startArguments(fromSources), ...(workers === 1 ? [] : ['--workers', String(workers)])],
    environment: {
      ...{ SEKISHO_DATA: data, SEKISHO_PORT: '0', SEKISHO_TODAY: asOf },
      ...{ SEKISHO_CITY_SIZE: String(size), SEKISHO_SEED: String(seed) },
    },
  };
  if (!fromSources && isNew) await (await startMetered(command)).stop();
  const running = await startMetered(command);
  const openCase = caseOpener(join(data, 'store.sqlite'), asOf);
  const tokenFor = tokensInUse((account) => tokenOf(data, account));
  return {
    ...running,
    auditDirectory: join(data, 'audit'),
    headers: async ({ account, purpose, about, division }) => {
      return {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenFor(account)}`,
        'sekisho-purpose': purpose,
        ...(about !== null && { 'sekisho-case': openCase(about, division) }),
      };
    },
    stop: async () => {
      await running.stop();
      if (kept === null) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A session ends after five minutes without a question. */
const UNUSED_MS = 240_000;

/** One token as long as it is used, for a second login would end the session of the first; another after a pause. */
function tokensInUse(sign: (account: string) => Promise<string>): (account: string) => Promise<string> {
  const tokens = new Map<string, { readonly token: Promise<string>; usedAt: number }>();
  return (account) => {
    const known = tokens.get(account);
    const now = Date.now();
    if (known !== undefined && now - known.usedAt < UNUSED_MS) {
      known.usedAt = now;
      return known.token;
    }
    const token = sign(account);
    tokens.set(account, { token, usedAt: now });
    return token;
  };
}

/** Opens a case about these persons, the first time they are asked about; its number. */
function caseOpener(path: string, today: string): (persons: readonly string[], division?: string) => string {
  const numbers = new Map<readonly string[], string>();
  return (persons, division = HEALTH_DIVISION) => {
    const number = numbers.get(persons) ?? `B-${numbers.size + 1}`;
    if (!numbers.has(persons))
      openCasesIn({ kind: 'sqlite', path }, { persons, today, cases: { [division]: [number] } });
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
