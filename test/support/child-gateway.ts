import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openCasesIn } from './cases.js';
import { cityEnvironment, ownHealthManagement } from './city.js';
import { ROOT } from './gateway.js';

export interface ChildGateway {
  readonly process: ChildProcess;
  readonly port: number;
}

/** The sources as they stand, without a build; they have no threads but those of the databases. */
const SOURCES = ['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, 'src/main.ts')];
/** What `npm run build` has made of them, with all its threads. */
export const BUILT = [join(ROOT, 'dist/src/main.js')];

/** The gateway as `npm start` runs it, in a process of its own that can be killed. */
export async function startChildGateway(
  data: string,
  settings: Readonly<Record<string, string>> = {},
  program: readonly string[] = SOURCES,
): Promise<ChildGateway> {
  const child = spawn(process.execPath, [...program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      ...cityEnvironment(data),
      ...('SEKISHO_VRS_URL' in settings && ownHealthManagement(data)),
      ...settings,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)\/graphql/.exec(line)?.[1];
    if (port === undefined) continue;
    openCasesIn({ kind: 'sqlite', path: join(data, 'store.sqlite') });
    return { process: child, port: Number(port) };
  }
  throw new Error(`The gateway ended before it listened (exit code ${child.exitCode})`);
}

export async function killNow({ process: child }: ChildGateway): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
