import { GraphQLError } from 'graphql';
import type { AccessTrace } from '../audit/record/access-trace.js';
import type { Outcome } from '../audit/record/record.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { type PolicySnapshot, type Question, type Verdict, type WithheldReason } from '../policy/terms.js';
import type { SourceValue } from '../errors/set-aside.js';
import type { FieldClass, ClassifiedSchema } from './classification.js';
import type { OperationPlan } from './plan.js';
import { ROLE_NAMES } from '../policy/names.js';
import { openSealed, type Sealed } from '../individual-number/sealed.js';
import { LoopShare } from '../background/loop-turns.js';
import { ResolverCalls } from './resolver-calls.js';
import { pathKeys, type ResponsePath } from './response-path.js';
import type { Subject } from './subject.js';
import { TypedReader } from './typed-reader.js';
import type { KnownNumbers } from '../individual-number/tripwire/known-numbers.js';

/** One entry of `extensions.sekisho.withheld`: null in the answer never means two things. */
export interface Withheld {
  readonly path: readonly (string | number)[];
  readonly coordinate: string;
  readonly reason: WithheldReason;
}

/** The same as the guard keeps it: of thousands of places the paths are copied only where they are told. */
export interface ClosedPlace extends Omit<Withheld, 'path'> {
  readonly path: ResponsePath;
}

/** A field that failed, told once with all that failed alike where there are too many. */
export interface FailedPlace {
  readonly path: ResponsePath;
  readonly coordinate: string;
  /** What it is told by: fields that failed alike have the same. */
  readonly reason: string;
  readonly error: GatewayError;
}

/** A field of which the source holds something that could not be read: `extensions.sekisho.setAside`. */
export interface AsidePlace extends SourceValue {
  readonly path: ResponsePath;
  readonly coordinate: string;
}

/** A place in the answer. */
export type SuspectedNumber = Pick<Withheld, 'path' | 'coordinate'>;

/** Everything a decision depends on that stays the same for the whole request. */
export type Asker = Pick<Question, 'principal' | 'purpose' | 'zone' | 'hasCase'>;

interface RequestGuardParts {
  readonly policy: PolicySnapshot;
  readonly classes: ClassifiedSchema;
  readonly asker: Asker;
  readonly plan: OperationPlan;
  readonly trace: AccessTrace;
  readonly numbers: KnownNumbers;
  /** Default: a part of this process's loop. */
  readonly loop?: LoopShare;
}

/** Fields of one answer, counted as they are opened: ten of the largest staff screens. */
export const MAX_ACCESSES = 200_000;
/**
 * Letters of all response keys of one answer, which an alias makes long and each row repeats. The fullest answer
 * of names as the graph has them is a third of it.
 */
const MAX_KEY_LETTERS = 6_000_000;
/** Failed fields that are each told by an error of their own; of more, those that failed alike are told as one. */
export const MAX_FAILURES_TOLD = 1_000;

/**
 * The guard of one operation: decides once per coordinate and row label, keeps what was withheld, and tells the
 * trace about every access. It holds one policy snapshot from the first decision to the last.
 */
export class RequestGuard {
  readonly closed: ClosedPlace[] = [];
  readonly failures: FailedPlace[] = [];
  /** Places of codes that look like an individual number, and were left as they are. */
  readonly suspectedNumbers: SuspectedNumber[] = [];
  /** Fields of the answer that miss a value which could not be read. */
  readonly aside: AsidePlace[] = [];
  /** Numbers that a decision has opened in this request: the only ones the answer may hold. */
  readonly revealed = new Set<string>();
  /** Ground of the first act that was refused by its own rules; the answer has no error then. */
  refusal: string | null = null;
  /** The resolvers that have begun, and whether all have ended. */
  readonly calls = new ResolverCalls();
  /** What of the texts in its arguments reads as a number. */
  readonly typed = new TypedReader();
  /** This operation's part of the event loop. */
  readonly loop: LoopShare;
  /** By set of labels, then by field: most operations meet one set or two of all there could be. */
  private readonly verdicts: (Verdict | undefined)[][] = [];
  private keyLetters = 0;

