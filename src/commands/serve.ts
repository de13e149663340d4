import { join } from 'node:path';
import type { Command } from 'commander';
import { openAll } from '../background/closing.js';
import { clockOn, type Clock } from '../calendar/clock.js';
import { demoCases } from '../cases/demo-cases.js';
import type { CityManifest } from '../city/manifest.js';
import { describeSettings } from '../config/describe.js';
import type { Settings } from '../config/settings.js';
import { pastWork } from '../demo/past-work.js';
import { makeFolder } from '../files/make-folder.js';
import { startGateway, type Gateway } from '../gateway/gateway.js';
import { startFault } from '../gateway/start-fault.js';
import { PolicyError } from '../policy/policy-error.js';
import { createLogger } from '../log/logger.js';
import { scrubLine } from '../individual-number/scrub-line.js';
import type { CommandContext } from './context.js';
import { embeddedCity } from './embedded-city.js';
import { startIntermediate, startVrs } from './mock.js';
import { askOnFirstEvening, networkExamples } from './first-evening.js';
import { reportFailedStart } from './report-error.js';
import { signalled } from './signalled.js';

/** `sekisho serve`, which `npm start` runs: the city if need be, then the gateway until a signal stops it. */
export function serveCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('ゲートウェイを起動する / Start the gateway')
    .action(() => serve(context));
}

/**
 * Until a signal stops it. A start that fails is told here, with exit code 1 and all closed that was open: the
 * process then ends by itself, for nothing keeps it.
 */
export async function serve(context: CommandContext): Promise<void> {
  const running = await start(context).catch((error: unknown) => {
    reportFailedStart(error, context);
    return null;
  });
  if (running === null) return;
  // As other servers do: SIGHUP reads the files again, here the policy's.
  process.on('SIGHUP', () => void running.gateway.reload());
  const stopped = signalled();
  // Whoever reads the address may send a signal at once, so it is told only when one is listened for.
  for (const line of running.addresses) context.print(line);
  await stopped;
  context.warn('停止しています / Stopping');
  await running.close();
}

interface Running {
  readonly gateway: Gateway;
  readonly addresses: readonly string[];
  readonly close: () => Promise<void>;
}

function start(context: CommandContext): Promise<Running> {
  return openAll(async (closing) => {
    const settings = context.settings();
    for (const line of describeSettings(settings)) context.warn(line);
    if (settings.oidc === null) warnOfDemo(context);
    // The city knows where the demo's staff live.
    const staff = settings.city.embedded ? (await madeCity(settings, context)).staff : {};
    const log = createLogger({ level: 'info', scrub: scrubLine });
    const clock = clockOn(settings.today);
    const isFirst = networkExamples(settings) === null;
    const { intermediate, vrs } = await startStandIns(settings, context, clock);
    const waiting = intermediate === null ? null : (networkExamples(settings)?.waiting ?? null);
    for (const standIn of [intermediate, vrs]) if (standIn !== null) closing.add(standIn);
    const gateway = await startGateway({
      ...{ settings, root: context.root, log, staff, clock, demoDoors: true },
      ...(settings.city.embedded && {
        cases: (sources, today) => demoCases(sources, { today, apart: staff['clerk'] ?? null, waiting }),
        work: (facts) =>
          pastWork({ city: join(settings.dataDirectory, 'city'), seed: settings.city.seed }, facts),
      }),
      ...{ intermediate: intermediate?.url, vrs: vrs?.url },
    });
    // Before the stand-ins: inquiries under way still reach them.
    closing.add({ close: () => gateway.stop() });
    // Beside the start, which waits for nobody.
    if (isFirst && intermediate !== null)
      void askOnFirstEvening(settings, intermediate.url).catch((err: unknown) =>
        log.warn({ err }, 'the neighbouring city could not ask: no provision waits'),
      );
    const addresses = [
      ...(intermediate === null
        ? []
        : [`中間サーバー(模擬) / intermediate server (stand-in): ${intermediate.url.origin}`]),
      ...(vrs === null
        ? []
        : [`ワクチン接種記録システム(模擬) / vaccination record system (stand-in): ${vrs.url.origin}`]),
      ...gateway.doors.map(({ zone, origin }) => `画面 / page (${zone}): ${origin}/`),
      `Sekisho: http://${settings.host}:${gateway.port}/graphql`,
    ];
    return { gateway, addresses, close: () => closing.close() };
  });
}

const DATA_FOLDER = {
  toDo: {
    ja: 'このフォルダーに書き込めるかを確かめてください。',
    en: 'Check that the folder can be written.',
  },
};

async function madeCity(settings: Settings, context: CommandContext): Promise<CityManifest> {
  try {
    await makeFolder(settings.dataDirectory);
    return await embeddedCity(settings, context);
  } catch (error) {
    throw startFault('SEKISHO_DATA', error, {
      ...{ ja: '内蔵の市を作れません', en: 'the embedded city cannot be made' },
      ...DATA_FOLDER,
    });
  }
}

interface StandIn {
  readonly url: URL;
  close(): Promise<void>;
}

/**
 * Beside the embedded city, stand-ins of the outside systems that no setting names run in this process, each on a
 * socket of its own. Where the second does not start, the first is closed.
 */
async function startStandIns(
  settings: Settings,
  context: CommandContext,
  clock: Clock,
): Promise<{ readonly intermediate: StandIn | null; readonly vrs: StandIn | null }> {
  const { city, intermediateUrl, vrsUrl } = settings;
  return openAll(async (closing) => {
    const open = async (url: URL | null, words: Words, start: () => Promise<StandIn>) =>
      city.embedded && url === null ? closing.add(await started(start, words)) : null;
    return {
      intermediate: await open(intermediateUrl, INTERMEDIATE_WORDS, () =>
        startIntermediate(settings, context, { clock }),
      ),
      vrs: await open(vrsUrl, VRS_WORDS, () => startVrs(settings, context, { clock })),
    };
  });
}

interface Words {
  readonly ja: string;
  readonly en: string;
}

const INTERMEDIATE_WORDS = {
  ja: '中間サーバー(模擬)を起動できません',
  en: 'the stand-in of the intermediate server cannot be started',
};
const VRS_WORDS = {
  ja: 'ワクチン接種記録システム(模擬)を起動できません',
  en: 'the stand-in of the vaccination record system cannot be started',
};

async function started(start: () => Promise<StandIn>, words: Words): Promise<StandIn> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof PolicyError) throw error;
    throw startFault('SEKISHO_DATA', error, { ...words, ...DATA_FOLDER });
  }
}

function warnOfDemo({ warn }: CommandContext): void {
  warn('******************************************************************************');
  warn('デモモード: 認証局がありません。誰でもトークンを作れます。実データでは使えません。');
  warn('DEMO MODE: no OIDC issuer is set, so anyone here can make a token. Synthetic data only.');
  warn('    npx sekisho token clerk');
  warn('******************************************************************************');
}
