import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';

/** A scalar or the name of an enum's value, as it leaves. */
export function serialized(leaf: GraphQLLeafType, value: unknown): unknown {
  const written: unknown = leaf.serialize(value);
  if (written === null || written === undefined) throw new Error(`${leaf.name} was serialized to nothing`);
  return written;
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function'
  );
}

/** Name of the type of an object that stands for an interface or a union; a promise of it where it comes later. */
export function nameOfType(
  abstract: GraphQLAbstractType,
  value: unknown,
  { context, info }: { readonly context: unknown; readonly info: GraphQLResolveInfo },
): unknown {
  return (abstract.resolveType ?? defaultTypeResolver)(value, context, info, abstract);
}

/** The type of that name. Throws where there is none, or one that cannot stand here. */
export function typeNamed(
  name: unknown,
  { abstract, info }: { readonly abstract: GraphQLAbstractType; readonly info: GraphQLResolveInfo },
): GraphQLObjectType {
  const type = typeof name === 'string' ? info.schema.getType(name) : undefined;
  if (isObjectType(type) && info.schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(`An object of type "${abstract.name}" has a type that cannot stand there.`, {
    nodes: info.fieldNodes,
  });
}
