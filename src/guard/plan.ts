import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { ClassifiedSchema, FieldClass } from './classification.js';

/**
 * An operation reduced to what policy and log need: which coordinates it can reach. Depends on the document alone.
 */
export interface OperationPlan {
  /** Every coordinate the operation can reach, whatever its variables say about @skip and @include. */
  readonly fields: ReadonlyMap<string, FieldClass>;
  /** Coordinate of each root field by its response key. */
  readonly roots: ReadonlyMap<string, string>;
  /**
   * It can reach what is opened of one person at a time (an individual number, whether a support measure covers them)
   * of more than one: through a list, or from two root fields.
   */
  readonly severalPersons: boolean;
  /** It touches something that needs a purpose. */
  readonly needsPurpose: boolean;
}

const PURPOSE_FREE = new Set(['PUBLIC', 'STAFF']);

/** Walks one validated operation. */
export function planOperation(
  schema: GraphQLSchema,
  classes: ClassifiedSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationPlan {
  const walk = new PlanWalk(schema, classes, document);
  const root = schema.getRootType(operation.operation);
  if (root == null) throw notServed();
  walk.selections(operation.selectionSet, root);
  return {
    fields: walk.fields,
    roots: walk.roots,
    severalPersons: walk.listed || walk.singleRoots.size > 1,
    needsPurpose: [...walk.fields.values()].some((field) => !PURPOSE_FREE.has(field.classification)),
  };
}

/** A subscription would need a seal for every event it sends; the graph has none. */
export function notServed(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'operation type',
    en: 'This kind of operation is not served. Send a query.',
    ja: 'この種類の操作には対応していません。query を送ってください。',
  });
}

/** Where a selection stands. */
interface Place {
  /** Response key of the root selection above; two of them can mean two persons. Empty at the root itself. */
  readonly root: string;
  /** Below a list, where one selection stands for many persons. */
  readonly listed: boolean;
}

const ROOT: Place = { root: '', listed: false };

class PlanWalk {
  readonly fields = new Map<string, FieldClass>();
  readonly roots = new Map<string, string>();
  /** Roots that lead to what is opened of one person at a time; whether one of them does so through a list. */
  readonly singleRoots = new Set<string>();
  listed = false;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /**
   * Selection sets already walked from a place: fragments that spread each other would double the walk at each
   * step.
   */
  private readonly walked = new Map<SelectionSetNode, Set<string>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly classes: ClassifiedSchema,
    document: DocumentNode,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  selections(set: SelectionSetNode, type: GraphQLNamedType, place: Place = ROOT): void {
    if (this.wasWalked(set, `${type.name} ${place.root} ${place.listed}`)) return;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        for (const parent of this.concreteTypes(type)) this.field(parent, node, place);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
      this.selections(fragment.selectionSet, condition ?? type, place);
    }
  }

  private field(parent: GraphQLObjectType, node: FieldNode, place: Place): void {
    const definition = parent.getFields()[node.name.value];
    const field = this.classes.get(`${parent.name}.${node.name.value}`);
    if (definition === undefined || field === undefined) return; // __typename
    this.fields.set(field.coordinate, field);
    if (place.root === '') this.roots.set((node.alias ?? node.name).value, field.coordinate);
    if (field.verb === 'REVEAL' || field.classification === 'PROTECTION') {
      this.singleRoots.add(place.root);
      this.listed ||= place.listed;
    }
    if (node.selectionSet === undefined) return;
    this.selections(node.selectionSet, getNamedType(definition.type), {
      root: place.root === '' ? (node.alias ?? node.name).value : place.root,
      listed: place.listed || isListType(getNullableType(definition.type)),
    });
  }

  private wasWalked(set: SelectionSetNode, place: string): boolean {
    const places = this.walked.get(set) ?? new Set();
    this.walked.set(set, places);
    if (places.has(place)) return true;
    places.add(place);
    return false;
  }

  /** A selection on an interface or union reaches every type behind it; the strictest answer is asked of each. */
  private concreteTypes(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isInterfaceType(type) || isUnionType(type) ? this.schema.getPossibleTypes(type) : [];
  }
}
