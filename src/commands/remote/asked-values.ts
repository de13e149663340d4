import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Operation } from './catalogue.js';

/** A value that an operation asks for, however deep it stands in an input. */
export interface AskedValue {
  /** `states`, `input.id`: the variable, and keys of an input behind it. */
  readonly path: string;
  /** What a scalar or an enum is called. */
  readonly type: string;
  readonly isList: boolean;
  /** The operation cannot be sent without it. */
  readonly isRequired: boolean;
  /** Of an enum. */
  readonly choices: readonly string[] | null;
  /** In Japanese and English, as the schema has it. */
  readonly says: string;
}

/** Every value that the variables of an operation have room for, in the order in which they are declared. */
export function askedValues({ document }: Operation, schema: GraphQLSchema): readonly AskedValue[] {
  const says = new Map<string, string>();
  const types = new TypeInfo(schema);
  const found: AskedValue[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void says.set(name.value, types.getArgument()?.description ?? name.value),
    }),
  );
  visit(document, {
    VariableDefinition: ({ variable, type, defaultValue }) => {
      const { value: name } = variable.name;
      const input = typeFromAST(schema, type) as GraphQLInputType;
      const isRequired = isNonNullType(input) && defaultValue === undefined;
      found.push(...valuesIn(input, { path: name, says: says.get(name) ?? name, isRequired }));
    },
  });
  return found;
}

function valuesIn(
  given: GraphQLInputType,
  at: Pick<AskedValue, 'path' | 'says' | 'isRequired'>,
): readonly AskedValue[] {
  const type = isNonNullType(given) ? given.ofType : given;
  const isList = isListType(type);
  const inner = getNamedType(type);
  if (isInputObjectType(inner) && !isList)
    return Object.values(inner.getFields()).flatMap((field) =>
      valuesIn(field.type, {
        path: `${at.path}.${field.name}`,
        says: field.description ?? field.name,
        isRequired: at.isRequired && isNonNullType(field.type) && field.defaultValue === undefined,
      }),
    );
  const choices = isEnumType(inner) ? inner.getValues().map(({ name }) => name) : null;
  return [{ ...at, type: inner.name, isList, choices }];
}
