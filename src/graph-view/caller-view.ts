import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { ClassifiedSchema, FieldClass } from '../guard/classification.js';
import { isOpenAtBest } from '../policy/circumstances.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import { TextMemory } from '../text/text-memory.js';
import { subgraphSdl } from './subgraph-sdl.js';
import { visibleNames } from './visible-names.js';

/**
 * The graph as one kind of caller may know it (R163: a menu that was not granted does not show). Only what
 * speaks of the graph is answered from it, that is introspection, messages about a document and the printed
 * schema: data comes from the guarded schema, whatever the view.
 */
export class CallerView {
  /** Documents with faults, and what was said of them in terms of this view. */
  readonly refused = new TextMemory<readonly GraphQLFormattedError[]>();
  private printed: string | undefined;

  constructor(readonly schema: GraphQLSchema) {}

  /** As a federation 2 subgraph says it. */
  get sdl(): string {
    return (this.printed ??= subgraphSdl(this.schema));
  }
}

/** Views kept at most. A city has a dozen roles, and few accounts of one role differ in their menus. */
const CAPACITY = 64;

/**
 * Derives views and keeps them by what they depend on: the policy, the role, and the menus granted to the account.
 */
export class CallerViews {
  private readonly known = new Map<string, CallerView>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly classes: ClassifiedSchema,
  ) {}

  /** What such a caller may do to what, at best and under whatever purpose: each class and verb of their view, once. */
  acts(
    policy: LoadedPolicy,
    principal: Pick<Principal, 'role' | 'purposes'>,
  ): readonly Pick<FieldClass, 'classification' | 'verb'>[] {
    const opens = opener(policy, principal);
    const acts = new Map([...this.classes.values()].map((one) => [`${one.classification} ${one.verb}`, one]));
    return [...acts.values()].filter(opens).map(({ classification, verb }) => ({ classification, verb }));
  }

  of(policy: LoadedPolicy, principal: Pick<Principal, 'role' | 'purposes'>): CallerView {
    const key = [policy.version, principal.role, ...[...principal.purposes].sort()].join(' ');
    const view =
      this.known.get(key) ?? new CallerView(deriveView(this.schema, this.classes, opener(policy, principal)));
    // Last used last: the first is the one to go.
    this.known.delete(key);
    this.known.set(key, view);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= CAPACITY) break;
      this.known.delete(oldest);
    }
    return view;
  }
}

type Opens = (field: Pick<FieldClass, 'classification' | 'verb'>) => boolean;

/** What no purpose is needed for: everybody sees it. */
const FOR_ALL: ReadonlySet<string> = new Set(['PUBLIC', 'STAFF']);

function opener(policy: LoadedPolicy, { role, purposes }: Pick<Principal, 'role' | 'purposes'>): Opens {
  const known = new Map<string, boolean>();
  return ({ classification, verb }) => {
    const key = `${classification} ${verb}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const open =
      (verb === 'READ' && FOR_ALL.has(classification)) ||
      [null, ...purposes].some((purpose) => isOpenAtBest(policy, { role, purpose, verb, classification }));
    known.set(key, open);
    return open;
  };
}

export function deriveView(schema: GraphQLSchema, classes: ClassifiedSchema, opens: Opens): GraphQLSchema {
  const names = visibleNames(schema, (coordinate) => {
    const field = classes.get(coordinate);
    return field !== undefined && opens(field);
  });
  const view = mapSchema(schema, {
    [MapperKind.TYPE]: (type) => (names.has(type.name) ? type : null),
    [MapperKind.FIELD]: (field, name, type) => (names.has(`${type}.${name}`) ? field : null),
    [MapperKind.ARGUMENT]: (argument) => (names.has(getNamedType(argument.type).name) ? argument : null),
  });
  return withUsedTerms(pruneSchema(view), classes);
}

/**
 * The terms of `@classified` name classes and verbs: only those that stand on a field of the view are left of them.
 */
function withUsedTerms(view: GraphQLSchema, classes: ClassifiedSchema): GraphQLSchema {
  const terms = new Set(
    view.getDirective('classified')?.args.map((argument) => getNamedType(argument.type).name),
  );
  const used = new Set<string>();
  for (const type of Object.values(view.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const name of Object.keys(type.getFields())) {
      const field = classes.get(`${type.name}.${name}`);
      if (field === undefined) continue;
      used.add(field.classification).add(field.verb);
      if (field.nobody !== undefined) used.add(field.nobody);
      if (field.text !== undefined) used.add(field.text);
    }
  }
  return mapSchema(view, {
    [MapperKind.ENUM_VALUE]: (value, type, _schema, name) =>
      terms.has(type) && !used.has(name) ? null : value,
  });
}
