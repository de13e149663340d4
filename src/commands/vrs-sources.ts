import { MUNICIPALITY } from '../about.js';
import { openAll } from '../background/closing.js';
import { clockOn } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import { GatewayError } from '../errors/gateway-error.js';
import { SourceError } from '../errors/source-error.js';
import { writtenAddress } from '../mock/stand-in-address.js';
import { MeasureStore } from '../persons/measure-store.js';
import { openSources, type OpenSources } from '../sources/open-sources.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';
import { SourcePolicies } from '../sources/source-policy.js';
import type { CommandContext } from './context.js';

/**
 * The systems that commands over all of VRS ask. Beside the embedded city, where no setting names another, VRS is the
 * stand-in that a running gateway has started.
 */
export function sourcesOf(settings: Settings, context: CommandContext): Promise<OpenSources> {
  const { vrsUrl, city, dataDirectory } = settings;
  const url = vrsUrl ?? (city.embedded ? writtenAddress(dataDirectory, 'vrs') : null);
  return openAll(async (closing) => {
    const { today } = clockOn(settings.today);
    const measures = closing.add(await MeasureStore.open({ url: settings.store }, today));
    const sources = closing.add(
      await openSources({
        urls: settings.sources,
        intermediate: null,
        vrs: url === null ? null : { url, keys: settings.vrsKeys },
        municipality: MUNICIPALITY,
        measures,
        policies: commandPolicies(),
        // Which kind of fault it was; where it ends the command, the end says what to do.
        onFault: (source, error) =>
          context.warn(`${source}: ${error instanceof SourceError ? error.kind : 'FAILED'}`),
        onQuarantine: () => undefined,
      }),
    );
    return { ...sources, close: () => closing.close() };
  });
}

/**
 * Nobody stands at a counter while a command runs, and the first session at a system beside a busy gateway takes its time:
 * each try may last longer, and a read is tried again. What changes something is not (SourcePolicies).
 */
export function commandPolicies(): SourcePolicies {
  return new SourcePolicies((system) => ({ ...SOURCE_FACTS[system].limits, timeoutMs: 10_000, retries: 2 }));
}

export function notConnected(): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'no vaccination record system is connected',
    ja: 'ワクチン接種記録システムがありません。デモでは npm start を(同じ SEKISHO_DATA で)起動しておき、それ以外では SEKISHO_VRS_URL に場所を指定してください。',
    en: 'There is no vaccination record system. In the demo, have npm start running (over the same SEKISHO_DATA); else say with SEKISHO_VRS_URL where it is.',
  });
}
