import type { Environment } from '../config/environment.js';
import type { Settings } from '../config/settings.js';

/** What a command may use of the process it runs in. `cli.ts` makes the one real instance. */
export interface CommandContext {
  /**
   * Parsed on first use, so that `--help` works with a broken environment.
   * @param given on the command line, before what the environment says
   */
  settings(given?: Environment): Settings;
  /** One line to standard output. */
  print(line: string): void;
  /** One line to standard error. */
  warn(line: string): void;
  /** Ends the process with this code once the command has returned. */
  exitCode(code: number): void;
  /** Root of the installation: holds `policy/` and `adapters/`. */
  readonly root: string;
}
