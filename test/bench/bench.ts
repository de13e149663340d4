/**
 * `npm run bench [-- WORKLOAD]`: what the guard and the log cost, against Apollo Server bare over the same
 * city. One table.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, execute, parse, printSchema } from 'graphql';
import { buildCity } from '../../src/city/build-city.js';
import { TEST_CITY } from '../support/city.js';
import { send, type Ask } from '../support/client.js';
import { ROOT, startTestGateway } from '../support/gateway.js';
import { startBareApollo } from './bare.js';
import { workloads, type Workload } from './workloads.js';

const RESIDENTS = 20_000;
const WARM_UP = 12;

const LAYERS = ['graphql-js', 'bare', 'guarded'] as const;
type Layer = (typeof LAYERS)[number];

async function main(only: string | undefined): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  await buildCity({ root: ROOT, directory, seed: TEST_CITY.seed, size: RESIDENTS, asOf: TEST_CITY.asOf });
  process.env['SEKISHO_TEST_CITY'] = directory;
  const gateway = await startTestGateway();
  const all = workloads().filter(({ name }) => only === undefined || name.includes(only));
  const bare = await startBareApollo(
    gateway.settings,
    TEST_CITY.asOf,
    all.map(({ query }) => query),
  );
  try {
    // Default resolvers over the objects of an answer: no decorator, no loader, no database, no socket.
    const plain = buildSchema(printSchema(bare.schema));
    const rows: string[][] = [];
    for (const work of all) {
      const { account, query, ...how } = work;
      const guarded = { ...how, token: await gateway.token(account) };
      const { data: rootValue } = JSON.parse(await post(gateway.port, guarded, query)) as { data: object };
      const document = parse(query);
      const times = await measure(work.rounds, {
        'graphql-js': async () => JSON.stringify(await execute({ schema: plain, document, rootValue })),
        bare: () => post(bare.port, {}, query),
        guarded: () => post(gateway.port, guarded, query),
      });
      rows.push(row(work, countFields(rootValue), times));
    }
    print(rows);
  } finally {
    await bare.stop();
    await gateway.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function post(port: number, how: Omit<Ask, 'query'>, query: string): Promise<string> {
  const { status, text } = await send(port, how, JSON.stringify({ query }));
  if (status !== 200 || text.includes('"errors"')) throw new Error(`HTTP ${status}: ${text.slice(0, 300)}`);
  return text;
}

/**
 * Milliseconds by layer, round by round: in each round the layers take turns, so that a busy machine slows all
 * alike.
 */
async function measure(rounds: number, run: Record<Layer, () => unknown>): Promise<Record<Layer, number[]>> {
  const times: Record<Layer, number[]> = { 'graphql-js': [], bare: [], guarded: [] };
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const layer of round % 2 === 0 ? LAYERS : LAYERS.toReversed()) {
      const started = performance.now();
      await run[layer]();
      if (round >= 0) times[layer].push(performance.now() - started);
    }
  }
  return times;
}

function row({ name }: Workload, fields: number, times: Record<Layer, number[]>): string[] {
  const ratios = times.guarded.map((time, round) => time / (times.bare[round] as number));
  const figures = LAYERS.map((layer) => `${at(times[layer], 0.5, 1)} / ${at(times[layer], 0.95, 1)}`);
  return [name, String(fields), ...figures, `${at(ratios, 0.5, 2)} / ${at(ratios, 0.95, 2)}`];
}

function at(values: readonly number[], quantile: number, digits: number): string {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * quantile)]?.toFixed(digits) ?? '';
}

function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countFields(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, item) => sum + 1 + countFields(item), 0);
}

function print(rows: readonly string[][]): void {
  const head = [
    'workload',
    'fields',
    'graphql-js, in memory',
    'Apollo, bare',
    'Sekisho, guarded',
    'guarded : bare',
  ];
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((cells) => (cells[column] as string).length)));
  const lines = table.map((cells) =>
    cells.map((cell, column) => cell.padEnd(widths[column] as number)).join('  '),
  );
  process.stdout.write(
    `milliseconds, median / p95; the ratio is taken round by round\n\n${lines.join('\n')}\n`,
  );
}

void main(process.argv[2]);
