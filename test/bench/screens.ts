/**
 * `npm run bench:screens [-- --residents N --city FOLDER --data FOLDER --times N --rounds N --warm-up N --only WORD]`: what each
 * question of the page takes on a city of that size, in the very words that the page sends (console/documents.json). Behind
 * the first answer some are not measured (`--warm-up`), for a gateway runs for weeks. A round asks every operation so many
 * times, one behind the other; the rounds stand apart, so that load on the machine falls on all. Of less than twenty a 95th
 * of a hundred is the slowest. The table has the first answer of all, the median and the 95th of a hundred of the rest by the clock, the least p95 of the
 * rounds, and processor time of the gateway for one answer with all that goes on behind it. `--city` builds the city
 * there, or takes the one that is there; `--data` keeps the gateway's folder, whose first start takes minutes.
 */
import 'reflect-metadata';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BenchCity } from './bench-city.js';
import { Client } from './load.js';
import { OperationAsker, type Round } from './screen-asker.js';
import { openScreenFacts } from './screen-facts.js';
import { SCREEN_OPERATIONS } from './screen-operations.js';
import { startSekisho } from './sekisho-server.js';

const { values: options } = parseArgs({
  options: {
    residents: { type: 'string', default: '120000' },
    city: { type: 'string' },
    data: { type: 'string' },
    times: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '2' },
    'warm-up': { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    'from-sources': { type: 'boolean', default: false },
  },
});

/** Promised of each operation of a screen, on a machine with nothing else to do. */
const MOST_MS = 200;

async function main(): Promise<void> {
  const city = await BenchCity.open(options.city, Number(options.residents));
  const server = await startSekisho(city, options['from-sources'], { kept: options.data ?? null });
  const client = new Client(server.port, 1);
  try {
    const facts = await openScreenFacts(city, server, client);
    const askers = Object.entries(SCREEN_OPERATIONS)
      .filter(([name, { screen }]) => `${screen} ${name}`.includes(options.only))
      .map(([name, how]) => new OperationAsker({ name, how, facts, server, client }));
    const rounds = new Map(askers.map((asker) => [asker, [] as Round[]]));
    for (let round = 0; round < Number(options.rounds); round++)
      for (const asker of askers) {
        rounds.get(asker)?.push(await asker.round(Number(options.times), Number(options['warm-up'])));
        process.stderr.write(`${round + 1} ${asker.name} ${asker.firstMs.toFixed(0)} ms at first\n`);
      }
    print(`load ${loadavg()[0]?.toFixed(1)}, ${city.manifest.size} residents\n${HEAD}`);
    for (const [asker, done] of rounds) print(rowOf(asker, done));
  } finally {
    client.close();
    await server.stop();
    city.close();
  }
}

const HEAD =
  '| screen | operation | first ms | p50 ms | p95 ms | best p95 | cpu ms | kB | |\n|---|---|---|---|---|---|---|---|---|';

function rowOf({ name, screen, firstMs, bytes }: OperationAsker, rounds: readonly Round[]): string {
  const measured = rounds.filter(({ times }) => times.length > 0);
  if (measured.length === 0)
    return `| ${screen} | ${name} | – | – | – | – | – | – | ${(rounds[0]?.why ?? '').slice(0, 120).replaceAll('|', '/')} |`;
  const all = measured.flatMap(({ times }) => times);
  const best = Math.min(...measured.map(({ times }) => quantile(times, 0.95)));
  const cpu = quantile(
    measured.map(({ cpuMs }) => cpuMs),
    0.5,
  );
  const figures = [firstMs, quantile(all, 0.5), quantile(all, 0.95), best, cpu, bytes / 1024];
  return `| ${screen} | ${name} | ${figures.map((one) => one.toFixed(1)).join(' | ')} | ${best <= MOST_MS ? '' : 'MISS'} |`;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

void main();
