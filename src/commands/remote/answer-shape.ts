import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { labelFields } from '../../guard/field-labels.js';
import type { Operation } from './catalogue.js';

/** A field of an answer with all that is below it. What is asked for is what is shown: nobody lists columns. */
export interface Shape {
  /** Its name in the answer. */
  readonly key: string;
  /** In Japanese, as the schema calls it. */
  readonly label: string;
  readonly isList: boolean;
  /** A `DateTime`: told in UTC, and shown to people as clocks in Japan have it. */
  readonly isInstant: boolean;
  /** Of an object; null of a value. */
  readonly fields: readonly Shape[] | null;
}

export function shapeOf({ document }: Operation, schema: GraphQLSchema): readonly Shape[] {
  const labels = labelFields(schema);
  const parts = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const fieldsOf = (selections: SelectionSetNode, type: GraphQLObjectType): readonly Shape[] =>
    together(
      selections.selections.flatMap((node) => {
        if (node.kind === Kind.FIELD) return [fieldOf(node, type)];
        const inner = node.kind === Kind.FRAGMENT_SPREAD ? parts.get(node.name.value) : node.selectionSet;
        return inner === undefined ? [] : fieldsOf(inner, type);
      }),
    );
  const fieldOf = ({ name, alias, selectionSet }: FieldNode, type: GraphQLObjectType): Shape => {
    const of = type.getFields()[name.value]?.type as GraphQLOutputType;
    const below = getNamedType(of);
    return {
      key: alias?.value ?? name.value,
      label: labels.get(`${type.name}.${name.value}`)?.field ?? name.value,
      isList: isListType(getNullableType(of)),
      isInstant: below.name === 'DateTime',
      fields: isObjectType(below) && selectionSet !== undefined ? fieldsOf(selectionSet, below) : null,
    };
  };
  return document.definitions.flatMap((node) => {
    const root = node.kind === Kind.OPERATION_DEFINITION ? schema.getRootType(node.operation) : null;
    return node.kind !== Kind.OPERATION_DEFINITION || root == null ? [] : fieldsOf(node.selectionSet, root);
  });
}

/** A field that is asked for twice, in a fragment and beside it, is one of the answer. */
function together(fields: readonly Shape[]): readonly Shape[] {
  const byKey = new Map<string, Shape>();
  for (const field of fields) {
    const known = byKey.get(field.key);
    const below = [...(known?.fields ?? []), ...(field.fields ?? [])];
    byKey.set(field.key, field.fields === null ? field : { ...field, fields: together(below) });
  }
  return [...byKey.values()];
}
