import { openAll } from '../background/closing.js';
import type { Clock } from '../calendar/clock.js';
import type { CityManifest } from '../city/manifest.js';
import type { Settings } from '../config/settings.js';
import { makeFolder } from '../files/make-folder.js';
import { startFault } from '../gateway/start-fault.js';
import { PolicyError } from '../policy/policy-error.js';
import type { CommandContext } from './context.js';
import { embeddedCity } from './embedded-city.js';

const DATA_FOLDER = {
  toDo: {
    ja: 'このフォルダーに書き込めるかを確かめてください。',
    en: 'Check that the folder can be written.',
  },
};

export async function madeCity(settings: Settings, context: CommandContext): Promise<CityManifest> {
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

export interface StandIn {
  readonly url: URL;
  close(): Promise<void>;
}

export interface StandIns {
  readonly intermediate: StandIn | null;
  readonly vrs: StandIn | null;
}

/**
 * Beside the embedded city, stand-ins of the outside systems that no setting names run in this process, each on a
 * socket of its own. Where the second does not start, the first is closed. A city with systems of its own does not load
 * them.
 */
export async function startStandIns(
  settings: Settings,
  context: CommandContext,
  clock: Clock,
): Promise<StandIns> {
  const { city, intermediateUrl, vrsUrl } = settings;
  return openAll(async (closing) => {
    const open = async (url: URL | null, words: Words, start: () => Promise<StandIn>) =>
      city.embedded && url === null ? closing.add(await started(start, words)) : null;
    return {
      intermediate: await open(intermediateUrl, INTERMEDIATE_WORDS, async () =>
        (await import('./mock.js')).startIntermediate(settings, context, { clock }),
      ),
      vrs: await open(vrsUrl, VRS_WORDS, async () =>
        (await import('./mock.js')).startVrs(settings, context, { clock }),
      ),
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

/** Where they are met, a line each. */
export function standInLines({ intermediate, vrs }: StandIns): readonly string[] {
  return [
    ...(intermediate === null
      ? []
      : [`中間サーバー(模擬) / intermediate server (stand-in): ${intermediate.url.origin}`]),
    ...(vrs === null
      ? []
      : [`ワクチン接種記録システム(模擬) / vaccination record system (stand-in): ${vrs.url.origin}`]),
  ];
}
