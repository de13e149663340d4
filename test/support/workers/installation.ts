import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { openCasesIn } from '../cases.js';
import { BUILT } from '../child-gateway.js';
import { cityEnvironment } from '../city.js';
import { ask, type Answer, type Ask } from '../client.js';
import { ROOT } from '../gateway.js';

const MOST_CONNECTIONS = 300;

/** A worker as the process that started it tells of it. */
export interface ToldWorker {
  readonly slot: number;
  readonly process: number;
  readonly writer: string;
}

/** Several processes on one port, as `npm start -- --workers N` runs them: compiled, each with all its threads. */
export class Installation {
  readonly lines: string[] = [];
  port = 0;

  private constructor(readonly process: ChildProcess) {}

  static async start(
    data: string,
    workers: number,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Installation> {
    const child = spawn(process.execPath, [...BUILT, '--workers', String(workers)], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'], ...cityEnvironment(data), ...settings },
    });
    const made = new Installation(child);
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        made.lines.push(line);
        const port = /http:\/\/127\.0\.0\.1:(\d+)\/graphql/.exec(line)?.[1];
        if (port === undefined) return;
        made.port = Number(port);
        resolve();
      });
      child.once('exit', (code) => reject(new Error(`It ended before it listened (exit code ${code})`)));
    });
    openCasesIn({ kind: 'sqlite', path: join(data, 'store.sqlite') });
    return made;
  }

  /** The newest worker of each slot, by slot. */
  workers(): readonly ToldWorker[] {
    const told = this.facts('a worker takes requests') as unknown as readonly ToldWorker[];
    return [...new Map(told.map((worker) => [worker.slot, worker])).values()];
  }

  /** Lines of the log of the operation with this text. */
  facts(text: string): readonly Record<string, unknown>[] {
    return this.lines
      .filter((line) => line.includes(`"msg":"${text}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Asks the worker that is this writer of the log. */
  async answeredBy<Data>(writer: string, what: Ask): Promise<Answer<Data>> {
    const agent = await this.connectionTo(writer);
    try {
      const answer = await ask<Data>(this.port, { ...what, agent });
      if (answer.record.startsWith(`${writer}/`)) return answer;
      throw new Error('The connection was not kept');
    } finally {
      agent.destroy();
    }
  }

  /**
   * A connection to the worker that is this writer of the log, for the caller to close: a first request has shown who is at
   * its end, for whoever has time first takes a connection.
   */
  async connectionTo(writer: string): Promise<Agent> {
    const others: Agent[] = [];
    try {
      for (let at = 0; at < MOST_CONNECTIONS; at++) {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const { record } = await ask(this.port, { query: '{ __typename }', agent });
        if (record.startsWith(`${writer}/`)) return agent;
        others.push(agent);
      }
    } finally {
      for (const agent of others) agent.destroy();
    }
    throw new Error(`${writer} took none of ${MOST_CONNECTIONS} connections`);
  }

  async readyz(): Promise<{ readonly status: number; readonly workers: string }> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`, { headers: { connection: 'close' } });
    const { workers } = (await answer.json()) as { workers: string };
    return { status: answer.status, workers };
  }

  metrics(): Promise<string> {
    return fetch(`http://127.0.0.1:${this.port}/metrics`, { headers: { connection: 'close' } }).then(
      (answer) => answer.text(),
    );
  }

  /** Resolves with the exit code, when no process of it is left. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    const [code] = (await ended) as [number | null];
    await until(() => this.workers().every(({ process: id }) => !lives(id)));
    return code;
  }
}

/** Asks again and again, and lets everything else have its turn. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn();
}

/** Whether there is such a process that has not ended. */
export function lives(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
