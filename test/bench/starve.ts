/**
 * `npm run bench:starve [-- --residents N --connections N --seconds N --only WORD --city FOLDER]`: what one account can
 * take from the others. Each of the dearest operations that an account may send (dear-operations.ts) runs in a loop on
 * several connections, from a process of its own, until the time is over or a budget refuses it; meanwhile another
 * account asks for one person, question after question, and `/livez` is asked without a pause. Every operation meets a
 * gateway of its own, with its budgets full. `--city` builds the city there, or takes the one that is there.
 */
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCity } from '../../src/city/build-city.js';
import { readManifest } from '../../src/city/manifest.js';
import { BUILT, startChildGateway, type ChildGateway } from '../support/child-gateway.js';
import { cityRows, TEST_CITY } from '../support/city.js';
import { demoToken, ROOT } from '../support/gateway.js';
import { DEAR_OPERATIONS, type DearOperation, type Facts } from './dear-operations.js';
import { startArguments } from './sekisho-server.js';
import type { Attack, Tally } from './starve-load.js';

const { values: options } = parseArgs({
  options: {
    residents: { type: 'string', default: '20000' },
    connections: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    city: { type: 'string' },
  },
});

const SMALL = 'query ($id: ID!) { resident(atenaNumber: $id) { atenaNumber name { kanji } age } }';
/** Between two questions of the other account: a person at a screen is no load. */
const PAUSE_MS = 5;
/** Promised: p95 under attack against idle, and the longest wait for `/livez`. */
const MOST_TIMES = 5;
const MOST_LIVEZ_MS = 50;

interface Measured {
  readonly small: number[];
  readonly livez: number[];
  /** Longest time in which the gateway's loop came to nothing, milliseconds, as `/metrics` says it. */
  readonly stall: number;
  /** Longest turn of the loop in processor time of its thread, milliseconds. */
  readonly turn: number;
  /** Processor time of the gateway's process for each second of the measurement, seconds. */
  readonly processor: number;
}

interface Result {
  readonly operation: DearOperation;
  readonly idle: Measured;
  readonly busy: Measured;
  readonly tally: Tally;
}

async function main(): Promise<void> {
  const city = options.city ?? mkdtempSync(join(tmpdir(), 'sekisho-starve-'));
  if (readManifest(city) === null)
    await buildCity({
      ...{ root: ROOT, directory: city, seed: TEST_CITY.seed },
      ...{ size: Number(options.residents), asOf: TEST_CITY.asOf },
    });
  process.env['SEKISHO_TEST_CITY'] = city;
  const persons = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' ORDER BY 1 LIMIT 1000",
  ).map(({ id }) => id);
  print(HEAD);
  try {
    for (const operation of DEAR_OPERATIONS) {
      if (!operation.name.includes(options.only)) continue;
      print(lineOf(await meet(operation, { persons })));
    }
  } finally {
    if (options.city === undefined) rmSync(city, { recursive: true, force: true });
  }
}

async function meet(operation: DearOperation, facts: Facts): Promise<Result> {
  const data = mkdtempSync(join(tmpdir(), 'sekisho-starve-data-'));
  const turns = join(data, 'longest-turn');
  // As `npm start` gives it.
  const given = startArguments(false).filter((one) => one.startsWith('-'));
  const flags = [...given, '-r', join(__dirname, 'loop-turns-hook.cjs')].join(' ');
  const settings = { NODE_OPTIONS: flags, BENCH_LONGEST_TURN: turns };
  const gateway = await startChildGateway(data, settings, BUILT);
  try {
    const other = await demoToken(data, 'manager');
    const probe = (milliseconds: number, isOver = (): boolean => false): Promise<Measured> =>
      measure(gateway, { turns, token: other, facts, milliseconds, isOver });
    await probe(2_000);
    const idle = await probe(4_000);
    const attack: Attack = {
      ...{ port: gateway.port, token: await demoToken(data, operation.account), facts },
      ...{ operation: operation.name, connections: Number(options.connections) },
    };
    const child = fork(join(__dirname, 'starve-load.ts'), {
      execArgv: ['-r', join(ROOT, 'test/support/ts-hook.cjs')],
    });
    let refused = false;
    let tally: Tally | null = null;
    child.on('message', (message: Tally | 'refused') => {
      if (message === 'refused') refused = true;
      else tally = message;
    });
    child.send(attack);
    const busy = await probe(Number(options.seconds) * 1_000, () => refused);
    const ended = once(child, 'exit');
    child.send('stop');
    await ended;
    if (tally === null) throw new Error('The attack ended without a tally');
    return { operation, idle, busy, tally };
  } finally {
    await stop(gateway);
    rmSync(data, { recursive: true, force: true });
  }
}

