import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from 'playwright-core';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import { SET_ASIDE_TEXTS } from '../../../src/errors/set-aside.js';
import { REASON_TEXTS } from '../../../src/policy/names.js';
import { ROOT } from '../../architecture/sources.js';
import { fetchAsPage } from './fetch-as-page.js';

const SCHEMA = buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8'));

/** A body of the gateway, as it comes over the wire. */
export interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly object[];
  readonly extensions?: {
    readonly sekisho?: {
      readonly withheld?: readonly object[];
      readonly setAside?: readonly object[];
      readonly warnings?: readonly object[];
    };
  };
}

/** A real answer as it might have been; null where the question has no such answer. */
export type Alter = (query: string, body: Body) => Body | null;

/** Lets a question go to the gateway and its answer come back altered. Resolves with whether it has such an answer. */
export const altered =
  (alter: Alter) =>
  async (route: Route): Promise<boolean> => {
    const { query } = route.request().postDataJSON() as { readonly query: string };
    const response = await fetchAsPage(route);
    const body = alter(query, (await response.json()) as Body);
    await route.fulfill(body === null ? { response } : { response, json: body });
    return body !== null;
  };

/** The answer is whole, and there is something to know about it. */
export const warned =
  (...texts: readonly Both[]): Alter =>
  (_, body) => {
    const told = texts.map(({ ja, en }) => ({ code: 'PERSON_BUDGET', message: en, messageJa: ja }));
    const warnings = [...(body.extensions?.sekisho?.warnings ?? []), ...told];
    return {
      ...body,
      extensions: { ...body.extensions, sekisho: { ...body.extensions?.sekisho, warnings } },
    };
  };

interface Both {
  readonly ja: string;
  readonly en: string;
}

