import { MeasureStore } from '../persons/measure-store.js';
import { MeasureWatch } from '../persons/measure-watch.js';
import type { OpenSources } from '../sources/open-sources.js';
import type { GatewayOptions } from './gateway-options.js';
import { asStoreFault } from './store-fault.js';

/** What any gateway over this store has seen of the registry's support measures. */
export function openMeasures({ settings }: GatewayOptions, today: () => string): Promise<MeasureStore> {
  return asStoreFault(MeasureStore.open({ url: settings.store }, today));
}

export function watchMeasures(
  { log }: GatewayOptions,
  sources: OpenSources,
  today: () => string,
): MeasureWatch {
  return new MeasureWatch({
    sources,
    today,
    onFaults: (faults) => {
      const text =
        'support measures in JUKI_SIEN cannot be read, fit nobody, are gone or lead to a row of T_GYOMU_ATENA that cannot be read: have the desks of both systems correct them';
      if (Object.values(faults).some((count) => count > 0)) log.error({ ...faults }, text);
      else log.info({}, 'all support measures can be read and fit somebody again');
    },
    onFault: (err) => {
      if (err === null) log.info({}, 'support measures are counted again');
      else log.warn({ err }, 'support measures cannot be counted for the time being');
    },
  });
}
