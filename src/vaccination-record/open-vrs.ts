import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { AuditLog } from '../audit/audit-log.js';
import { eachDespite } from '../background/each-despite.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { CaseStore } from '../cases/case-store.js';
import type { Settings } from '../config/settings.js';
import { Persons } from '../persons/persons.js';
import type { VrsRules } from '../policy/vrs-rules.js';
import type { Sources } from '../sources/sources.js';
import type { MovementStore } from '../movements/movement-store.js';
import { carryMovements, type CarryMovementsParts } from './carry-movements.js';
import { endLeftLooks } from './csv/take-log.js';
import { FlagCarrier } from './movement-flags.js';
import { performersOf, type Performers } from './performers.js';
import { VrsLog } from './vrs-log.js';
import { VrsStore } from './vrs-store.js';
import { resumeCalls } from './resume-calls.js';

export interface VrsOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Sources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  readonly cases: Pick<CaseStore, 'byName' | 'matchesOf' | 'additionsOf'>;
  readonly movements: Pick<MovementStore, 'due' | 'beginFlag' | 'end'>;
  readonly rules: () => VrsRules;
  readonly onByHand: CarryMovementsParts['onByHand'];
  /** Told once when acts cannot be brought to their end, and again (null) when they can. */
  readonly onFault: (error: unknown) => void;
}

export interface OpenVrs extends Performers {
  readonly vrs: VaccinationRecordSystem;
  readonly store: VrsStore;
  readonly log: VrsLog;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  /** Carries over at once what is due: movements of the registry, and support measures that begin or end. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Milliseconds between turns of carrying support measures over, after a success and after a failure. */
const PROTECTION = { done: 3_600_000, failed: 60_000 };
/** Milliseconds between looks for acts that are not at their end. */
const EVERY = 15_000;

/** What the gateway keeps of the vaccination record system; null where none is connected. */
export async function openVrs(options: VrsOptions): Promise<OpenVrs | null> {
  const {
    settings,
    sources,
    audit,
    clock,
    cases,
    movements,
    rules,
    onFault,
    onByHand,
    duty = ALONE,
  } = options;
  const { vrs } = sources;
  if (vrs === null) return null;
  const { today } = clock;
  const store = await VrsStore.open({ url: settings.store });
  const log = new VrsLog(audit);
  const now = () => clock.now().toISOString();
  const { inquiries, performer } = performersOf({ vrs, sources, cases, rules, today });
  const resume = { store, log, now, performer: performer(sources) };
  const watch = new DutyTask(duty, 'record system calls', {
    run: async () => {
      // A lift that was broken off goes out whatever has begun since: its person is looked at behind it.
      if ((await resumeCalls(resume, 'ABANDONED')) > 0) protection.soon();
      await endLeftLooks(resume);
    },
    every: EVERY,
    onFault,
  });
  const flags = new FlagCarrier({ ...resume, vrs, sources, staff: () => rules().system.staff });
  const carrying = new DutyTask(duty, 'record system flags', {
    run: async (signal) =>
      void (await carryMovements({ movements, carrier: flags, today: today(), now, onByHand }, signal)),
    every: EVERY,
    onFault,
  });
  const protection = new DutyTask(duty, 'record system protection', {
    run: (signal) => carryMeasures(flags, () => new Persons({ sources, signal, today: today() }), signal),
    every: (failed) => (failed ? PROTECTION.failed : PROTECTION.done),
    onFault,
  });
  // The system may be down: the start does not wait for it, and the watch goes on.
  const first = duty.isOurs()
    ? resumeCalls(resume)
        .catch(onFault)
        .then(() => protection.soon())
    : Promise.resolve();
  watch.start();
  protection.start(0);
  carrying.start(0);
  const close = async () => {
    await first;
    await Promise.all([watch.close(), protection.close(), carrying.close()]);
    await store.close();
  };
  const look = async () => {
    await carrying.now();
    await protection.now();
  };
  return { vrs, store, log, now, inquiries, performer, look, close };
}

/** @param personsNow who is who, and under a measure, at the moment it is called */
async function carryMeasures(
  flags: FlagCarrier,
  personsNow: () => Persons,
  signal: AbortSignal,
): Promise<void> {
  const before = personsNow();
  const { numbers, certain } = await before.protected();
  const protect = async (): Promise<void> =>
    void (await flags.protectAll([...new Set(await before.survivors([...numbers]))], signal));
  // Only of whom this turn does not know as covered the registry is asked again.
  const isCovered = async (atenaNumber: string): Promise<boolean> =>
    (await isCoveredBy(before, atenaNumber)) || (await isCoveredBy(personsNow(), atenaNumber));
  const lift = async (): Promise<void> => void (certain && (await flags.liftEnded(isCovered, signal)));
  await eachDespite([protect, lift], (step) => step());
}

/** While merges cannot be followed everybody is: the measure may stand under another of the person's numbers. */
async function isCoveredBy(persons: Persons, atenaNumber: string): Promise<boolean> {
  const { numbers, certain } = await persons.protected();
  if (!certain) return true;
  return (await persons.numbersOf(atenaNumber)).atenaNumbers.some((number) => numbers.has(number));
}
