import type { ResponsePath } from './access-columns.js';
import { encodeInSteps } from './encode-accesses.js';
import type { AccessColumns, Outcome } from './record.js';

/** What a resolver came to that read something, or learnt that there is nothing. */
const READ: ReadonlySet<Outcome> = new Set(['DISCLOSED', 'REVEALED', 'REVEALABLE', 'ABSENT']);

/** Whether the answer holds the field at this place. A field that is absent is null there. */
export type IsShown = (place: Place, isAbsent: boolean) => boolean;

/** A field of the answer: the path of its object, and its name there. */
export interface Place {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename?: string | undefined;
}

/**
 * All resolver accesses of one operation. The field guard calls `record` for each of them, thousands of times
 * in one answer, so it only pushes; the work is done once, at the seal.
 */
export class AccessTrace {
  private readonly coordinates: string[] = [];
  /** Paths of the objects, each as the executor made it: what lives as long as the trace is one path an object. */
  private readonly parents: (ResponsePath | undefined)[] = [];
  private readonly keys: (string | number)[] = [];
  private readonly subjectColumn: (string | null)[] = [];
  /** Whoever stands in that column. */
  private readonly named = new Set<string>();
  private lastNamed: string | null = null;
  private readonly outcomes: Outcome[] = [];
  private readonly reasons: (string | null)[] = [];
  /** Accesses that read several persons at once. */
  private readonly readings: { readonly at: number; readonly persons: readonly string[] }[] = [];

  /**
   * @param coordinate `Type.field`, never the alias
   * @param place of the field; accesses of one object are told by the identity of `prev`, which is no copy
   * @param subject 宛名番号 of the person it was about; leaves this object only as a pseudonym
   * @param reason exact rule or ground, null for DISCLOSED and ABSENT; one of a closed set, never a value
   */
  record(
    coordinate: string,
    { prev, key }: Place,
    subject: string | null,
    outcome: Outcome,
    reason: string | null,
  ): void {
    this.coordinates.push(coordinate);
    this.parents.push(prev);
    this.keys.push(key);
    this.subjectColumn.push(subject);
    this.outcomes.push(outcome);
    this.reasons.push(reason);
    // Most accesses are about the person of the one before.
    if (subject !== this.lastNamed && subject !== null) this.named.add((this.lastNamed = subject));
  }

  /**
   * The access recorded last read these persons (宛名番号). Most have accesses of their own, field by field;
   * whoever has none by the end is on record with this one.
   */
  hasRead(persons: readonly string[]): void {
    this.readings.push({ at: this.length - 1, persons });
  }

  get length(): number {
    return this.keys.length;
  }

  /**
   * To be called when every resolver has ended: names the persons that were read and have no access of their
   * own, such as those of a list of which only `__typename` was asked for.
   */
  nameThoseRead(): void {
    const { named } = this;
    for (const { at, persons } of this.readings.splice(0)) {
      for (const person of persons) {
        if (named.has(person)) continue;
        named.add(person);
        this.nameAt(at, person);
      }
    }
  }

  /**
   * To be called when the answer is as it will be: what was read and is not in it is on record as unshown.
   * `ground`: why it is not; stands before the reason that an access has.
   */
  hide(isShown: IsShown, ground: string): void {
    for (let at = 0; at < this.length; at++) {
      const outcome = this.outcomes[at] as Outcome;
      if (!READ.has(outcome) || isShown(this.placeAt(at), outcome === 'ABSENT')) continue;
      const reason = this.reasons[at] ?? null;
      this.outcomes[at] = 'UNSHOWN';
      this.reasons[at] = reason === null ? ground : `${ground}; ${reason}`;
    }
  }

  /** 宛名番号 of everybody the accesses were about. */
  subjects(): ReadonlySet<string> {
    return this.named;
  }

  /** All at once. */
  columns(pseudonym: (atenaNumber: string) => string): AccessColumns {
    const steps = this.columnsInSteps(pseudonym);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  /** The same for whoever does not want to be held up by it. */
  columnsInSteps(pseudonym: (atenaNumber: string) => string): Generator<void, AccessColumns> {
    const raw = {
      coordinates: this.coordinates,
      parents: this.parents,
      keys: this.keys,
      subjects: this.subjectColumn,
      outcomes: this.outcomes,
      reasons: this.reasons,
    };
    return encodeInSteps(raw, pseudonym);
  }

  private placeAt(at: number): Place {
    return { prev: this.parents[at], key: this.keys[at] as string | number };
  }

  /** The access at this place is about this person, too. */
  private nameAt(at: number, person: string): void {
    if (this.subjectColumn[at] === null) {
      this.subjectColumn[at] = person;
      return;
    }
    const reason = this.reasons[at] ?? null;
    this.record(
      this.coordinates[at] as string,
      this.placeAt(at),
      person,
      this.outcomes[at] as Outcome,
      reason,
    );
  }
}
