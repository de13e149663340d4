import type { ResponsePath } from './access-columns.js';
import { AccessHolder, AccessPart, Verdicts, type AccessSite, type AccessVerdict } from './access-parts.js';
import { encodeInSteps } from './encode-accesses.js';
import type { AccessColumns, Outcome } from './record.js';

/** What a resolver came to that read something, or learnt that there is nothing. */
const READ: ReadonlySet<Outcome> = new Set(['DISCLOSED', 'REVEALED', 'REVEALABLE', 'ABSENT']);

/** Accesses in the first part of a trace, and at most in a later one: an array that grows is copied. */
const FIRST_PART = 128;
const PART = 2_048;

/** Whether the answer holds the field at this place. A field that is absent is null there. */
export type IsShown = (place: Place, isAbsent: boolean) => boolean;

/** A field of the answer: the path of its object, and its name there. */
export interface Place {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename?: string | undefined;
}

/**
 * All resolver accesses of one operation. The field guard tells it of each of them, thousands of times in one answer, so
 * it keeps three references of each; the work is done once, at the seal.
 */
export class AccessTrace {
  private readonly parts: AccessPart[] = [];
  /** The newest of them. */
  private part: AccessPart = new AccessPart(0);
  private before = 0;
  /** Whoever an access was about. */
  private readonly named = new Set<string>();
  private lastNamed: string | null = null;
  /** The one asked for last: most accesses are of the object of the one before. */
  private holder = new AccessHolder(undefined, null);
  private readonly sites = new Map<string, Map<string | number, AccessSite>>();
  private readonly verdicts = new Verdicts();
  /** What most accesses come to, as `note` takes it. */
  readonly disclosed = this.verdicts.of('DISCLOSED', null);
  readonly absent = this.verdicts.of('ABSENT', null);
  /** Accesses that read several persons at once. */
  private readonly readings: {
    readonly part: AccessPart;
    readonly at: number;
    readonly persons: readonly string[];
  }[] = [];

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
    this.note(this.site(coordinate, key), this.holderOf(prev, subject), this.verdicts.of(outcome, reason));
  }

  /** The same for whoever has the parts at hand: nothing is looked up, and nothing made. */
  note(site: AccessSite, holder: AccessHolder, verdict: AccessVerdict): void {
    let { part } = this;
    if (part.size === part.room) part = this.newPart();
    const at = part.size++;
    part.sites[at] = site;
    part.holders[at] = holder;
    part.verdicts[at] = verdict;
  }

  /** As `note` takes it. */
  verdict(outcome: Outcome, reason: string | null): AccessVerdict {
    return this.verdicts.of(outcome, reason);
  }

  /** An object of the answer with the person whom accesses of it are about, of which there will be one. */
  holderOf(path: ResponsePath | undefined, subject: string | null): AccessHolder {
    const { holder } = this;
    if (holder.path === path && holder.subject === subject) return holder;
    this.name(subject);
    return (this.holder = new AccessHolder(path, subject));
  }

  /** The same for an object whose path nobody else has. */
  holderWithin(
    within: AccessHolder | ResponsePath,
    path: ResponsePath,
    subject: string | null,
  ): AccessHolder {
    this.name(subject);
    return new AccessHolder(path, subject, within);
  }

  private name(subject: string | null): void {
    if (subject !== null && subject !== this.lastNamed) this.named.add((this.lastNamed = subject));
  }

  /**
   * The access recorded last read these persons (宛名番号). Most have accesses of their own, field by field;
   * whoever has none by the end is on record with this one.
   */
  hasRead(persons: readonly string[]): void {
    this.readings.push({ part: this.part, at: this.part.size - 1, persons });
  }

  get length(): number {
    return this.before + this.part.size;
  }

  /**
   * To be called when every resolver has ended: names the persons that were read and have no access of their
   * own, such as those of a list of which only `__typename` was asked for.
   */
  nameThoseRead(): void {
    const { named } = this;
    for (const { part, at, persons } of this.readings.splice(0)) {
      for (const person of persons) {
        if (named.has(person)) continue;
        this.nameAt(part, at, person);
      }
    }
  }

  /**
   * To be called when the answer is as it will be: what was read and is not in it is on record as unshown.
   * `ground`: why it is not; stands before the reason that an access has. In steps, all of which must be taken.
   */
  *hide(isShown: IsShown, ground: string): Generator<void, void> {
    for (const part of this.parts) {
      for (let at = 0; at < part.size; at++) {
        const { outcome, reason } = part.verdicts[at] as AccessVerdict;
        if (!READ.has(outcome) || isShown(placeIn(part, at), outcome === 'ABSENT')) continue;
        part.verdicts[at] = this.verdicts.of('UNSHOWN', reason === null ? ground : `${ground}; ${reason}`);
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

  private site(coordinate: string, key: string | number): AccessSite {
    let byKey = this.sites.get(coordinate);
    if (byKey === undefined) this.sites.set(coordinate, (byKey = new Map<string | number, AccessSite>()));
    let site = byKey.get(key);
    if (site === undefined) byKey.set(key, (site = { coordinate, key }));
    return site;
  }

  private newPart(): AccessPart {
    this.before += this.part.size;
    this.part = new AccessPart(this.parts.length === 0 ? FIRST_PART : PART);
    this.parts.push(this.part);
    return this.part;
  }

  /** The access at this place is about this person, too. */
  private nameAt(part: AccessPart, at: number, person: string): void {
    const { path, subject } = part.holders[at] as AccessHolder;
    const holder = this.holderOf(path, person);
    if (subject === null) part.holders[at] = holder;
    else this.note(part.sites[at] as AccessSite, holder, part.verdicts[at] as AccessVerdict);
  }
}

function placeIn({ holders, sites }: AccessPart, at: number): Place {
  return { prev: (holders[at] as AccessHolder).path, key: (sites[at] as AccessSite).key };
}
