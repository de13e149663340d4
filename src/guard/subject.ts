import type { Labels } from '../policy/terms.js';

/** The person an object of the graph speaks of, and what is special about that person. */
export interface Subject {
  /** 宛名番号 of the registry. In the log it becomes a pseudonym. */
  readonly atenaNumber: string;
  readonly labels: Labels;
  /** Numbers by which an act's own input named the person; missing where nothing of an input did. */
  readonly namedBy?: readonly string[];
}

/**
 * Carried by every source object that is about a person, so that the guard can decide and record without asking its
 * parent. A symbol, because a field of the graph can then never collide with it nor show it.
 */
export const SUBJECT = Symbol('subject');

export interface HasSubject {
  readonly [SUBJECT]: Subject;
}

export function subjectOf(source: unknown): Subject | null {
  if (typeof source !== 'object' || source === null) return null;
  return (source as Partial<HasSubject>)[SUBJECT] ?? null;
}

/**
 * Carried by what tells of several persons: a list that is no array (a connection), or a row that is about more than its
 * own subject, such as a case. It is read for them whether or not anything else of them is asked for.
 */
export const PERSONS = Symbol('persons');

/** Carried by such a list as well: who were read for it and are not on it. */
export const UNSHOWN = Symbol('unshown');

export interface HasPersons {
  readonly [UNSHOWN]?: readonly Subject[];
  readonly [PERSONS]: readonly Subject[];
}

/**
 * The persons whose data came with a value: those of a list, those that a row names beside its subject, or both of each
 * element of an array. Without its own subject for a single object, which is on record with it.
 */
export function personsIn(value: unknown): readonly Subject[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(personsOfRow);
  return (value as Partial<HasPersons>)[PERSONS] ?? [];
}

function personsOfRow(row: unknown): readonly Subject[] {
  const subject = subjectOf(row);
  return subject === null ? personsIn(row) : [subject, ...personsIn(row)];
}

export function unshownIn(value: unknown): readonly Subject[] {
  if (typeof value !== 'object' || value === null) return [];
  return (value as Partial<HasPersons>)[UNSHOWN] ?? [];
}

/** The same facts, said to be about this person. */
export function withSubject<T extends object>(subject: Subject, facts: T): T & HasSubject {
  return Object.assign(facts, { [SUBJECT]: subject });
}

/** The same facts, said to tell of these persons: each is on record with whatever shows them. */
export function withPersons<T extends object>(persons: readonly Subject[], facts: T): T & HasPersons {
  return Object.assign(facts, { [PERSONS]: persons });
}

/**
 * A plain value, or none, that a resolver says to be about a person: for the record, and for what the labels close.
 */
export class ForSubject<Value> {
  constructor(
    readonly subject: Subject,
    readonly value: Value,
  ) {}
}

/** What a field answers that is about several persons; each of them is on record for it. */
export class ForSubjects<Value> {
  constructor(
    readonly subjects: readonly Subject[],
    readonly value: Value,
  ) {}
}

/**
 * What a field answers that tells something of persons by how it was asked: by a filter, an order or a count, and
 * whether or not anything else of them is asked for.
 */
export class AskedAbout<Value> {
  constructor(
    /** Those whom the question names, or the few whom it fits. None: it is about nobody in particular. */
    readonly subjects: readonly Subject[],
    /** Coordinates of the inputs in use, e.g. `ResidentFilter.birthDate`. */
    readonly by: readonly string[],
    readonly value: Value,
  ) {}
}
