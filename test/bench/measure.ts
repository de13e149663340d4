import { setTimeout as delay } from 'node:timers/promises';
import { SERVERS, type Competitor, type ServerName } from './competitors.js';
import { Client, refuseErrors, type Question } from './load.js';
import { checkSame, countFields, countValues } from './same-answers.js';
import type { Shape } from './shapes.js';

/** One block of questions to one server. */
export interface Block {
  readonly requests: number;
  /** Processor time of its process for each request. */
  readonly cpuMs: number;
  readonly times: readonly number[];
  readonly perSecond: number;
}

export interface Measured {
  readonly shape: Shape;
  readonly connections: number;
  /** Of one answer: values in it, and fields that a guard decides on. */
  readonly values: number;
  readonly fields: number;
  /** By round. */
  readonly blocks: Readonly<Record<ServerName, readonly Block[]>>;
}

export interface Effort {
  readonly rounds: number;
  /** Processor time that each server works on a shape before it is measured, milliseconds. */
  readonly warmUp: number;
  readonly connections: readonly number[];
  /** Of a block, milliseconds. */
  readonly block: number;
}

const PATIENCE = 3;
/** A server that drops a connection under load is left out of that row, and not the whole run. */
const REFUSED = /RATE_LIMITED|SOURCE_UNAVAILABLE|ECONNRESET/;
const NOT_MEASURED: Block = { requests: 0, cpuMs: Number.NaN, times: [], perSecond: Number.NaN };
const WAIT_MS = 15_000;
const WARM_BLOCK_MS = 1_000;
const WARM_AT_MOST = 20;

/** Asks one server one shape, question after question. */
export class Asker {
  /** Questions so far: no two of them write the same thing. */
  private asked = 0;

  constructor(
    readonly server: Competitor,
    private readonly shape: Shape,
  ) {}

  async next(): Promise<() => Question> {
    const { query, operation: operationName, variables } = this.shape;
    const headers = await this.server.headers(this.shape);
    return () => ({
      headers,
      body: JSON.stringify({ query, operationName, variables: variables(this.asked++) }),
    });
  }

  /** One answer. */
  async once(): Promise<string> {
    const client = new Client(this.server.port, 1);
    const next = await this.next();
    const { text } = refuseErrors(await client.ask(next()));
    client.close();
    return text;
  }

  /** Until its code is compiled: by processor time, for on a busy machine seconds say little. */
  async warm(cpuMs: number): Promise<void> {
    const { cpuMs: begun } = await this.server.usage();
    for (let times = 0; times < WARM_AT_MOST; times++) {
      await this.block(1, Math.min(WARM_BLOCK_MS, cpuMs));
      if ((await this.server.usage()).cpuMs - begun >= cpuMs) return;
    }
  }

  /**
   * The gateway keeps its limits here, too: where it refuses, for an account has had its work of the minute or a source
   * took too long on a busy machine, the block is tried again later, and in the end left out.
   */
  async block(connections: number, milliseconds: number): Promise<Block> {
    for (let left = PATIENCE; ; left--) {
      try {
        return await this.tryBlock(connections, milliseconds);
      } catch (error) {
        if (!REFUSED.test(String(error))) throw error;
        if (left === 0) return NOT_MEASURED;
        await delay(WAIT_MS);
      }
    }
  }

  private async tryBlock(connections: number, milliseconds: number): Promise<Block> {
    const client = new Client(this.server.port, connections);
    const next = await this.next();
    const { atMost } = this.shape;
    const bound = connections === 1 ? atMost?.alone : atMost?.crowd;
    const before = await this.server.settled();
    const started = performance.now();
    const times = await client.run(next, { milliseconds, atMost: bound ?? Number.POSITIVE_INFINITY });
    const seconds = (performance.now() - started) / 1000;
    client.close();
    const after = await this.server.settled();
    const requests = times.length;
    return {
      requests,
      times,
      cpuMs: (after.cpuMs - before.cpuMs) / requests,
      perSecond: requests / seconds,
    };
  }
}

/**
 * One shape on all servers. In each round they take turns, forwards and then backwards, so that a busy machine slows all
 * alike. Rejects where they do not answer alike.
 */
export async function measureShape(
  servers: readonly Competitor[],
  shape: Shape,
  effort: Effort,
): Promise<readonly Measured[]> {
  const askers = servers.map((server) => new Asker(server, shape));
  const data = await compare(askers, shape);
  for (const asker of askers) await asker.warm(effort.warmUp);
  const all: Measured[] = [];
  for (const connections of effort.connections) {
    const blocks = noBlocks();
    for (let round = 0; round < effort.rounds; round++)
      for (const asker of round % 2 === 0 ? askers : askers.toReversed())
        blocks[asker.server.name].push(await asker.block(connections, effort.block));
    all.push({ shape, connections, values: countValues(data), fields: countFields(data), blocks });
  }
  return all;
}

async function compare(askers: readonly Asker[], { operation }: Shape): Promise<unknown> {
  const answers = new Map<ServerName, string>();
  for (const asker of askers) answers.set(asker.server.name, await asker.once());
  checkSame(operation, answers);
  return (JSON.parse(answers.get('sekisho') ?? '') as { data: unknown }).data;
}

function noBlocks(): Record<ServerName, Block[]> {
  return Object.fromEntries(SERVERS.map((name) => [name, [] as Block[]])) as Record<ServerName, Block[]>;
}
