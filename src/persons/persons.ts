import type { PersonNumbers } from '../../adapters/address-name/model.js';
import type { PolicyAttributes } from '../../adapters/resident-registry/model.js';
import { LoopShare } from '../background/loop-turns.js';
import { SourceError } from '../errors/source-error.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { SharedReading } from './shared-reading.js';

/** What is asked of the systems to know who somebody is and whether their home must stay unknown. */
export interface PersonSources {
  readonly sources: Pick<Sources, 'ask'> & {
    readonly registry: Pick<Sources['registry'], 'loadSupportMeasures' | 'loadPolicyAttributes'>;
    readonly address: Pick<Sources['address'], 'loadNumbers'>;
  };
  readonly signal: AbortSignal;
  /** The day on which measures are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** What others found before; absent: nothing. */
  readonly lastInForce?: LastInForce;
  /** Whom the measures of that day cover, where a longer act has read it once for all its parts. */
  readonly covered?: Protected;
}

/**
 * The numbers that measures covered when they were last read. They change once in a while, so their merges are asked for
 * beside the measures and not behind them; nobody is judged by what was read before.
 */
export class LastInForce {
  /** null: not read yet. */
  numbers: readonly string[] | null = null;
}

/** One person as the registry has them now, under the number they now have. */
export interface PersonFacts extends PolicyAttributes {
  /** A support measure covers the person, under whichever of their numbers it was entered. */
  readonly underSupportMeasures: boolean;
  /** Another person does whom a measure covers and whose home this is; also where nobody can tell. */
  readonly sharesHome: boolean;
  /** Every number the person has had, as far as they can be followed. */
  readonly numbers: readonly string[];
}

/** Whom the registry's measures cover, under every number that these persons have had. */
export interface Protected {
  /** 15 digits each. */
  readonly numbers: ReadonlySet<string>;
  /**
   * Whether merges were followed. If not, a measure under an old number may cover anybody, so that everybody's home
   * stays unknown.
   */
  readonly certain: boolean;
  /** Of how many of them a row of the address-name system cannot be read, so that their merges were not followed. */
  readonly unfollowed?: number;
}

interface Followed {
  readonly numbers: readonly (PersonNumbers | null)[];
  readonly failed: SourceError | null;
}

/**
 * The one place that follows merges, and that says whose home must not be found out: pages, lists, households,
 * recall, linkage, extracts and the log all ask here. It lives as long as one request or one act, and knows of
 * the measures what they were at its first question.
 */
export class Persons {
  private readonly facts = new SharedReading<PersonFacts | null>((keys) => this.load(keys));
  /** Whom numbers stood for when they were followed; null: for nobody. */
  private readonly followed = new Map<string, PersonNumbers | null>();
  private covered: Promise<Protected> | null = null;

  constructor(private readonly from: PersonSources) {
    if (from.covered !== undefined) this.covered = Promise.resolve(from.covered);
  }

  /** null: the registry has nobody by this number, nor by the one it was merged into. */
  async of(number: string): Promise<PersonFacts | null> {
    const [person] = await this.facts.of([number]);
    return person ?? null;
  }

  ofAll(numbers: readonly string[]): Promise<readonly (PersonFacts | null)[]> {
    return this.facts.of(numbers);
  }

  /** Asked for once. Rejects with `SourceError` where the registry does not answer. */
  protected(): Promise<Protected> {
    return (this.covered ??= this.readProtected([]).then(({ covered }) => covered));
  }

  /**
   * Every number the person behind this one has ever had, the one they now have first; the number alone where
   * nobody has it. Rejects with `SourceError` where the address-name system does not answer, or one of them cannot be read.
   */
  async numbersOf(number: string): Promise<PersonNumbers> {
    const { numbers, failed } = await this.follow([number]);
    if (failed !== null) throw failed;
    refuseIncomplete(numbers);
    return numbers[0] ?? { atenaNumber: number, atenaNumbers: [number] };
  }

  /**
   * Every number of each of these persons, as far as they can be followed: while the address-name system does not
   * answer, the number alone. For what must go on answering then.
   */
  async everyNumberOf(numbers: readonly string[]): Promise<readonly (readonly string[])[]> {
    const followed = await this.follow(numbers);
    return numbers.map((number, at) => allOf(number, followed.numbers[at]));
  }

  /**
   * The same, for a list that leaves nobody out without a word. Rejects with `SourceError` where the address-name system
   * does not answer and the registry has no row for one of them under the number that is known, or where one of their
   * numbers cannot be read.
   */
  async knownNumbersOf(numbers: readonly string[]): Promise<readonly (readonly string[])[]> {
    const { numbers: found, failed } = await this.followOnce(numbers);
    if (failed !== null) await this.ofAll(numbers);
    refuseIncomplete(found);
    return numbers.map((number, at) => allOf(number, found[at]));
  }

  /** The number each person now has, whether or not the registry has a row for it. Rejects as `numbersOf` does. */
  async survivors(numbers: readonly string[]): Promise<readonly string[]> {
    const followed = await this.follow(numbers);
    if (followed.failed !== null) throw followed.failed;
    return numbers.map((number, at) => followed.numbers[at]?.atenaNumber ?? number);
  }

