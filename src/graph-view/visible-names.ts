import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

/**
 * Names of what is left of a schema when closed fields are taken out of it: `Type` and `Type.field`. What
 * cannot stand without them goes as well, over and over until nothing changes: a type without a field, a field
 * without its type, a field that needs an argument nobody can write, an input whose required part is closed, an
 * interface's field that an implementer no longer has. What is left is a valid schema, but for types that
 * nothing leads to. In steps: whether a field is open may take a millisecond.
 */
export function* visibleNames(
  schema: GraphQLSchema,
  isOpen: (coordinate: string) => boolean,
): Generator<void, ReadonlySet<string>> {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const names = new Set(types.map((type) => type.name));
  for (const type of types)
    for (const { name } of fieldsOf(type)) {
      if (isOpen(`${type.name}.${name}`)) names.add(`${type.name}.${name}`);
      yield;
    }
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const type of types) {
      for (const field of fieldsOf(type))
        if (!standsField(schema, names, type, field)) names.delete(`${type.name}.${field.name}`);
      if (!standsType(names, type)) names.delete(type.name);
      yield;
    }
  }
  return names;
}

export function fieldsOf(type: GraphQLNamedType): readonly AnyField[] {
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
    ? Object.values(type.getFields())
    : [];
}

function standsField(
  schema: GraphQLSchema,
  names: ReadonlySet<string>,
  type: GraphQLNamedType,
  field: AnyField,
): boolean {
  if (!names.has(type.name) || !names.has(getNamedType(field.type).name)) return false;
  if (
    'args' in field &&
    field.args.some((argument) => isRequiredArgument(argument) && !standsArgument(names, argument))
  )
    return false;
  // An object must have every field of its interfaces, so the interface gives up what one of its objects has lost.
  return (
    !isInterfaceType(type) ||
    schema
      .getPossibleTypes(type)
      .every((one) => !names.has(one.name) || names.has(`${one.name}.${field.name}`))
  );
}

export function standsArgument(names: ReadonlySet<string>, argument: GraphQLArgument): boolean {
  return names.has(getNamedType(argument.type).name);
}

function standsType(names: ReadonlySet<string>, type: GraphQLNamedType): boolean {
  if (isUnionType(type)) return type.getTypes().some((member) => names.has(member.name));
  const fields = fieldsOf(type);
  const stands = (field: AnyField) => names.has(`${type.name}.${field.name}`);
  if (
    isInputObjectType(type) &&
    Object.values(type.getFields()).some((field) => isRequiredInputField(field) && !stands(field))
  )
    return false;
  return fields.length === 0 || fields.some(stands);
}