  constructor(private readonly parts: RequestGuardParts) {
    this.loop = parts.loop ?? new LoopShare();
  }

  get numbers(): KnownNumbers {
    return this.parts.numbers;
  }

  /** Every place at which a field was closed, in the order in which they were judged. */
  get withheld(): readonly Withheld[] {
    return this.closed.map((place) => ({ ...place, path: pathKeys(place.path) }));
  }

  /** The operation has grown past what one answer may hold. It is refused whole: see the operation plugin. */
  get overflowed(): boolean {
    return this.calls.count > MAX_ACCESSES || this.keyLetters > MAX_KEY_LETTERS;
  }

  /**
   * Called first for each field; throws from the field on that is one too many, one and the same error each time.
   * @param key the field's name in the answer
   */
  countAccess(key: string | number = ''): void {
    this.calls.begin();
    this.keyLetters += typeof key === 'string' ? key.length : 0;
    if (this.overflowed) throw TOO_MANY;
  }

  /** Counts so many fields in one go, whose names have so many letters together; false: they are too many, and are not counted. */
  countTogether(fields: number, letters: number): boolean {
    if (this.calls.count + fields > MAX_ACCESSES || this.keyLetters + letters > MAX_KEY_LETTERS) return false;
    this.calls.begin(fields);
    this.keyLetters += letters;
    return true;
  }

  /** Fields opened so far. */
  get size(): number {
    return this.calls.count;
  }

  /** A field failed; whether that is told by an error of its own. If not, its place is told with those alike. */
  tellsFailure(field: FieldClass, path: ResponsePath, error: GatewayError): boolean {
    this.failures.push({ path, coordinate: field.coordinate, reason: error.en, error });
    return this.failures.length <= MAX_FAILURES_TOLD;
  }

  verdict(field: FieldClass, labels: number): Verdict {
    const known = (this.verdicts[labels] ??= new Array<Verdict | undefined>(this.parts.classes.size));
    return (known[field.index] ??= this.decide(field, labels));
  }

  /** Written out: it is asked for each field of an operation, and a spread costs more than the answer. */
  private decide({ verb, classification }: FieldClass, labels: number): Verdict {
    const { policy, plan, asker } = this.parts;
    const { principal, purpose, zone, hasCase } = asker;
    const { severalPersons } = plan;
    return policy.decide({ principal, purpose, zone, hasCase, severalPersons, verb, classification, labels });
  }

  /** Coordinate of each root field of the operation by its response key. */
  get roots(): ReadonlyMap<string, string> {
    return this.parts.plan.roots;
  }

  /** Whether this coordinate is asked for and may be shown for such a row: what loaders prune columns by. */
  opens(coordinate: string, labels: number): boolean {
    const field = this.parts.plan.fields.get(coordinate);
    return field !== undefined && this.verdict(field, labels).permit;
  }

  /** Roles to which this is open for the same work from here, of somebody of whom nothing special is known. */
  rolesFor({ verb, classification }: FieldClass): readonly string[] {
    const { policy, asker } = this.parts;
    const asked = { ...asker, severalPersons: false, verb, classification, labels: 0 };
    return Object.keys(ROLE_NAMES).filter(
      (role) => policy.decide({ ...asked, principal: { ...asker.principal, role } }).permit,
    );
  }

  /** Whether the operation can reach this coordinate. */
  reaches(coordinate: string): boolean {
    return this.parts.plan.fields.has(coordinate);
  }

  /**
   * Whether rows with these labels may be searched, sorted or found by all of these: `Type.field` of fields or
   * inputs.
   */
  opensAll(coordinates: readonly string[], labels: number): boolean {
    return coordinates.every((coordinate) => {
      const field = this.parts.classes.get(coordinate);
      return field !== undefined && this.verdict(field, labels).permit;
    });
  }

