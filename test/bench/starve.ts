/**
 * `npm run bench:starve [-- RESIDENTS CONNECTIONS SECONDS]`: what one account can take from the others. The dearest
 * operation that an account may send runs in a loop on several connections; meanwhile another account asks for one
 * person, one question after another, and `/livez` is asked without a pause. The gateway runs in a process of its own.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCity } from '../../src/city/build-city.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { cityRows, TEST_CITY } from '../support/city.js';
import { send, type Ask } from '../support/client.js';
import { demoToken, ROOT } from '../support/gateway.js';

/** Twenty statistics by all dimensions: as many as one operation may hold. */
const DEAREST = `{ ${Array.from(
  { length: 20 },
  (_, at) =>
    `c${at}: immunizationCoverage(vaccine: "MR", by: [AGE_BAND, SEX, DISTRICT], asOf: "2023-0${(at % 6) + 1}-1${at % 9}") { key { dimension value } population rate }`,
).join(' ')} }`;
const SMALL = 'query ($id: ID!) { resident(atenaNumber: $id) { atenaNumber name { kanji } age } }';

interface Measured {
  readonly small: number[];
  readonly livez: number[];
}

async function main([
  residents = '20000',
  connections = '6',
  seconds = '15',
]: readonly string[]): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-starve-'));
  const data = mkdtempSync(join(tmpdir(), 'sekisho-starve-data-'));
  await buildCity({
    root: ROOT,
    directory,
    seed: TEST_CITY.seed,
    size: Number(residents),
    asOf: TEST_CITY.asOf,
  });
  process.env['SEKISHO_TEST_CITY'] = directory;
  const gateway = await startChildGateway(data);
  try {
    const clerk = { token: await demoToken(data, 'clerk'), purpose: 'RECOMMEND' };
    const manager = { token: await demoToken(data, 'manager'), purpose: 'STATISTICS' };
    const [row] = cityRows<{ id: string }>(
      'registry',
      "SELECT MIN(ATENA_NO) AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1'",
    );
    const small = JSON.stringify({ query: SMALL, variables: { id: row?.id } });
    const port = gateway.port;
    await measure({ port, clerk, small, milliseconds: 2_000 });
    const idle = await measure({ port, clerk, small, milliseconds: 5_000 });
    const statuses = new Map<number, number>();
    const stop = { done: false };
    const attack = Array.from({ length: Number(connections) }, () => loop(port, manager, { stop, statuses }));
    const busy = await measure({ port, clerk, small, milliseconds: Number(seconds) * 1_000 });
    stop.done = true;
    await Promise.all(attack);
    print(idle, busy, statuses);
  } finally {
    await killNow(gateway);
    for (const folder of [directory, data]) rmSync(folder, { recursive: true, force: true });
  }
}

async function loop(
  port: number,
  how: Omit<Ask, 'query'>,
  { stop, statuses }: { readonly stop: { done: boolean }; readonly statuses: Map<number, number> },
): Promise<void> {
  while (!stop.done) {
    const { status, text } = await send(port, how, JSON.stringify({ query: DEAREST }));
    if (status !== 200 && !statuses.has(status)) process.stderr.write(`${status}: ${text.slice(0, 300)}\n`);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
}

async function measure({
  port,
  clerk,
  small,
  milliseconds,
}: {
  readonly port: number;
  readonly clerk: Omit<Ask, 'query'>;
  readonly small: string;
  readonly milliseconds: number;
}): Promise<Measured> {
  const measured: Measured = { small: [], livez: [] };
  const until = performance.now() + milliseconds;
  const repeat = async (times: number[], ask: () => Promise<void>): Promise<void> => {
    while (performance.now() < until) {
      const started = performance.now();
      await ask();
      times.push(performance.now() - started);
    }
  };
  await Promise.all([
    repeat(measured.livez, () => livez(port)),
    repeat(measured.small, async () => {
      const { status, text } = await send(port, clerk, small);
      if (status !== 200 || text.includes('"errors"'))
        throw new Error(`HTTP ${status}: ${text.slice(0, 300)}`);
    }),
  ]);
  return measured;
}

function livez(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/livez', agent: false }, (response) => {
      response.resume();
      response.on('end', resolve);
    }).on('error', reject);
  });
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function print(idle: Measured, busy: Measured, statuses: ReadonlyMap<number, number>): void {
  const line = (name: string, { small, livez: alive }: Measured) =>
    `${name.padEnd(10)} one person p50 ${quantile(small, 0.5).toFixed(1)} ms, p95 ${quantile(small, 0.95).toFixed(1)} ms (${small.length}); ` +
    `/livez p99 ${quantile(alive, 0.99).toFixed(1)} ms, max ${quantile(alive, 1).toFixed(1)} ms (${alive.length})`;
  const ratio = quantile(busy.small, 0.95) / quantile(idle.small, 0.95);
  process.stdout.write(
    [
      line('idle', idle),
      line('attacked', busy),
      `p95 under attack : idle = ${ratio.toFixed(1)} (promised: at most 5); longest /livez ${quantile(busy.livez, 1).toFixed(0)} ms (promised: 50)`,
      `answers to the attack by status: ${[...statuses].map(([status, count]) => `${status} × ${count}`).join(', ')}`,
      '',
    ].join('\n'),
  );
}

void main(process.argv.slice(2));
