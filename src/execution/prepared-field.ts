import type {
  FieldNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLLeafType,
  GraphQLObjectType,
} from 'graphql';
import type { AccessSite } from '../audit/record/access-parts.js';
import type { GuardedField } from '../guard/guarded-field.js';

/** A field of an object as the executor meets it, worked out once for all rows and all requests. */
export interface PreparedField {
  /** Its name in the answer. */
  readonly key: string;
  readonly text: null;
  readonly parent: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** More than one where the document asks for it twice. */
  readonly nodes: readonly FieldNode[];
  /** The guard's steps, which the executor takes by itself; null where the resolver is called as it stands. */
  readonly target: GuardedField | null;
  readonly type: PreparedType;
  /** Place of its arguments among those of the operation; null where it takes none. */
  readonly slot: number | null;
  /** Place of its value among those of the object that are asked for by several names; null where it has one name. */
  readonly shared: number | null;
  /** Where it is a property of its object and nothing else: its value needs few of the guard's steps. */
  readonly plain: PlainField | null;
}

/** What is asked of objects of one type at one place. */
export interface PreparedSelection {
  readonly type: GraphQLObjectType;
  /** In the order of the answer; a text is the constant that stands there (`__typename`). */
  readonly fields: readonly (PreparedField | ConstantField)[];
  /** A key is called `__proto__`, which a plain object would take for something else. */
  readonly bare: boolean;
  /** All its fields are plain, or constants. */
  readonly isPlain: boolean;
}

export interface ConstantField {
  readonly key: string;
  readonly text: string;
}

interface Nullable {
  readonly nullable: boolean;
}

export type PreparedType =
  | (Nullable & { readonly kind: 'LEAF'; readonly leaf: GraphQLLeafType; readonly isText: boolean })
  | (Nullable & { readonly kind: 'LIST'; readonly item: PreparedType })
  | (Nullable & { readonly kind: 'OBJECT'; readonly selection: () => PreparedSelection })
  | (Nullable & {
      readonly kind: 'ABSTRACT';
      readonly abstract: GraphQLAbstractType;
      readonly selectionOf: (type: GraphQLObjectType) => PreparedSelection;
    });

/**
 * A field that is a property of its object: it takes no argument, has no resolver, is no question of its own and does
 * not explain itself. Of its values those are plain that need neither cleaning nor a decision about somebody else.
 */
export interface PlainField {
  readonly key: string;
  readonly target: GuardedField;
  readonly property: string;
  readonly site: AccessSite;
  readonly nullable: boolean;
  /** Name of the object's type. */
  readonly typename: string;
  /** A value as it leaves, or NOT_PLAIN; null where objects stand. */
  readonly leaf: ((value: unknown) => unknown) | null;
  /** What is asked of the object; null where values stand. */
  readonly selection: (() => PreparedSelection) | null;
}
