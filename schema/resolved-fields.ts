import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/** What the library knows of a method that resolves a field of an object. */
export type FieldResolver = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

interface ResolvedField {
  /** Name of the object's type. */
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly resolver: FieldResolver;
}

/** All fields of objects that a method resolves; those of the roots are none of them. */
export function resolvedFields(schema: GraphQLSchema): readonly ResolvedField[] {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  return fieldResolvers.flatMap((resolver) => {
    const name = objectTypes.find(({ target }) => target === resolver.getObjectType?.())?.name ?? '';
    const type = schema.getType(name);
    const field = isObjectType(type) ? type.getFields()[resolver.schemaName] : undefined;
    return field === undefined ? [] : [{ type: name, field, resolver }];
  });
}
