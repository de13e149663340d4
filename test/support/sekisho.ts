import { runCommand } from '../../src/commands/program.js';
import { parseSettings } from '../../src/config/parse.js';
import { ROOT, type TestGateway } from './gateway.js';

export interface Told {
  readonly code: number;
  /** Standard output and standard error. */
  readonly printed: string;
  readonly warned: string;
  /** `Sekisho-Record` of the answer; empty where there was none. */
  readonly record: string;
}

/** A command line as somebody types it beside a gateway that runs, in that account's session. */
export async function sekishoAt(
  gateway: Pick<TestGateway, 'port' | 'settings' | 'token'>,
  account: string,
  ...args: readonly string[]
): Promise<Told> {
  const { dataDirectory } = gateway.settings;
  const environment = {
    ...{ SEKISHO_DATA: dataDirectory, SEKISHO_PORT: String(gateway.port) },
    SEKISHO_TOKEN: await gateway.token(account),
  };
  return typed(environment, args);
}

export async function typed(
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Told> {
  const [printed, warned]: [string[], string[]] = [[], []];
  let code = 0;
  await runCommand(['node', 'sekisho', ...args], {
    ...{ root: ROOT, settings: () => parseSettings(environment, environment['SEKISHO_DATA'] ?? ROOT) },
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => (code = value),
  });
  const record = /記録 \/ record: (\S+)/.exec(warned.join('\n'))?.[1] ?? '';
  return { code, printed: printed.join('\n'), warned: warned.join('\n'), record };
}
