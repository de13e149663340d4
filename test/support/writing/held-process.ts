import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openCasesIn } from '../cases.js';
import { killNow } from '../child-gateway.js';
import { cityEnvironment } from '../city.js';
import { ROOT } from '../gateway.js';
import { until } from '../intermediate/world.js';

/** Over what a gateway is started. */
interface Place {
  /** Its data folder. */
  readonly data: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the cases that suites name are opened in it. */
  readonly opened: boolean;
}

/** A gateway in a process of its own, in which acts can be stopped: held-gateway.ts. */
export class HeldGateway {
  /** The step at which each mutation stands. */
  readonly held = new Map<string, string>();
  private armed = 0;

  private constructor(
    private readonly child: ChildProcess,
    public port: number,
  ) {}

  static async start({ data, settings, opened }: Place): Promise<HeldGateway> {
    const child = spawn(
      process.execPath,
      ['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, 'test/support/writing/held-gateway.ts')],
      {
        cwd: ROOT,
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { PATH: process.env['PATH'], ...cityEnvironment(data), ...settings },
      },
    );
    const started = new HeldGateway(child, 0);
    const [port] = (await Promise.race([once(started.read(), 'port'), once(child, 'exit')])) as [unknown];
    if (typeof port !== 'string') throw new Error('The gateway ended before it listened');
    if (opened) openCasesIn({ kind: 'sqlite', path: join(data, 'store.sqlite') });
    started.port = Number(port);
    return started;
  }

  private read(): ChildProcess {
    const { child } = this;
    if (child.stdout === null) throw new TypeError('The process has an output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /http:\/\/127\.0\.0\.1:(\d+)\/graphql/.exec(line)?.[1];
      const [word, name = '', ...step] = line.split(' ');
      if (port !== undefined) child.emit('port', port);
      else if (word === 'armed') this.armed += 1;
      else if (word === 'held') this.held.set(name, step.join(' '));
    });
    return child;
  }

  async hold(at: Readonly<Record<string, number>>): Promise<void> {
    const before = this.armed;
    this.child.stdin?.write(`${JSON.stringify(at)}\n`);
    await until(() => (this.armed > before ? true : null));
  }

  kill(): Promise<void> {
    return killNow({ process: this.child, port: 0 });
  }
}
