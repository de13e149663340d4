import type { Duty } from '../background/duty.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import { Exchange } from './exchange.js';
import { LinkageLog } from './linkage-log.js';
import { LinkageStore } from './linkage-store.js';
import { ProtectionWatch } from './protection-watch.js';
import { Persons } from '../persons/persons.js';
import { Reconciler } from './reconciler.js';
import { SupportMeasures } from './support-measures.js';
import type { Sources } from '../sources/sources.js';
import type { Logger } from '../log/logger.js';
import type { LoadedPolicy } from '../policy/load.js';

interface LinkageOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Sources;
  readonly audit: AuditLog;
  readonly log: Logger;
  readonly policy: () => LoadedPolicy;
  /** The gateway's day, `YYYY-MM-DD`. */
  readonly clock: Clock;
  /** Who follows inquiries and carries measures over. Default: this process. */
  readonly duty?: Duty;
}

export interface OpenLinkage {
  readonly exchange: Exchange;
  /** Answers set aside, and inquiries that could not go on, since the start. */
  readonly alarms: () => number;
  readonly close: () => Promise<void>;
}

/** The exchange over the intermediate server, and what brings it to its end; null where none is connected. */
export async function openLinkage({
  settings,
  sources,
  audit,
  log,
  policy,
  clock,
  duty,
}: LinkageOptions): Promise<OpenLinkage | null> {
  const { intermediate: server } = sources;
  if (server === null) return null;
  const store = await LinkageStore.open({ url: settings.store });
  let alarms = 0;
  const exchange: Exchange = new Exchange({
    ...{ sources, server, store, log: new LinkageLog(audit) },
    isClosed: async (atenaNumber, signal) => {
      const person = await new Persons({ sources, signal, today: clock.today() }).of(atenaNumber);
      return person !== null && (person.underSupportMeasures || person.sharesHome);
    },
    now: () => clock.now().toISOString(),
    onOpen: () => reconciler.soon(),
    onAlarm: (inquiry, reason) => {
      alarms += 1;
      const what =
        reason === 'UNKNOWN_AT_SERVER'
          ? 'the intermediate server does not know a person of the city: somebody has to look'
          : 'an answer of the intermediate server was set aside';
      log.error({ inquiry, reason }, what);
    },
  });
  const measures = new SupportMeasures(exchange, () => ({ policy: policy(), today: clock.today() }));
  const reconciler: Reconciler = new Reconciler({
    ...{ exchange, duty },
    staff: () => policy().linkage.system.staff,
    onFault: (err) => {
      if (err === null) log.info({}, 'inquiries are followed again');
      else log.warn({ err }, 'inquiries cannot be followed for the time being');
    },
  });
  const protection = new ProtectionWatch({
    duty,
    cover: (signal) => measures.coverAll(signal),
    onFault: (err) => {
      if (err === null) log.info({}, 'support measures are carried over again');
      else
        log.warn(
          { err },
          'support measures cannot be carried over to the intermediate server for the time being',
        );
    },
  });
  reconciler.start();
  protection.start();
  const close = async () => {
    await Promise.all([reconciler.close(), protection.close()]);
    await store.close();
  };
  return { exchange, alarms: () => alarms, close };
}
