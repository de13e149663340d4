import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** What a server has used since it began, all its processes and their threads together. */
export interface Usage {
  /** User and system. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly peakBytes: number;
}

export interface ServerCommand {
  /** Arguments of node. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface MeteredProcess {
  readonly port: number;
  /** Processor time from its beginning until it told its address. */
  readonly startMs: number;
  usage(): Promise<Usage>;
  /** What it has used when it has come to rest: what an answer leaves to be done behind it belongs to the answer. */
  settled(): Promise<Usage>;
  stop(): Promise<void>;
}

const METER = join(__dirname, 'meter.cjs');
const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)\/graphql/;
/** What is kept of a server's last words, in characters. */
const LAST_WORDS = 4_000;

/** Starts a server that prints its address, with a meter in it. Rejects with its last words where it ends before. */
export async function startMetered(command: ServerCommand): Promise<MeteredProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'meter-'));
  const child = spawn(process.execPath, command.arguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      ...command.environment,
      BENCH_METER: folder,
      NODE_OPTIONS: `-r ${METER}`,
    },
  });
  const port = await addressOf(child);
  const meters = new Meters(folder);
  const { cpuMs: startMs } = await meters.read();
  return {
    ...{ port, startMs },
    usage: () => meters.read(),
    settled: () => untilAtRest(meters),
    stop: async () => {
      meters.close();
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addressOf(child: ChildProcess): Promise<number> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new TypeError('The child has no output');
  let words = '';
  stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-LAST_WORDS);
  });
  const lines = createInterface({ input: stdout });
  const port = await new Promise<number | null>((resolve) => {
    lines.on('line', (line) => {
      const [, digits] = ADDRESS.exec(line) ?? [];
      if (digits !== undefined) resolve(Number(digits));
    });
    lines.on('close', () => resolve(null));
  });
  if (port === null) throw new Error(`A server ended before it listened: ${words}`);
  // What it prints from now on is read, so that it never waits, and kept by nobody.
  return port;
}

const REST_EVERY_MS = 50;
const REST_UNDER_MS = 3;
const REST_AT_MOST = 60;

async function untilAtRest(meters: Meters): Promise<Usage> {
  let last = await meters.read();
  for (let times = 0; times < REST_AT_MOST; times++) {
    await delay(REST_EVERY_MS);
    const now = await meters.read();
    if (now.cpuMs - last.cpuMs < REST_UNDER_MS) return now;
    last = now;
  }
  return last;
}

/** The meters of all processes of a server. */
class Meters {
  private readonly open = new Map<string, Promise<Meter>>();

  constructor(private readonly folder: string) {}

  async read(): Promise<Usage> {
    const names = readdirSync(this.folder);
    const readings = await Promise.all(names.map(async (name) => (await this.meter(name)).read()));
    const sum = { cpuMs: 0, rssBytes: 0, peakBytes: 0 };
    for (const { microseconds, rss, peak } of readings) {
      sum.cpuMs += microseconds / 1_000;
      sum.rssBytes += rss;
      sum.peakBytes += peak;
    }
    return sum;
  }

  close(): void {
    for (const meter of this.open.values()) void meter.then((one) => one.close());
  }

  private meter(name: string): Promise<Meter> {
    const known = this.open.get(name) ?? Meter.connect(join(this.folder, name));
    this.open.set(name, known);
    return known;
  }
}

interface Reading {
  readonly microseconds: number;
  readonly rss: number;
  readonly peak: number;
}

class Meter {
  private constructor(private readonly socket: Socket) {}

  static async connect(path: string): Promise<Meter> {
    const socket = createConnection(path);
    await once(socket, 'connect');
    return new Meter(socket);
  }

  async read(): Promise<Reading> {
    const answered = once(this.socket, 'data') as Promise<[Buffer]>;
    this.socket.write('?');
    const [line] = await answered;
    return JSON.parse(line.toString('utf8')) as Reading;
  }

  close(): void {
    this.socket.destroy();
  }
}
