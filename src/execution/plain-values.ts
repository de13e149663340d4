import { refusalIn } from '../guard/refused-act.js';
import { closedAs, type RequestGuard } from '../guard/request-guard.js';
import type { ResponsePath } from '../guard/response-path.js';
import { SET_ASIDE, type AsideFields, type HasAside } from '../guard/set-aside.js';
import {
  PERSONS,
  SUBJECT,
  subjectOf,
  UNSHOWN,
  type HasPersons,
  type HasSubject,
  type Subject,
} from '../guard/subject.js';
import type { AccessHolder } from '../audit/record/access-parts.js';
import type { AccessTrace } from '../audit/record/access-trace.js';
import type { Verdict } from '../policy/terms.js';
import type { ListFrame, ObjectFrame } from './frame.js';
import { NOT_PLAIN } from './plain-field.js';
import type { PlainField, PreparedSelection } from './prepared-field.js';

type Source = Readonly<Record<string, unknown>> &
  Partial<HasSubject & HasAside & HasPersons> & { readonly then?: unknown };
/** Prepared when it is first asked for, which fails where a directive cannot be decided. */
type Selected = () => PreparedSelection;
type Formed = Record<string, unknown>;

/** Fields that are formed without a look at the time: a few hundred microseconds' of them. An object of more has its own frames. */
const AT_ONCE = 500;

/** An object of the answer whose accesses are recorded, and what it stands in. */
interface Recorded {
  readonly out: Formed;
  readonly within: AccessHolder | ResponsePath;
  readonly path: ResponsePath;
}

/**
 * Values that may leave without all of the guard's steps, for these would come to nothing: a property of an object
 * that is there, clean, and about whom its object is about. Whole objects of such values are formed at once, without
 * a frame of their own, and recorded behind it, in the order of the document: nothing is recorded, and nothing counted,
 * of what turns out not to be plain, and the guard takes its steps with it from the beginning.
 *
 * Properties are read once more there: what stands in an object of a source stays the same.
 *
 * The policy is asked of each field here as there, and what it closes is null and on record as withheld.
 */
export class PlainValues {
  /** Of the value that is being formed: fields so far, and letters of their names. */
  private fields = 0;
  private letters = 0;

  private readonly trace: AccessTrace;

  constructor(private readonly guard: RequestGuard) {
    this.trace = guard.trace;
  }

  /** Puts the value of a field into its object; false: it is not plain, and nothing has been done. */
  putField(frame: ObjectFrame, field: PlainField): boolean {
    const { source, subject, aside } = frame;
    if (typeof source !== 'object' || source === null) return false;
    const value = this.formed(() => this.valueOf(field, source as Source, subject, aside));
    if (value === NOT_PLAIN) return false;
    frame.out[field.key] = value;
    frame.holder ??= this.trace.holderOf(frame.position.path, subject?.atenaNumber ?? null);
    this.recordField(field, source as Source, { value, holder: frame.holder, subject });
    return true;
  }

  /** Puts the row that a list has come to into it; false: as above. */
  putRow(frame: ListFrame, row: unknown, selection: Selected): boolean {
    const key = frame.at - 1;
    const out = this.formed(() => this.objectOf(selection(), row));
    if (out === NOT_PLAIN) return false;
    frame.out[key] = out;
    const list = frame.position.path as ResponsePath;
    const path = { prev: list, key, typename: undefined };
    this.recordObject(selection(), row as Source, { out: out as Formed, within: list, path });
    return true;
  }

  /** Forms a value, and counts all that is in it. */
  private formed(form: () => unknown): unknown {
    this.fields = this.letters = 0;
    let value: unknown;
    try {
      value = form();
    } catch {
      // What fails, as a property or a selection may, does so again when the guard takes its steps with it.
      return NOT_PLAIN;
    }
    return value !== NOT_PLAIN && this.guard.countTogether(this.fields, this.letters) ? value : NOT_PLAIN;
  }

  private valueOf(
    field: PlainField,
    source: Source,
    subject: Subject | null,
    aside: AsideFields | null,
  ): unknown {
    this.fields += 1;
    this.letters += field.key.length;
    if (!this.verdictOn(field, subject).permit) return field.nullable ? null : NOT_PLAIN;
    if (aside?.has(field.target.name) === true) return NOT_PLAIN;
    const value = source[field.property];
    if (value === null || value === undefined) return field.nullable ? null : NOT_PLAIN;
    if (field.leaf !== null) return field.leaf(value);
    // About somebody whom what holds it is not about: a decision more.
    if (subject === null && subjectOf(value) !== null) return NOT_PLAIN;
    return this.objectOf((field.selection as Selected)(), value);
  }

  private objectOf(selection: PreparedSelection, value: unknown): unknown {
    if (!selection.isPlain || this.fields + selection.fields.length > AT_ONCE) return NOT_PLAIN;
    if (!isPlainObject(value)) return NOT_PLAIN;
    const subject = value[SUBJECT] ?? null;
    const aside = value[SET_ASIDE] ?? null;
    const out: Formed = selection.bare ? (Object.create(null) as Formed) : {};
    for (const field of selection.fields) {
      const formed = field.text ?? this.valueOf(field.plain as PlainField, value, subject, aside);
      if (formed === NOT_PLAIN) return NOT_PLAIN;
      out[field.key] = formed;
    }
    return out;
  }

  private recordObject(selection: PreparedSelection, source: Source, { out, within, path }: Recorded): void {
    const subject = source[SUBJECT] ?? null;
    let holder: AccessHolder | null = null;
    for (const field of selection.fields) {
      if (field.text !== null) continue;
      // Made with its first access: who has one is named by it.
      holder ??= this.trace.holderWithin(within, path, subject?.atenaNumber ?? null);
      this.recordField(field.plain as PlainField, source, { value: out[field.key], holder, subject });
    }
  }

  private recordField(
    field: PlainField,
    source: Source,
    { value, holder, subject }: { value: unknown; holder: AccessHolder; subject: Subject | null },
  ): void {
    const { guard, trace } = this;
    const { site, key, target, typename } = field;
    if (value === null) {
      const verdict = this.verdictOn(field, subject);
      if (verdict.permit) return trace.note(site, holder, trace.absent);
      trace.note(site, holder, trace.verdict(closedAs(target.field), verdict.rule));
      return guard.tellClosed(target.field, { prev: holder.path, key, typename }, verdict);
    }
    trace.note(site, holder, trace.disclosed);
    if (field.selection === null) return;
    const path = { prev: holder.path, key, typename };
    const below = { out: value as Formed, within: holder, path };
    this.recordObject(field.selection(), source[field.property] as Source, below);
  }

  private verdictOn({ target }: PlainField, subject: Subject | null): Verdict {
    return this.guard.verdict(target.field, subject === null ? 0 : subject.labels);
  }
}

/** Facts and no more: no promise, no refused act, nothing about persons beside its own. */
function isPlainObject(value: unknown): value is Source {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const { then, [PERSONS]: persons, [UNSHOWN]: unshown } = value as Source;
  return (
    typeof then !== 'function' && persons === undefined && unshown === undefined && refusalIn(value) === null
  );
}