/** Stopped and not killed, so that a profile that was asked for by NODE_OPTIONS is written. */
async function stop({ process: child }: ChildGateway): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

interface Probe {
  /** File in which the gateway leaves its longest turn. */
  readonly turns: string;
  readonly token: string;
  readonly facts: Facts;
  readonly milliseconds: number;
  isOver(): boolean;
}

async function measure(
  { port, process: { pid } }: ChildGateway,
  { turns, token, facts, milliseconds, isOver }: Probe,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true });
  const small: number[] = [];
  const alive: number[] = [];
  const started = performance.now();
  const until = started + milliseconds;
  const repeat = async (times: number[], ask: () => Promise<void>): Promise<void> => {
    while (performance.now() < until && !isOver()) {
      const asked = performance.now();
      await ask();
      times.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  await longestTurn(pid, turns);
  await longestStall(port);
  const before = processorSeconds(pid);
  let at = 0;
  await Promise.all([
    repeat(alive, () => read(port, '/livez', agent).then(() => undefined)),
    repeat(small, () => askSmall(port, { token, agent, id: facts.persons[at++ % 100] })),
  ]);
  const processor = (processorSeconds(pid) - before) / ((performance.now() - started) / 1_000);
  const stall = await longestStall(port);
  const turn = await longestTurn(pid, turns);
  agent.destroy();
  return { small, livez: alive, stall, turn, processor };
}

function askSmall(
  port: number,
  { token, agent, id }: { readonly token: string; readonly agent: Agent; readonly id: string | undefined },
): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'sekisho-purpose': 'RECOMMEND',
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers, agent },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200 && !text.includes('"errors"')) resolve();
          else reject(new Error(`HTTP ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify({ query: SMALL, variables: { id } }));
  });
}

function read(port: number, path: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

async function longestStall(port: number): Promise<number> {
  const text = await read(port, '/metrics', new Agent());
  const seconds = /^sekisho_event_loop_delay_max_seconds (\S+)/m.exec(text)?.[1];
  return Number(seconds) * 1_000;
}

/** Longest turn of the gateway's loop since the last call, in processor time, milliseconds. */
async function longestTurn(pid: number | undefined, place: string): Promise<number> {
  rmSync(place, { force: true });
  process.kill(pid ?? 0, 'SIGUSR2');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (existsSync(place)) return Number(readFileSync(place, 'utf8'));
  }
}

/** User and system time of all threads of a process, where the system tells it (proc(5)); NaN elsewhere. */
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return NaN;
  }
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const HEAD = [
  'operation                                | answered, KB       | small idle p50 p95 | loaded p50   p95   max | ratio      | livez p95   max      | stall | turn (cpu)  | cpu',
  '-'.repeat(150),
].join('\n');

function lineOf({ operation, idle, busy, tally }: Result): string {
  const cell = (value: number, width = 6): string => value.toFixed(value < 100 ? 1 : 0).padStart(width);
  const verdict = (kept: boolean): string => (kept ? 'PASS' : 'MISS');
  const others = Object.entries(tally.others).map(([what, count]) => `, ${what} × ${count}`);
  const ratio = quantile(busy.small, 0.95) / quantile(idle.small, 0.95);
  const livez = quantile(busy.livez, 1);
  const line = [
    operation.name.padEnd(40),
    ` ${tally.answered} × ${Math.round(tally.bytes / 1024)}${others.join('')}`.padEnd(20),
    `      ${cell(quantile(idle.small, 0.5))} ${cell(quantile(idle.small, 0.95))} `,
    ` ${cell(quantile(busy.small, 0.5))} ${cell(quantile(busy.small, 0.95))} ${cell(quantile(busy.small, 1))} `,
    ` ${cell(ratio, 5)} ${verdict(ratio <= MOST_TIMES)}`,
    ` ${cell(quantile(busy.livez, 0.95))} ${cell(livez)} ${verdict(livez <= MOST_LIVEZ_MS)} `,
    ` ${cell(busy.stall, 5)}`,
    ` ${cell(busy.turn, 5)} ${verdict(busy.turn <= MOST_LIVEZ_MS)}`,
    ` ${busy.processor.toFixed(2)}`,
  ].join('|');
  // Whatever was not answered has measured nothing: a budget may say so, nothing else.
  const wrong =
    tally.answered === 0 || Object.keys(tally.others).some((what) => !what.endsWith('RATE_LIMITED'));
  return wrong ? `${line}\n  NOT VALID: ${tally.sample}` : line;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

void main();
