import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchPeople } from './bench-people.js';
import type { Competitor, ServerName } from './competitors.js';
import { Asker } from './measure.js';
import { countFields } from './same-answers.js';
import { pageOf, type Shape } from './shapes.js';

/** What is measured beside the shapes: memory, disk, and what a row costs. */

const MEBIBYTE = 1024 * 1024;
const MEMORY_STEPS = 10;
const MEMORY_CONNECTIONS = 8;

export interface Memory {
  readonly requests: number;
  /** Mebibytes after the start, and after each tenth of the requests. */
  readonly resident: readonly number[];
  readonly peak: number;
}

/** One shape again and again. */
export async function measureMemory(server: Competitor, shape: Shape, requests: number): Promise<Memory> {
  const atMost = Math.ceil(requests / MEMORY_STEPS);
  const asker = new Asker(server, {
    ...shape,
    atMost: { alone: atMost, crowd: atMost },
  });
  const resident = [(await server.usage()).rssBytes / MEBIBYTE];
  for (let step = 0; step < MEMORY_STEPS; step++) {
    await asker.block(MEMORY_CONNECTIONS, Number.POSITIVE_INFINITY);
    resident.push((await server.usage()).rssBytes / MEBIBYTE);
  }
  return { requests, resident, peak: (await server.usage()).peakBytes / MEBIBYTE };
}

export interface Disk {
  readonly title: string;
  readonly fields: number;
  /** What the log has grown by for an answer, intent and outcome. */
  readonly bytesPerAnswer: number;
}

export async function measureDisk(
  server: Competitor,
  auditDirectory: string,
  shapes: readonly Shape[],
  requests: number,
): Promise<readonly Disk[]> {
  const measured: Disk[] = [];
  for (const shape of shapes) {
    const asker = new Asker(server, { ...shape, atMost: { alone: requests, crowd: requests } });
    const { data } = JSON.parse(await asker.once()) as { data: unknown };
    const before = bytesIn(auditDirectory);
    await asker.block(1, Number.POSITIVE_INFINITY);
    const bytesPerAnswer = (bytesIn(auditDirectory) - before) / requests;
    measured.push({ title: shape.title, fields: countFields(data), bytesPerAnswer });
  }
  return measured;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    return sum + (stat?.isFile() === true ? stat.size : 0);
  }, 0);
}

export interface RowCost {
  readonly persons: number;
  readonly rows: number;
  readonly cpuMs: Readonly<Partial<Record<ServerName, number>>>;
}

/** Persons with all their doses, a row each. */
export async function measureRows(
  servers: readonly Competitor[],
  people: BenchPeople,
  {
    sizes,
    warmUp,
    block,
  }: { readonly sizes: readonly number[]; readonly warmUp: number; readonly block: number },
): Promise<readonly RowCost[]> {
  const costs: RowCost[] = [];
  for (const persons of sizes) {
    const shape = pageOf(people, persons);
    const cpuMs: Partial<Record<ServerName, number>> = {};
    let rows = 0;
    for (const server of servers) {
      const asker = new Asker(server, shape);
      rows = rowsOf(await asker.once());
      await asker.warm(warmUp);
      cpuMs[server.name] = (await asker.block(1, block)).cpuMs;
    }
    costs.push({ persons, rows, cpuMs });
  }
  return costs;
}

function rowsOf(text: string): number {
  const { data } = JSON.parse(text) as {
    data: { residents: { nodes: readonly { immunizations: readonly object[] }[] } };
  };
  return data.residents.nodes.reduce((sum, { immunizations }) => sum + immunizations.length, 0);
}
