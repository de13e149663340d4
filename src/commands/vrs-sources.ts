import { MUNICIPALITY } from '../about.js';
import type { Settings } from '../config/settings.js';
import { GatewayError } from '../errors/gateway-error.js';
import { openSources, type OpenSources } from '../sources/open-sources.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';
import { SourcePolicies } from '../sources/source-policy.js';
import type { CommandContext } from './context.js';

/** The systems that commands over all of VRS ask. */
export function sourcesOf(settings: Settings, context: CommandContext): Promise<OpenSources> {
  const place = (url: URL | null, keys: string) => (url === null ? null : { url, keys });
  return openSources({
    urls: settings.sources,
    intermediate: null,
    vrs: place(settings.vrsUrl, settings.vrsKeys),
    municipality: MUNICIPALITY,
    policies: new SourcePolicies((system) => SOURCE_FACTS[system].limits),
    onFault: (source) => context.warn(`${source}: 応答がありません / does not answer`),
    onQuarantine: () => undefined,
  });
}

export function notConnected(): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'no vaccination record system is connected',
    ja: 'ワクチン接種記録システムの場所(SEKISHO_VRS_URL)が設定されていません。',
    en: 'SEKISHO_VRS_URL does not say where the vaccination record system is.',
  });
}
