import type { ResponsePath } from './access-columns.js';
import { encodeInSteps, type RawAccesses } from './encode-accesses.js';
import type { AccessColumns, Outcome } from './record.js';

/** What a resolver came to that read something, or learnt that there is nothing. */
const READ: ReadonlySet<Outcome> = new Set(['DISCLOSED', 'REVEALED', 'REVEALABLE', 'ABSENT']);

/** Accesses in one part of a trace: an array that grows is copied, and one of two hundred thousand for tens of milliseconds. */
const PART = 2_048;

/** Columns of equal length. */
interface TracePart extends RawAccesses {
  readonly coordinates: string[];
  /** Paths of the objects, each as the executor made it: what lives as long as the trace is one path an object. */
  readonly parents: (ResponsePath | undefined)[];
  readonly keys: (string | number)[];
  readonly subjects: (string | null)[];
  readonly outcomes: Outcome[];
  readonly reasons: (string | null)[];
}

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
  private readonly parts: TracePart[] = [];
  /** The newest of them. */
  private part: TracePart | null = null;
  /** Whoever stands in that column. */
  private readonly named = new Set<string>();
  private lastNamed: string | null = null;
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
    const part = this.part === null || this.part.keys.length === PART ? this.newPart() : this.part;
    part.coordinates.push(coordinate);
    part.parents.push(prev);
    part.keys.push(key);
    part.subjects.push(subject);
    part.outcomes.push(outcome);
    part.reasons.push(reason);
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
    return this.part === null ? 0 : (this.parts.length - 1) * PART + this.part.keys.length;
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
   * `ground`: why it is not; stands before the reason that an access has. In steps, all of which must be taken.
   */
  *hide(isShown: IsShown, ground: string): Generator<void, void> {
    for (const part of this.parts) {
      for (let at = 0; at < part.keys.length; at++) {
        const outcome = part.outcomes[at] as Outcome;
        if (!READ.has(outcome) || isShown(placeIn(part, at), outcome === 'ABSENT')) continue;
        const reason = part.reasons[at] ?? null;
        part.outcomes[at] = 'UNSHOWN';
        part.reasons[at] = reason === null ? ground : `${ground}; ${reason}`;
      }
      yield;
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
    return encodeInSteps(this.parts, pseudonym);
  }

  private newPart(): TracePart {
    this.part = { coordinates: [], parents: [], keys: [], subjects: [], outcomes: [], reasons: [] };
    this.parts.push(this.part);
    return this.part;
  }

  /** The access at this place is about this person, too. */
  private nameAt(at: number, person: string): void {
    const part = this.parts[Math.floor(at / PART)] as TracePart;
    const row = at % PART;
    if (part.subjects[row] === null) {
      part.subjects[row] = person;
      return;
    }
    const [coordinate, outcome] = [part.coordinates[row] as string, part.outcomes[row] as Outcome];
    this.record(coordinate, placeIn(part, row), person, outcome, part.reasons[row] ?? null);
  }
}

function placeIn({ parents, keys }: TracePart, at: number): Place {
  return { prev: parents[at], key: keys[at] as string | number };
}
