import { MANUFACTURERS } from '../../adapters/health-management/codes.js';
import type { KeptDose } from '../../adapters/health-management/model.js';
import type { RegistryItem } from '../../adapters/resident-registry/model.js';
import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { DoseRecord } from '../../adapters/vaccination-record-system/protocol/doses.js';
import { MAX_PERSONS } from '../../adapters/vaccination-record-system/protocol/terms.js';
import { dayInJapan } from '../calendar/japan-time.js';
import type { PartialDate } from '../calendar/partial-date.js';
import { healthNumbersOf, readKeys } from '../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { ComparedDose, PersonContext } from './compared-dose.js';
import type { Sides } from './judge-pair.js';
import { makersOf } from '../../adapters/vaccination-record-system/makers.js';
import { lotKey, wordKey } from './writings.js';

/** The ledger's word for what VRS is about. */
export const VACCINE = 'COVID19';

export interface SideParts {
  readonly sources: Pick<Sources, 'ask' | 'health' | 'address' | 'registry'>;
  readonly vrs: VaccinationRecordSystem;
  /** The gateway's own user of VRS. */
  readonly staff: () => string;
}

/** One person with both sides, whole. */
export interface PersonSides {
  readonly atenaNumber: string;
  readonly healthNumbers: readonly string[];
  readonly sides: Sides;
  readonly context: Pick<PersonContext, 'born' | 'residentSince' | 'isTarget'>;
}

/** Waits until it is on record that these persons are read, by their 宛名番号. */
export type Reading = (atenaNumbers: readonly string[]) => Promise<void>;

const ITEMS: ReadonlySet<RegistryItem> = new Set(['birthDate', 'residentSince']);

/** Reads what both systems hold of persons, under all numbers they have had. */
export class SideReader {
  constructor(private readonly parts: SideParts) {}

