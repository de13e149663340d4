import {
  getNamedType,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLNamedType,
  type GraphQLType,
} from 'graphql';

/** What is left of a schema. */
export interface Left {
  /** `Type` and `Type.field`; what cannot stand without the rest is not among them (`visible-names.ts`). */
  readonly names: ReadonlySet<string>;
  /** Those of the types among them to which something leads. */
  readonly reached: ReadonlySet<string>;
  readonly hasValue: (type: GraphQLEnumType, value: string) => boolean;
}

/**
 * A schema of its own with what is left of another: types, fields and arguments in the same order. `mapSchema` and `pruneSchema` of @graphql-tools make the same in a hundred times as many copies, and
 * in one piece, while nobody else is answered.
 */
export function* narrowSchema(schema: GraphQLSchema, left: Left): Generator<void, GraphQLSchema> {
  const { reached } = left;
  const narrowing = new Narrowing(left);
  const types: GraphQLNamedType[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!reached.has(type.name)) continue;
    types.push(narrowing.named(type));
    yield;
  }
  // Fields are made when they are first asked for: here, and not all of them when the schema is put together.
  for (const type of types) {
    if ('getFields' in type) type.getFields();
    yield;
  }
  const config = schema.toConfig();
  return new GraphQLSchema({
    ...config,
    query: config.query && narrowing.named(config.query),
    mutation: config.mutation && reached.has(config.mutation.name) ? narrowing.named(config.mutation) : null,
    directives: config.directives.map((directive) => narrowing.directive(directive)),
    types,
    // It stands as a whole: what was taken out went with all that needed it.
    assumeValid: true,
  });
}

class Narrowing {
  private readonly made = new Map<string, GraphQLNamedType>();

  constructor(private readonly left: Left) {}

  /** The type of this name in the new schema: one object, however often it is asked for. */
  named<Type extends GraphQLNamedType>(type: Type): Type {
    const known = this.made.get(type.name) ?? this.make(type);
    this.made.set(type.name, known);
    return known as Type;
  }

  directive(directive: GraphQLDirective): GraphQLDirective {
    const config = directive.toConfig();
    return new GraphQLDirective({ ...config, args: this.args(config.args) });
  }

  private make(type: GraphQLNamedType): GraphQLNamedType {
    if (isObjectType(type))
      return new GraphQLObjectType({
        ...type.toConfig(),
        fields: () => this.fields(type),
        interfaces: () => this.standing(type.getInterfaces()),
      });
    if (isInterfaceType(type))
      return new GraphQLInterfaceType({
        ...type.toConfig(),
        fields: () => this.fields(type),
        interfaces: () => this.standing(type.getInterfaces()),
      });
    if (isUnionType(type))
      return new GraphQLUnionType({ ...type.toConfig(), types: () => this.standing(type.getTypes()) });
    if (isInputObjectType(type))
      return new GraphQLInputObjectType({
        ...type.toConfig(),
        fields: () => this.kept(type.name, type.toConfig().fields),
      });
    return isEnumType(type) ? this.enumOf(type) : type;
  }

  private fields(type: GraphQLObjectType | GraphQLInterfaceType): GraphQLFieldConfigMap<unknown, unknown> {
    const kept = this.kept(type.name, type.toConfig().fields as GraphQLFieldConfigMap<unknown, unknown>);
    for (const field of Object.values(kept)) field.args = this.args(field.args ?? {});
    return kept;
  }

  private args(args: GraphQLFieldConfigArgumentMap): GraphQLFieldConfigArgumentMap {
    const standing = Object.entries(args).filter(([, { type }]) => this.stands(getNamedType(type)));
    return Object.fromEntries(
      standing.map(([name, argument]) => [name, { ...argument, type: this.wrapped(argument.type) }]),
    );
  }

  private kept<Field extends { readonly type: GraphQLType }>(
    parent: string,
    fields: Readonly<Record<string, Field>>,
  ): Record<string, Field> {
    const kept = Object.entries(fields).filter(([name]) => this.left.names.has(`${parent}.${name}`));
    return Object.fromEntries(
      kept.map(([name, field]) => [name, { ...field, type: this.wrapped(field.type) }]),
    );
  }

  private enumOf(type: GraphQLEnumType): GraphQLEnumType {
    const config = type.toConfig();
    const values = Object.entries(config.values).filter(([value]) => this.left.hasValue(type, value));
    return new GraphQLEnumType({ ...config, values: Object.fromEntries(values) });
  }

  private standing<Type extends GraphQLNamedType>(types: readonly Type[]): Type[] {
    return types.filter((type) => this.stands(type)).map((type) => this.named(type));
  }

  private stands({ name }: GraphQLNamedType): boolean {
    return this.left.names.has(name);
  }

  private wrapped<Type extends GraphQLType>(type: Type): Type;
  private wrapped(type: GraphQLType): GraphQLType {
    if (isNonNullType(type)) return new GraphQLNonNull(this.wrapped(type.ofType));
    return isListType(type) ? new GraphQLList(this.wrapped(type.ofType)) : this.named(type);
  }
}
