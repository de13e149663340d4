import { getNamedType, isLeafType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { resolvedFields, type FieldResolver } from './resolved-fields.js';

type Parameter = NonNullable<FieldResolver['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, unknown, Readonly<Record<string, unknown>>>;

/** A resolver as it is written. */
type Method = (this: unknown, ...values: readonly unknown[]) => unknown;

const NOTHING: Resolve = () => undefined;

/**
 * Lets fields of objects call what resolves them directly. Between them the library sorts the parameters, looks for
 * middleware and makes two promises for each argument, at each call: more than the guard's decision, a thousand times for a
 * list. What it does is the same where a parameter is a value as it stands: the object, the context, the place in the
 * document, or an argument that is no input object. Other fields keep its resolver, and so do the roots, which are called
 * once.
 */
export function callDirectly(schema: GraphQLSchema): void {
  const instances = new Map<unknown, unknown>();
  for (const { field, resolver } of resolvedFields(schema)) {
    if (!isPlain(resolver) || !field.args.every(({ type }) => isLeafType(getNamedType(type)))) continue;
    const { target } = resolver;
    const instance = instances.get(target) ?? Reflect.construct(target, []);
    instances.set(target, instance);
    field.resolve = direct(instance, resolver);
  }
}

const MOST_PARAMETERS = 4;
const PLAIN: readonly Parameter['kind'][] = ['root', 'context', 'info', 'arg'];

/** Nothing is done before it is called, and none of its parameters is made of anything. */
function isPlain({ kind, middlewares, roles, params = [] }: FieldResolver): boolean {
  if (kind !== 'external' || roles !== undefined || (middlewares?.length ?? 0) > 0) return false;
  if (params.length > MOST_PARAMETERS) return false;
  return params.every(
    (one) => PLAIN.includes(one.kind) && !(one.kind === 'root' && one.getType !== undefined),
  );
}

function direct(instance: unknown, { target, methodName, params = [] }: FieldResolver): Resolve {
  const method = (target.prototype as Readonly<Record<string, Method>>)[methodName] as Method;
  const values = [NOTHING, NOTHING, NOTHING, NOTHING];
  for (const one of params) values[one.index] = reader(one);
  const [first, second, third, fourth] = values as [Resolve, Resolve, Resolve, Resolve];
  return (source, args, context, info) =>
    method.call(
      instance,
      first(source, args, context, info),
      second(source, args, context, info),
      third(source, args, context, info),
      fourth(source, args, context, info),
    );
}

function reader(one: Parameter): Resolve {
  switch (one.kind) {
    case 'root':
      return propertyOf((source) => source, one.propertyName);
    case 'context':
      return propertyOf((_source, _args, context) => context, one.propertyName);
    case 'info':
      return (_source, _args, _context, info) => info;
    case 'arg':
      return (_source, args) => args[one.name];
    default:
      throw new TypeError(`A parameter of another kind: ${one.kind}`);
  }
}

function propertyOf(read: Resolve, name: string | undefined): Resolve {
  if (name === undefined) return read;
  return (...given) => (read(...given) as Readonly<Record<string, unknown>>)[name];
}