  /**
   * Each person once, in the order of the numbers. A number that the address-name system does not know is nobody's. Rejects
   * as CORRUPT where somebody's cannot be read: their findings would be taken for gone.
   * @param reading told of them before any dose is read
   */
  async ofNumbers(
    numbers: readonly string[],
    signal: AbortSignal,
    reading: Reading,
  ): Promise<readonly PersonSides[]> {
    if (numbers.length === 0) return [];
    const { sources } = this.parts;
    const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
    );
    const people = new Map(
      keys.flatMap((one) => {
        const atenaNumber = readKeys(one)?.atenaNumber;
        return atenaNumber === undefined
          ? []
          : [[atenaNumber, { atenaNumber, healthNumbers: healthNumbersOf(one) }] as const];
      }),
    );
    await reading([...people.keys()]);
    return this.ofPeople([...people.values()], signal);
  }

  private async ofPeople(
    people: readonly Pick<PersonSides, 'atenaNumber' | 'healthNumbers'>[],
    signal: AbortSignal,
  ): Promise<readonly PersonSides[]> {
    const { sources } = this.parts;
    const numbers = people.flatMap(({ healthNumbers }) => healthNumbers);
    const [ledger, records, registry] = await Promise.all([
      sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
        sources.health.loadLedger(numbers, { signal: live, items: NO_ITEMS }),
      ),
      this.records(numbers, signal),
      sources.ask('RESIDENT_REGISTRY', signal, (live) =>
        sources.registry.loadMany(
          people.map(({ atenaNumber }) => atenaNumber),
          { signal: live, items: ITEMS },
        ),
      ),
    ]);
    const rows = new Map(numbers.map((number, at) => [number, ledger[at] ?? []]));
    const without = people.filter(
      ({ healthNumbers }) => !healthNumbers.some((number) => (records.get(number) ?? []).length > 0),
    );
    const targets = await this.targets(
      without.flatMap(({ healthNumbers }) => healthNumbers),
      signal,
    );
    return people.map(({ atenaNumber, healthNumbers }, at) => {
      const vrs = healthNumbers.flatMap((number) => records.get(number) ?? []);
      return {
        ...{ atenaNumber, healthNumbers },
        sides: { ledger: healthNumbers.flatMap((number) => rows.get(number) ?? []).flatMap(ledgerDose), vrs },
        context: {
          born: dayOf(registry[at]?.birthDate),
          residentSince: dayOf(registry[at]?.residentSince),
          isTarget: vrs.length > 0 || healthNumbers.some((number) => targets.has(number)),
        },
      };
    });
  }

  /** Records of VRS under these numbers, by their ids. */
  async recordsById(
    numbers: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, ComparedDose>> {
    const found = await this.records(numbers, signal);
    return new Map([...found.values()].flat().map((dose) => [dose.id, dose]));
  }

  private async records(
    numbers: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ComparedDose[]>> {
    const found = new Map<string, readonly ComparedDose[]>();
    for (const part of chunks(numbers)) {
      const doses = await this.ask(signal, (vrs, call) => vrs.doses(part, call));
      part.forEach((number, at) =>
        found.set(
          number,
          (doses[at] ?? []).map((dose) => vrsDose(dose, number)),
        ),
      );
    }
    return found;
  }

  private async targets(numbers: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const part of chunks(numbers))
      for (const target of await this.ask(signal, (vrs, call) => vrs.targets(part, call)))
        if (target !== null) found.add(target.person);
    return found;
  }

  /** Persons of whom VRS has doses, by number, behind one of them. */
  async vrsNumbers(after: string | null, most: number, signal: AbortSignal): Promise<readonly string[]> {
    const page = await this.ask(signal, (vrs, call) => vrs.dosesAfter(after, most, call));
    return page.map(({ person }) => person);
  }

  ledgerNumbers(after: string | null, first: number, signal: AbortSignal): Promise<readonly string[]> {
    const { sources } = this.parts;
    return sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.listLedgerNumbers({ vaccine: VACCINE, first, after }, { signal: live, items: NO_ITEMS }),
    );
  }

  /** Whose coupons a camera may have read as this record's: their numbers of health management. */
  async misreadOwners(line: string, signal: AbortSignal): Promise<readonly string[]> {
    const found = await this.ask(signal, (vrs, call) => vrs.misreadCandidates(line, call));
    return found.map(({ person }) => person);
  }

  private ask<T>(
    signal: AbortSignal,
    read: (vrs: VaccinationRecordSystem, call: { staff: string; signal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const { sources, vrs, staff } = this.parts;
    return sources.ask('VACCINATION_RECORD_SYSTEM', signal, (live) =>
      read(vrs, { staff: staff(), signal: live }),
    );
  }
}

function* chunks(numbers: readonly string[]): Generator<readonly string[]> {
  const distinct = [...new Set(numbers)];
  for (let at = 0; at < distinct.length; at += MAX_PERSONS) yield distinct.slice(at, at + MAX_PERSONS);
}

const dayOf = (date: PartialDate | null | undefined): string | null =>
  date?.precision === 'DAY' ? date.iso : null;

/** None for what is no dose against COVID-19, was examined and not given, or was withdrawn. */
export function ledgerDose({
  id,
  healthNumber,
  withdrawn,
  content,
  version,
}: KeptDose): readonly ComparedDose[] {
  const { vaccine, dose, date, preExam, manufacturer, lot, place, doctor } = content;
  if (withdrawn || preExam !== 'VACCINATED' || (vaccine !== null && vaccine !== VACCINE)) return [];
  return [
    {
      ...{ side: 'LEDGER', id, under: healthNumber, number: dose, day: date },
      makers: makersOf(MANUFACTURERS.get(manufacturer ?? '') ?? null),
      ...{ lot, lotKey: lotKey(lot), venueKey: wordKey(place), doctorKey: wordKey(doctor) },
      ...{ readable: vaccine !== null, enteredOn: null, locked: false, version, coupon: '' },
    },
  ];
}

export function vrsDose(record: DoseRecord, under: string): ComparedDose {
  const { id, dose, day, maker, lot, venue, doctor, locked, version, coupon, registeredAt } = record;
  return {
    ...{ side: 'VRS', id, under, number: dose, day, makers: makersOf(maker) },
    ...{ lot, lotKey: lotKey(lot), venueKey: wordKey(venue), doctorKey: wordKey(doctor) },
    ...{ readable: true, enteredOn: dayInJapan(registeredAt), locked, version, coupon },
  };
}
