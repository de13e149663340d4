import { GraphQLSchema, type GraphQLNamedType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/** A class with decorators, as type-graphql keys its metadata. */
export type ResolverClass = abstract new (...args: never[]) => object;

/**
 * Puts what the decorators collected into the order of the sources. Decorators leave it in the order in which
 * they ran, which is another one twice over: those of a method's parameters run from the last to the first, so
 * that every argument list comes out reversed, and those of classes run as their files are imported. The library
 * builds what it finds, so it is sorted once before, for every field there is and will be; reading a request is
 * not touched, for there the library goes by the parameter's index.
 *
 * @param resolvers every resolver class, in the order in which their fields shall be listed.
 */
export function restoreDeclarationOrder(resolvers: readonly ResolverClass[]): void {
  const { params, queries, mutations, fieldResolvers } = getMetadataStorage();
  const place = new Map<unknown, number>(resolvers.map((resolver, at) => [resolver, at]));
  const placeOf = ({ target }: { readonly target: unknown }) => place.get(target) ?? resolvers.length;
  // `sort` is stable: parameters of one method, and methods of one class, keep to each other.
  params.sort((one, other) => one.index - other.index);
  for (const handlers of [queries, mutations, fieldResolvers])
    handlers.sort((one, other) => placeOf(one) - placeOf(other));
}

/**
 * The same schema with its types listed as `names` says: what is printed, introspected and shown by an explorer
 * follows the list of types that a schema is made with. A type that is not named comes after those that are, by
 * the alphabet, so that even a forgotten one has a place of its own.
 */
export function inTypeOrder(schema: GraphQLSchema, names: readonly string[]): GraphQLSchema {
  const place = new Map(names.map((name, at) => [name, at]));
  const placeOf = ({ name }: GraphQLNamedType) => place.get(name) ?? names.length;
  const config = schema.toConfig();
  const types = [...config.types].sort(
    (one, other) => placeOf(one) - placeOf(other) || (one.name < other.name ? -1 : 1),
  );
  return new GraphQLSchema({ ...config, types });
}