interface Place {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** Another value for a place; undefined leaves it, and what is below it, as it is. */
type Change = (place: Place) => unknown;

/** Nobody sees any item of a person that may be closed. */
export const withheld: Alter = (query, body) => valueForValue(query, body, 'withheld');

/** Of no item of a person that may be closed can what is registered be read. */
export const setAside: Alter = (query, body) => valueForValue(query, body, 'setAside');

const BESIDE = {
  withheld: { reason: 'NOT_GRANTED', texts: REASON_TEXTS.NOT_GRANTED },
  setAside: { reason: 'MALFORMED', texts: SET_ASIDE_TEXTS.MALFORMED },
} as const;

function valueForValue(query: string, body: Body, list: keyof typeof BESIDE): Body | null {
  const told: object[] = [];
  const { reason, texts } = BESIDE[list];
  const altered = changed(query, body, ({ type, field, path, value }) => {
    if (value === null || isNonNullType(field.type) || !isLeafType(getNamedType(field.type)))
      return undefined;
    if (!PERSONAL.has(classOf(field)) || isOfPages(type)) return undefined;
    const coordinate = `${type.name}.${field.name}`;
    const place = { path, coordinate, reason, message: texts.en, messageJa: texts.ja };
    told.push(
      list === 'setAside' ? { ...place, system: 'RESIDENT_REGISTRY', column: 'JUKI_KIHON.X' } : place,
    );
    return null;
  });
  const before = body.extensions?.sekisho?.[list] ?? [];
  const sekisho = { ...body.extensions?.sekisho, [list]: [...before, ...told] };
  return told.length === 0 ? null : { ...altered, extensions: { ...body.extensions, sekisho } };
}

/** A whole part of an answer, so many fields down, is lost on its way or closed: none of what stands in it came. */
export const lost =
  (how: 'FAULT' | 'WITHHELD', depth: number): Alter =>
  (query, body) => {
    const places: { path: Place['path']; coordinate: string }[] = [];
    const altered = changed(query, body, ({ type, field, path, value }) => {
      if (path.filter((step) => typeof step === 'string').length !== depth) return undefined;
      if (value === null || isNonNullType(field.type) || isOfPages(type)) return undefined;
      if (how === 'WITHHELD' && !PERSONAL.has(classOf(field))) return undefined;
      places.push({ path, coordinate: `${type.name}.${field.name}` });
      return null;
    });
    if (places.length === 0) return null;
    if (how === 'FAULT') {
      const extensions = { code: 'SOURCE_UNAVAILABLE', messageJa: '応答なし', request: 'r' };
      return { ...altered, errors: places.map(({ path }) => ({ message: 'lost', path, extensions })) };
    }
    const { ja: messageJa, en: message } = REASON_TEXTS.NOT_GRANTED;
    const told = places.map((place) => ({ ...place, reason: 'NOT_GRANTED', message, messageJa }));
    const before = body.extensions?.sekisho?.withheld ?? [];
    const sekisho = { ...body.extensions?.sekisho, withheld: [...before, ...told] };
    return { ...altered, extensions: { ...body.extensions, sekisho } };
  };

const PERSONAL: ReadonlySet<string> = new Set([
  ...['BASIC', 'CONTACT', 'HEALTH', 'WHEREABOUTS', 'PRACTITIONER', 'PASSPORT', 'LINKAGE', 'LINKED'],
]);

/** There is nothing of what was asked for. */
export const empty: Alter = (query, body) =>
  ifAny((count) =>
    changed(query, body, ({ field, value }) => {
      if (field.name === 'totalCount') return 0;
      if (field.name === 'hasNextPage') return false;
      if (!isListType(getNullableType(field.type)) || !Array.isArray(value)) return undefined;
      count(value.length);
      return [];
    }),
  );

const MANY = 60;

/** A list is longer than any window, and goes on behind it. */
export const many: Alter = (query, body) =>
  ifAny((count) =>
    changed(query, body, ({ type, field, value }) => {
      if (field.name === 'totalCount') return 120_000;
      if (field.name === 'hasNextPage') return true;
      if (field.name === 'endCursor') return 'behind';
      if (!Array.isArray(value) || value.length === 0 || !isOfRows(type)) return undefined;
      count(MANY);
      return Array.from({ length: MANY }, (_, at) => value[at % value.length] as unknown);
    }),
  );

/** Rows of a list in pages, and what a resident has of each. */
const isOfRows = (type: GraphQLObjectType): boolean =>
  isOfPages(type) || type.name === 'Resident' || type.name === 'Household';

/** How many rows there are is told to whoever sees the list: it is no item of a person. */
const isOfPages = ({ name }: GraphQLObjectType): boolean => /Connection$/.test(name);

function ifAny(alter: (count: (rows: number) => void) => Body): Body | null {
  let rows = 0;
  const body = alter((more) => {
    rows += more;
  });
  return rows === 0 ? null : body;
}

function classOf({ astNode }: GraphQLField<unknown, unknown>): string {
  const of = astNode?.directives?.find(({ name }) => name.value === 'classified')?.arguments ?? [];
  const value = of.find(({ name }) => name.value === 'as')?.value;
  return value?.kind === Kind.ENUM ? value.value : '';
}

function changed(query: string, body: Body, change: Change): Body {
  const { definitions } = parse(query);
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation === undefined ? null : SCHEMA.getRootType(operation.operation);
  if (body.data == null || operation === undefined || root == null) return body;
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const walk = new Walk(fragments, change);
  return { ...body, data: walk.object(root, operation.selectionSet, body.data, []) };
}

class Walk {
  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly change: Change,
  ) {}

  object(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    data: Readonly<Record<string, unknown>>,
    path: Place['path'],
  ): Readonly<Record<string, unknown>> {
    let result = data;
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.fragments.get(node.name.value);
        if (fragment !== undefined) result = this.object(type, fragment.selectionSet, result, path);
      } else if (node.kind === Kind.INLINE_FRAGMENT)
        result = this.object(type, node.selectionSet, result, path);
      else {
        const [key, field] = [node.alias?.value ?? node.name.value, type.getFields()[node.name.value]];
        if (field === undefined || !(key in result)) continue;
        const place = { type, field, path: [...path, key], value: result[key] };
        const next = this.change(place);
        result = { ...result, [key]: next === undefined ? this.below(place, node.selectionSet) : next };
      }
    }
    return result;
  }

  private below({ field, path, value }: Place, selections: SelectionSetNode | undefined): unknown {
    const type = getNamedType(field.type);
    if (selections === undefined || !isObjectType(type)) return value;
    const one = (item: unknown, at: Place['path']): unknown => {
      if (Array.isArray(item)) return item.map((each, index) => one(each, [...at, index]));
      if (typeof item !== 'object' || item === null) return item;
      return this.object(type, selections, item as Readonly<Record<string, unknown>>, at);
    };
    return one(value, path);
  }
}
