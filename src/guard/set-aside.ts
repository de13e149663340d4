import type { SourceValue } from '../errors/set-aside.js';

/** Of an object of the graph: the names of its fields that miss a value which could not be read, and what stands there. */
export type AsideFields = ReadonlyMap<string, SourceValue>;

/**
 * Carried by a source object some of whose fields could not be read, so that the guard can say so at their places. A symbol
 * as `SUBJECT` is; null where all could be read.
 */
export const SET_ASIDE = Symbol('set aside');

export interface HasAside {
  readonly [SET_ASIDE]: AsideFields | null;
}

export function asideIn(source: unknown): AsideFields | null {
  if (typeof source !== 'object' || source === null) return null;
  return (source as Partial<HasAside>)[SET_ASIDE] ?? null;
}

/** What a resolver answers that reads a field from a record of its own, where that could not be read. */
export class Unreadable<Value> {
  constructor(
    readonly aside: SourceValue,
    readonly value: Value,
  ) {}
}

/** In the log, of a field that shows nothing because of it. */
export const UNREADABLE = 'SET_ASIDE';
