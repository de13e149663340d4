import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { MUNICIPALITY, NEIGHBOUR } from '../about.js';
import { clockOn, type Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import { startForCity } from '../mock/intermediate/start-for-city.js';
import type { MockIntermediate } from '../mock/intermediate/start.js';
import { startVrsForCity } from '../mock/vrs/start-for-city.js';
import type { MockVrs } from '../mock/vrs/start.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import type { CommandContext } from './context.js';
import { embeddedCity } from './embedded-city.js';
import { askCommand } from './mock-ask.js';
import { dayCommand } from './mock-day.js';
import { signalled } from './signalled.js';

const DEFAULT_PORT = 4010;
const DEFAULT_VRS_PORT = 4020;

/** `sekisho mock`: an outside system's stand-in as a process of its own. */
export function mockCommand(program: Command, context: CommandContext): void {
  const mock = program
    .command('mock')
    .description('外部システムの模擬サーバーを起動する / Start the stand-in of an outside system');
  const intermediate = mock
    .command('intermediate')
    .description('中間サーバーと情報提供ネットワークシステム / Intermediate server and network')
    .option('--port <number>', '待ち受けるポート / Port on the loopback', readPort, DEFAULT_PORT)
    .action(({ port }: { port: number }) =>
      run('Intermediate server', context, (settings) => startIntermediate(settings, context, { port })),
    );
  askCommand(intermediate, context);
  dayCommand(mock, context);
  mock
    .command('vrs')
    .description('ワクチン接種記録システム / Vaccination record system')
    .option('--port <number>', '待ち受けるポート / Port on the loopback', readPort, DEFAULT_VRS_PORT)
    .action(({ port }: { port: number }) =>
      run('Vaccination record system', context, (settings) => startVrs(settings, context, { port })),
    );
}

interface StandIn {
  readonly url: URL;
  close(): Promise<void>;
}

/** Until a signal stops it. */
async function run(
  name: string,
  context: CommandContext,
  start: (settings: Settings) => Promise<StandIn>,
): Promise<void> {
  const settings = context.settings();
  if (settings.production)
    throw new Error('模擬サーバーは本番では使えません。 / The stand-in is not for production.');
  await embeddedCity(settings, context);
  const server = await start(settings);
  const stopped = signalled();
  // Told only when a signal is listened for: whoever reads it may send one at once.
  context.print(`${name} (stand-in): ${server.url.origin}`);
  await stopped;
  await server.close();
}

interface StartOptions {
  readonly port?: number;
  readonly clock?: Clock;
}

/** Over the embedded city, with state and keys in `SEKISHO_DATA`. */
export function startIntermediate(
  settings: Settings,
  context: CommandContext,
  given: StartOptions = {},
): Promise<MockIntermediate> {
  return startForCity(forCity(settings, context, given));
}

/** The same of the vaccination record system. */
export function startVrs(
  settings: Settings,
  context: CommandContext,
  given: StartOptions = {},
): Promise<MockVrs> {
  return startVrsForCity(forCity(settings, context, given));
}

function forCity(settings: Settings, context: CommandContext, { port = 0, clock }: StartOptions) {
  const policy = loadPolicy(join(context.root, POLICY_DIRECTORY));
  return {
    ...{ dataDirectory: settings.dataDirectory, city: settings.city, port },
    ...{ municipality: MUNICIPALITY, neighbour: NEIGHBOUR },
    policy: () => policy,
    clock: clock ?? clockOn(settings.today ?? settings.city.asOf),
    onFault: (error: unknown) =>
      context.warn(
        `模擬サーバーの障害 / fault of the stand-in: ${error instanceof Error ? error.name : 'unknown'}`,
      ),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('0–65535');
  return port;
}