  private async load(keys: readonly string[]): Promise<readonly (PersonFacts | null | Error)[]> {
    const [covered, { numbers, failed }] = await this.coveredAndFollowed(keys);
    // The number that stands first, then any other: where that one has no row, an old one may still have one.
    const own = keys.map((key, at) => [...(numbers[at]?.atenaNumbers ?? NONE), key]);
    const asked = [...new Set(own.flat())];
    const { sources, signal } = this.from;
    const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadPolicyAttributes(asked, [...covered.numbers], { signal: live, items: NO_ITEMS }),
    );
    const byNumber = new Map(asked.map((number, at) => [number, rows[at] ?? null]));
    const found: (PersonFacts | null | Error)[] = [];
    await new LoopShare().each(own.entries(), ([at, all]) => {
      const standing = all.find((number) => byNumber.get(number) != null);
      const row = standing === undefined ? null : byNumber.get(standing);
      // An old number that cannot be followed is not nobody's.
      if (row == null) found.push(failed);
      else found.push(this.factsOf(row, distinct([row.atenaNumber, ...all]), covered, numbers[at]));
    });
    return found;
  }

  private factsOf(
    row: PolicyAttributes,
    numbers: readonly string[],
    covered: Protected,
    followed: PersonNumbers | null | undefined,
  ): PersonFacts {
    const underSupportMeasures = covered.numbers.has(row.atenaNumber);
    // Under a number of theirs that cannot be read a measure may stand.
    const isUnsure = row.sharesHome || followed?.incomplete === true;
    const inDoubt = !covered.certain || (isUnsure && covered.numbers.size > 0);
    const { atenaNumber, householdNumber, municipality, status } = row;
    const sharesHome = !underSupportMeasures && inDoubt;
    return { atenaNumber, householdNumber, municipality, status, sharesHome, numbers, underSupportMeasures };
  }

  /** With the first question, protected persons and those asked for are looked up in one statement. */
  private async coveredAndFollowed(keys: readonly string[]): Promise<readonly [Protected, Followed]> {
    if (this.covered !== null) return Promise.all([this.covered, this.followOnce(keys)]);
    const read = this.readProtected(keys);
    this.covered = read.then(({ covered }) => covered);
    // Whoever asks next hears of a failure; where nobody does, it is told below.
    this.covered.catch(() => undefined);
    const { covered, followed } = await read;
    return [covered, followed];
  }

  private async readProtected(
    keys: readonly string[],
  ): Promise<{ readonly covered: Protected; readonly followed: Followed }> {
    const { sources, signal, today, lastInForce = new LastInForce() } = this.from;
    const expected = lastInForce.numbers;
    const [{ inForce }, early] = await Promise.all([
      sources.ask('RESIDENT_REGISTRY', signal, (live) =>
        sources.registry.loadSupportMeasures(today, { signal: live, items: NO_ITEMS }),
      ),
      expected === null ? null : this.follow([...expected, ...keys], expected.length),
    ]);
    lastInForce.numbers = inForce;
    const isAsExpected =
      expected?.length === inForce.length && inForce.every((one, at) => one === expected[at]);
    const { numbers, failed } =
      early !== null && isAsExpected ? early : await this.follow([...inForce, ...keys], inForce.length);
    const persons = numbers.slice(0, inForce.length);
    const unfollowed = persons.filter((person) => person?.incomplete === true).length;
    const covered = {
      numbers: new Set([...inForce, ...persons.flatMap((person) => person?.atenaNumbers ?? [])]),
      certain: (failed === null && unfollowed === 0) || inForce.length === 0,
      ...(unfollowed > 0 && { unfollowed }),
    };
    return { covered, followed: { numbers: numbers.slice(inForce.length), failed } };
  }

  /** As `follow`, but nobody is asked about whom this request has followed before. */
  private async followOnce(numbers: readonly string[]): Promise<Followed> {
    const missing = numbers.filter((number) => !this.followed.has(number));
    if (missing.length === numbers.length) return this.follow(numbers);
    const { failed } = await this.follow(missing);
    return { numbers: numbers.map((number) => this.followed.get(number) ?? null), failed };
  }

  /**
   * Never rejects with `SourceError`: who cannot be followed stands for themselves, and `failed` says why.
   * @param standing how many of them, the first ones, measures cover
   */
  private async follow(numbers: readonly string[], standing = 0): Promise<Followed> {
    const { sources, signal } = this.from;
    if (numbers.length === 0) return { numbers: [], failed: null };
    try {
      const found = await sources.ask('ADDRESS_NAME', signal, (live) =>
        sources.address.loadNumbers(numbers, {
          ...{ signal: live, items: NO_ITEMS },
          ...(standing > 0 && { standing }),
        }),
      );
      numbers.forEach((number, at) => this.followed.set(number, found[at] ?? null));
      return { numbers: found, failed: null };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return { numbers: numbers.map(() => null), failed: error };
    }
  }
}

/** Whoever leaves nobody out must not go on with a part of somebody's numbers. */
function refuseIncomplete(found: readonly (PersonNumbers | null)[]): void {
  if (found.some((person) => person?.incomplete === true)) throw new SourceError('ADDRESS_NAME', 'CORRUPT');
}

const NONE: readonly string[] = [];

/** A number and all others of whoever it stands for. */
function allOf(number: string, person: PersonNumbers | null | undefined): readonly string[] {
  return distinct([number, ...(person?.atenaNumbers ?? NONE)]);
}

/** Each once, in the order in which they first stand. Of a few. */
function distinct(numbers: readonly string[]): readonly string[] {
  return numbers.filter((number, at) => numbers.indexOf(number) === at);
}
