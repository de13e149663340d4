import type { Target } from '../../adapters/vaccination-record-system/protocol/targets.js';
import type { VaccinationRecordSystem, VrsCall } from '../../adapters/vaccination-record-system/model.js';
import { LABEL } from '../policy/terms.js';
import type { VrsRole, VrsRules } from '../policy/vrs-rules.js';
import type { Subject } from '../guard/subject.js';
import { SourceError } from '../errors/source-error.js';
import { healthNumbersOf, notNumbered, readKeys, tried } from '../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { vrsUserOf, type VrsCaller } from './vrs-user.js';

/** One request's part at the vaccination record system: who it is, from where, and by which rules. */
export interface RecordCallerParts {
  readonly vrs: VaccinationRecordSystem;
  /** With this request's budget. */
  readonly sources: Pick<Sources, 'ask' | 'send' | 'address' | 'health'>;
  readonly caller: VrsCaller;
  readonly rules: VrsRules;
  /** Aborted when the caller hangs up; acts do not hear it. */
  readonly signal: AbortSignal;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Reads in the name of the caller's own user of the system, whose role is asked for each time. */
export class RecordCaller {
  constructor(readonly parts: RecordCallerParts) {}

  /** @throws GatewayError FORBIDDEN: not from LGWAN, no user of the system, or without the role */
  staffFor(role: VrsRole): string {
    return vrsUserOf(this.parts.rules, this.parts.caller, role).staff;
  }

  /** Runs a read at the system. */
  ask<T>(role: VrsRole, read: (call: VrsCall) => Promise<T>): Promise<T> {
    const staff = this.staffFor(role);
    const { sources, signal } = this.parts;
    return sources.ask('VACCINATION_RECORD_SYSTEM', signal, (live) => read({ staff, signal: live }));
  }

  /** What health management calls each person; null where it has no number for them, a fault where it cannot be read. */
  private async healthNumbers(
    persons: readonly Subject[],
  ): Promise<readonly (string | SourceError | null)[]> {
    const { sources, signal } = this.parts;
    const numbers = persons.map(({ atenaNumber }) => atenaNumber);
    const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadMany(numbers, { signal: live, items: NO_ITEMS }),
    );
    return keys.map((found) => tried(() => healthNumbersOf(found)[0] ?? null));
  }

  /**
   * 宛名番号 of whom health management calls so; whoever the address-name system does not know is left out. Rejects as
   * CORRUPT where it cannot be read who one of them is.
   */
  async atenaNumbers(healthNumbers: readonly string[]): Promise<readonly string[]> {
    if (healthNumbers.length === 0) return [];
    const { sources, signal } = this.parts;
    const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByHealthNumber(healthNumbers, { signal: live, items: NO_ITEMS }),
    );
    return keys.flatMap((found) => readKeys(found)?.atenaNumber ?? []);
  }

  /** The one that stands; null where there is none. Rejects as CORRUPT where it cannot be read. */
  async healthNumberOf(person: Subject): Promise<string | null> {
    const [number = null] = await this.healthNumbers([person]);
    if (number instanceof SourceError) throw number;
    return number;
  }

  /** The target as the system has it; null: none of ours. */
  async targetOf(person: string, role: VrsRole): Promise<Target | null> {
    const { vrs } = this.parts;
    return (await this.ask(role, (call) => vrs.targets([person], call)))[0] ?? null;
  }

  /**
   * The values of a list of persons, each asked for by the number of health management, `none` for whoever is not known
   * by it; of whoever has no number that can be read, why nothing can be said of them.
   */
  async ofEach<Value>(
    persons: readonly Subject[],
    read: (numbers: readonly string[]) => Promise<readonly Value[]>,
    none: Value,
  ): Promise<readonly (Value | Error)[]> {
    const numbers = await this.healthNumbers(persons);
    const distinct = [...new Set(numbers.filter((number) => typeof number === 'string'))];
    const found = new Map<string, Value>();
    for (let at = 0; at < distinct.length; at += MOST_AT_ONCE) {
      const part = distinct.slice(at, at + MOST_AT_ONCE);
      const values = await read(part);
      part.forEach((number, index) => found.set(number, values[index] ?? none));
    }
    return numbers.map((number) => {
      if (number === null) return notNumbered('HEALTH_MANAGEMENT');
      return number instanceof SourceError ? number : (found.get(number) ?? none);
    });
  }
}

/** Persons of one call. */
const MOST_AT_ONCE = 200;

/** Under support measures, or living with somebody who is: where they are must not be found out. */
export const isProtected = ({ labels }: Subject): boolean =>
  (labels & (LABEL.SUPPORT_MEASURES | LABEL.SHARED_HOME)) !== 0;
