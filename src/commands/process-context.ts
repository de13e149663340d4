import type { Writable } from 'node:stream';
import type { Environment } from '../config/environment.js';
import { parseSettings } from '../config/parse.js';
import type { Settings } from '../config/settings.js';
import type { CommandContext } from './context.js';
import { installationRoot } from './installation-root.js';

/** What `main.ts` and `cli.ts` take from their process: nothing else reads it. */
export interface ProcessParts {
  readonly env: Environment;
  readonly cwd: string;
  readonly root: string;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly exitCode: (code: number) => void;
}

/** The context of the process that an entry point hands over; `from`: the entry point's own folder. */
export function contextOf(
  given: Pick<NodeJS.Process, 'env' | 'cwd' | 'exitCode'> & Pick<ProcessParts, 'stdout' | 'stderr'>,
  from: string,
): CommandContext {
  const { env, stdout, stderr } = given;
  const exitCode = (code: number): void => {
    given.exitCode = code;
  };
  return processContext({ env, cwd: given.cwd(), root: installationRoot(from), stdout, stderr, exitCode });
}

/** The one real `CommandContext`. */
export function processContext({ env, cwd, root, stdout, stderr, exitCode }: ProcessParts): CommandContext {
  let settings: Settings | null = null;
  // `sekisho audit expand | head` closes the pipe early: that is no fault, and the rest is simply not written.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    root,
    settings: (given = {}) => (settings ??= parseSettings({ ...env, ...given }, cwd)),
    print: (line) => void stdout.write(`${line}\n`),
    warn: (line) => void stderr.write(`${line}\n`),
    exitCode,
  };
}
