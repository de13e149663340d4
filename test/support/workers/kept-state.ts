import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Ask } from '../../../src/shared-state/ask.js';
import { channelOf } from '../../../src/workers/cluster-process.js';
import { Wire } from '../../../src/workers/wire.js';
import { ROOT } from '../gateway.js';

/** A real process that keeps sessions, caps and budgets for others, with a clock that tests move. */
export interface StateProcess {
  readonly ask: Ask;
  readonly process: ChildProcess;
  pass(milliseconds: number): Promise<void>;
  /** Forgets everything. */
  empty(): Promise<void>;
  stop(): void;
}

export function startStateProcess(): StateProcess {
  const child = fork(join(ROOT, 'test/support/workers/keep-state.ts'), [], {
    execArgv: ['-r', join(ROOT, 'test/support/ts-hook.cjs')],
    serialization: 'advanced',
  });
  const wire = new Wire(channelOf(child));
  child.once('exit', () => wire.cut());
  // Until it listens a call waits in the channel: longer than one does in the gateway.
  const patience = 60_000;
  return {
    ask: (what, args) => wire.call('state', [what, args], patience),
    process: child,
    pass: async (milliseconds) => void (await wire.call('pass', [milliseconds], patience)),
    empty: async () => void (await wire.call('empty', [], patience)),
    stop: () => void child.kill('SIGKILL'),
  };
}
