/**
 * `npm run bench:workers [-- --workers N --rounds N --seconds N --connections N --residents N --city FOLDER]`: what a request
 * costs several processes on one port, and how many they answer, against one. The two take turns over copies of one city; of
 * each the processor time of all of its processes is counted, and what an answer leaves to be done behind it.
 */
import 'reflect-metadata';
import { cpus, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { BenchCity } from './bench-city.js';
import { chooseBenchPeople } from './bench-people.js';
import { Asker, type Block } from './measure.js';
import { startSekisho, type SekishoServer } from './sekisho-server.js';
import { shapesOf, type Shape } from './shapes.js';

const { values: options } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    'warm-up': { type: 'string', default: '10' },
    connections: { type: 'string', default: '8' },
    residents: { type: 'string', default: '20000' },
    city: { type: 'string' },
  },
});

/** Promised, where there is a core for each: a request costs at most so many times as much, and so many times as many are answered. */
const TARGETS = { cost: 1.15, served: 1.6 };

const IDLE_MS = 5_000;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function main(): Promise<void> {
  const [begun = 0] = loadavg();
  const city = await BenchCity.open(options.city, Number(options.residents));
  const servers: SekishoServer[] = [];
  try {
    for (const workers of [1, Number(options.workers)])
      servers.push(await startSekisho(city, false, { workers }));
    // What goes on without a question falls on few answers where few are given.
    const idle = await Promise.all(servers.map(idleOf));
    print(`idle: ${idle.map((ms) => ms.toFixed(1)).join(' and ')} ms of processor time a second`);
    const { person, page } = shapesOf(chooseBenchPeople(city));
    for (const shape of [person, page]) print(await compare(servers, shape));
    const [now = 0] = loadavg();
    print(`${cpus().length} cores, load ${begun.toFixed(1)} before and ${now.toFixed(1)} at the end`);
    print(`targets where there is a core for each: cost ${TARGETS.cost} ×, served ${TARGETS.served} ×`);
  } finally {
    for (const server of servers) await server.stop();
    city.close();
  }
}

/** Processor time that a server takes when nobody asks, milliseconds a second. */
async function idleOf(server: SekishoServer): Promise<number> {
  const before = await server.settled();
  await delay(IDLE_MS);
  return ((await server.usage()).cpuMs - before.cpuMs) / (IDLE_MS / 1000);
}

/** In each round they take turns, forwards and then backwards, so that a busy machine slows both alike. */
async function compare(servers: readonly SekishoServer[], shape: Shape): Promise<string> {
  const askers = servers.map((server) => new Asker({ name: 'sekisho', ...server }, shape));
  const connections = Number(options.connections);
  const block = Number(options.seconds) * 1000;
  for (const [at, asker] of askers.entries())
    await warm(asker, connections, at === 0 ? 1 : Number(options.workers));
  const [one, several]: [Block[], Block[]] = [[], []];
  for (let round = 0; round < Number(options.rounds); round++)
    for (const at of round % 2 === 0 ? [0, 1] : [1, 0])
      (at === 0 ? one : several).push(await (askers[at] as Asker).block(connections, block));
  const cost = several.map(({ cpuMs }, at) => cpuMs / (one[at]?.cpuMs ?? Number.NaN));
  const served = several.map(({ perSecond }, at) => perSecond / (one[at]?.perSecond ?? Number.NaN));
  const ms = [one, several].map((blocks) => median(blocks.map(({ cpuMs }) => cpuMs)).toFixed(2));
  const second = [one, several].map((blocks) => median(blocks.map(({ perSecond }) => perSecond)).toFixed(1));
  return (
    `${shape.title}: ${ms.join(' and ')} ms of processor time, cost ${median(cost).toFixed(2)} × ` +
    `(${Math.min(...cost).toFixed(2)}–${Math.max(...cost).toFixed(2)}); ` +
    `${second.join(' and ')} answers a second, served ${median(served).toFixed(2)} ×`
  );
}

/** On all connections, and as long for each of the processes, for each compiles its own code. */
async function warm(asker: Asker, connections: number, processes: number): Promise<void> {
  const { cpuMs: begun } = await asker.server.usage();
  const enough = Number(options['warm-up']) * 1000 * processes;
  while ((await asker.server.usage()).cpuMs - begun < enough) await asker.block(connections, 1_000);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

void main();
