import { instantOf } from '../../calendar/japan-time.js';
import { GatewayError } from '../../errors/gateway-error.js';

/**
 * An end of a span as people write it: an instant, or a day in Japan.
 * @throws GatewayError BAD_USER_INPUT
 */
export function edgeOf(when: string | undefined, edge: 'START_OF_DAY' | 'END_OF_DAY'): string | undefined {
  if (when === undefined) return undefined;
  const instant = instantOf(when, edge);
  if (instant === null) {
    const forms = '2026-04-01, 2026-04-01T09:00:00+09:00';
    throw new GatewayError('BAD_USER_INPUT', {
      ja: `日時の書き方: ${forms}`,
      en: `A time is not valid. Write it like ${forms}.`,
    });
  }
  return instant;
}
