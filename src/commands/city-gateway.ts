import { join } from 'node:path';
import type { Clock } from '../calendar/clock.js';
import { demoCases } from '../cases/demo-cases.js';
import type { Settings } from '../config/settings.js';
import { pastWork } from '../demo/past-work.js';
import { startGateway, type Gateway } from '../gateway/gateway.js';
import type { GatewayOptions } from '../gateway/gateway-options.js';
import { networkExamples } from './network-examples.js';

/** What one process of the gateway is given by whoever starts it. */
interface Given extends Pick<GatewayOptions, 'root' | 'log' | 'staff' | 'crew'> {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Addresses of the stand-ins beside the embedded city. */
  readonly intermediate: URL | null;
  readonly vrs: URL | null;
}

/** The gateway of one process, with the demo's cases and past beside the embedded city. */
export function startCityGateway({ intermediate, vrs, ...given }: Given): Promise<Gateway> {
  const { settings, staff } = given;
  const waiting = intermediate === null ? null : (networkExamples(settings)?.waiting ?? null);
  return startGateway({
    ...{ ...given, demoDoors: true },
    ...(settings.city.embedded && {
      cases: (sources, today) => demoCases(sources, { today, apart: staff['clerk'] ?? null, waiting }),
      work: (facts) =>
        pastWork({ city: join(settings.dataDirectory, 'city'), seed: settings.city.seed }, facts),
    }),
    ...(intermediate !== null && { intermediate }),
    ...(vrs !== null && { vrs }),
  });
}

/** Where it is met, a line each; its own address comes last. */
export function gatewayLines({ host }: Settings, { doors, port }: Gateway): readonly string[] {
  return [
    ...doors.map(({ zone, origin }) => `画面 / page (${zone}): ${origin}/`),
    `Sekisho: http://${host}:${port}/graphql`,
  ];
}
