import type { AsideFields } from '../guard/set-aside.js';
import { Unreadable } from '../guard/set-aside.js';
import type { SourceValue } from '../errors/set-aside.js';
import type { SourceSystem } from '../errors/source-error.js';
import type { HasSetAside } from '../../adapters/adapter.js';

interface Naming {
  /** The part of the record that the object shows, `name`; the record itself where it is left out. */
  readonly part?: string;
  /** Fields of the graph that show a field of the record under other names, or are worked out from it. */
  readonly shownAs?: Readonly<Record<string, readonly string[]>>;
}

const WHOLE: Naming = {};

/** Which fields of an object of the graph miss a value of the record that could not be read; null: none. */
export function asideFields(
  system: SourceSystem,
  record: HasSetAside | null | undefined,
  naming: Naming = WHOLE,
): AsideFields | null {
  if (record?.setAside === undefined) return null;
  const { part, shownAs = {} } = naming;
  const fields = new Map<string, SourceValue>();
  for (const { column, reason, fields: missing } of record.setAside)
    for (const path of missing) {
      const name = nameIn(path, part);
      if (name === null) continue;
      for (const shown of shownAs[name] ?? [name]) fields.set(shown, { system, column, reason });
    }
  return fields.size === 0 ? null : fields;
}

/** Of an object that shows fields of several parts of a record. */
export function together(one: AsideFields | null, other: AsideFields | null): AsideFields | null {
  return one === null || other === null ? (one ?? other) : new Map([...one, ...other]);
}

/** What a field of a record that is read by itself answers: its value, and where it could not be read, that. */
export function readable<Value>(
  system: SourceSystem,
  record: HasSetAside | null | undefined,
  [field, value]: readonly [field: string, value: Value | null | undefined],
): Readable<Value> {
  const aside = asideFields(system, record)?.get(field);
  return aside === undefined ? (value ?? null) : new Unreadable(aside, value ?? null);
}

export type Readable<Value> = Value | null | Unreadable<Value | null>;

function nameIn(path: string, part: string | undefined): string | null {
  if (part === undefined) return path.includes('.') ? null : path;
  return path.startsWith(`${part}.`) ? path.slice(part.length + 1) : null;
}
