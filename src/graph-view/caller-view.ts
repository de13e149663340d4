import { getNamedType, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { LoopShare } from '../background/loop-turns.js';
import type { ClassifiedSchema, FieldClass } from '../guard/classification.js';
import { isOpenAtBest } from '../policy/circumstances.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import { TextMemory } from '../text/text-memory.js';
import { narrowSchema, type Left } from './narrow-schema.js';
import { reachableTypes } from './reachable-types.js';
import { visibleNames } from './visible-names.js';

/**
 * The graph as one kind of caller may know it (R163: a menu that was not granted does not show). Only what
 * speaks of the graph is answered from it, that is introspection, messages about a document and the printed
 * schema: data comes from the guarded schema, whatever the view.
 */
export class CallerView {
  /** Documents with faults, and what was said of them in terms of this view. */
  readonly refused = new TextMemory<readonly GraphQLFormattedError[]>(
    (faults) => JSON.stringify(faults).length,
  );
  private printed: Promise<string> | undefined;

  constructor(readonly schema: GraphQLSchema) {}

  /** As a federation 2 subgraph says it. What prints it is loaded when somebody asks. */
  sdl(): Promise<string> {
    this.printed ??= import('./subgraph-sdl.js').then(({ subgraphSdl }) => subgraphSdl(this.schema));
    return this.printed;
  }
}

/** Views kept at most. A city has a dozen roles, and few accounts of one role differ in their menus. */
const CAPACITY = 64;

/**
 * Derives views and keeps them by what they depend on: the policy, the role, and the menus granted to the account.
 */
export class CallerViews {
  private readonly known = new Map<string, Promise<CallerView>>();

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

  /** One that is not known yet is derived in turns of the loop: the policy is asked about every class of fields. */
  of(policy: LoadedPolicy, principal: Pick<Principal, 'role' | 'purposes'>): Promise<CallerView> {
    const key = [policy.version, principal.role, ...[...principal.purposes].sort()].join(' ');
    const view = this.known.get(key) ?? this.derive(opener(policy, principal));
    // Last used last: the first is the one to go.
    this.known.delete(key);
    this.known.set(key, view);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= CAPACITY) break;
      this.known.delete(oldest);
    }
    return view;
  }

  private async derive(opens: Opens): Promise<CallerView> {
    return new CallerView(await new LoopShare().take(deriveView(this.schema, this.classes, opens)));
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

export function* deriveView(
  schema: GraphQLSchema,
  classes: ClassifiedSchema,
  opens: Opens,
): Generator<void, GraphQLSchema> {
  const names = yield* visibleNames(schema, (coordinate) => {
    const field = classes.get(coordinate);
    return field !== undefined && opens(field);
  });
  const reached = reachableTypes(schema, names);
  const isLeft = (type: string, field: string) => reached.has(type) && names.has(`${type}.${field}`);
  return yield* narrowSchema(schema, { names, reached, hasValue: usedTerms(schema, classes, isLeft) });
}

/**
 * The terms of `@classified` name classes and verbs: only those that stand on a field of the view are left of them.
 */
function usedTerms(
  schema: GraphQLSchema,
  classes: ClassifiedSchema,
  isLeft: (type: string, field: string) => boolean,
): Left['hasValue'] {
  const terms = new Set(
    schema.getDirective('classified')?.args.map((argument) => getNamedType(argument.type).name),
  );
  const used = new Set<string>();
  for (const [coordinate, field] of classes) {
    const [type = '', name = ''] = coordinate.split('.');
    if (!isLeft(type, name)) continue;
    used.add(field.classification).add(field.verb);
    if (field.nobody !== undefined) used.add(field.nobody);
    if (field.text !== undefined) used.add(field.text);
  }
  return ({ name }, value) => !terms.has(name) || used.has(value);
}