  /**
   * Whether one of these, open to whoever asks of a person of whom nothing special is known, is closed of a person with
   * these labels because of who they are. The caller could tell by asking for it.
   */
  closesForPerson(coordinates: readonly string[], labels: number): boolean {
    return coordinates.some(
      (coordinate) =>
        this.opensAll([coordinate], 0) &&
        this.closedAmong([coordinate], labels)?.reason === 'NOT_DISCLOSABLE',
    );
  }

  /** The verdict of the first of these coordinates that is closed for such a person; null where all are open. */
  closedAmong(coordinates: readonly string[], labels: number): Verdict | null {
    for (const coordinate of coordinates) {
      const field = this.parts.classes.get(coordinate);
      if (field === undefined) throw new TypeError(`${coordinate} is not classified`);
      const verdict = this.verdict(field, labels);
      if (!verdict.permit) return verdict;
    }
    return null;
  }

  /** A number came into this request, from a source or from the caller: from now on the egress guard knows it. */
  remember(number: Sealed<string>): void {
    this.parts.numbers.add(openSealed(number, { permit: true, rule: 'egress guard' }));
  }

  /** A keyed digest of a number with whatever else `keyed` adds; the digits go to nobody but it. */
  fingerprint(number: Sealed<string>, keyed: (digits: string) => string): string {
    this.remember(number);
    return keyed(openSealed(number, { permit: true, rule: 'egress guard' }));
  }

  /** Opens a number under a verdict that permits, and lets the answer hold it. */
  reveal(number: Sealed<string>, verdict: Verdict): string {
    const digits = openSealed(number, { permit: verdict.permit as true, rule: verdict.rule });
    this.parts.numbers.add(digits);
    this.revealed.add(digits);
    return digits;
  }

  record(
    field: FieldClass,
    path: ResponsePath,
    subject: Subject | null,
    access: { outcome: Outcome; reason?: string },
  ): void {
    this.parts.trace.record(
      field.coordinate,
      path,
      subject?.atenaNumber ?? null,
      access.outcome,
      access.reason ?? null,
    );
  }

  /** For whoever has the parts of a record at hand. */
  get trace(): AccessTrace {
    return this.parts.trace;
  }

  /** The access recorded last read these persons. */
  recordReading(persons: readonly Subject[]): void {
    this.parts.trace.hasRead(persons.map(({ atenaNumber }) => atenaNumber));
  }

  suspectNumber(field: FieldClass, path: ResponsePath): void {
    this.suspectedNumbers.push({ path: pathKeys(path), coordinate: field.coordinate });
  }

  /** A field that is open misses a value that could not be read, or was worked out without it. */
  putAside({ coordinate }: FieldClass, path: ResponsePath, value: SourceValue): void {
    this.aside.push({ ...value, path, coordinate });
  }

  /** Records a closed field and, where the answer does not explain itself, tells the caller in general terms. */
  withhold(field: FieldClass, path: ResponsePath, subject: Subject | null, verdict: Verdict): void {
    this.record(field, path, subject, { outcome: closedAs(field), reason: verdict.rule });
    this.tellClosed(field, path, verdict);
  }

  /** Only tells the caller: of a number its object does. */
  tellClosed({ classification, coordinate }: FieldClass, path: ResponsePath, verdict: Verdict): void {
    if (classification === 'NUMBER') return;
    this.closed.push({ path, coordinate, reason: verdict.reason ?? 'NOT_GRANTED' });
  }
}

/** How a field that the policy closes is on record. */
export function closedAs({ classification }: FieldClass): Outcome {
  return classification === 'NUMBER' ? 'REDACTED' : 'WITHHELD';
}

/**
 * Made once: thousands of fields may still be under way when the limit is reached. It has a path, so graphql-js
 * keeps it.
 */
const TOO_MANY = new GraphQLError('Too many fields', { path: [] });
