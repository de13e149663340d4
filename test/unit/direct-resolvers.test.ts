/**
 * Stands alone, for it puts its own methods in the place of the schema's.
 * @jest-environment node
 */
import { specifiedDirectives, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE } from '../../schema/classified.js';
import { DOMAINS } from '../../schema/domains.js';
import { resolvedFields } from '../../schema/resolved-fields.js';
import { ONCE_PER_OBJECT } from '../../src/guard/guarded-field.js';

interface Call {
  readonly self: unknown;
  readonly given: readonly unknown[];
}

const calls: Call[] = [];

/** In place of every method that resolves a field: it notes what it is called with, and answers. */
function noteCalls(): void {
  for (const { target, methodName } of getMetadataStorage().fieldResolvers) {
    const methods = target.prototype as Record<string, unknown>;
    methods[methodName] = function (this: unknown, ...given: unknown[]) {
      calls.push({ self: this, given });
      return methodName;
    };
  }
}

/** As the library makes it. */
function madeByLibrary(): GraphQLSchema {
  const [first, ...others] = DOMAINS.flatMap(({ resolvers }) => resolvers);
  if (first === undefined) throw new Error('there is a resolver');
  const directives = [...specifiedDirectives, CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE];
  return buildSchemaSync({ resolvers: [first, ...others], directives, validate: false, skipCheck: true });
}

const VALUES: readonly unknown[] = [undefined, null, 'a', 3, true, ['a', 'b']];

interface Resolved {
  readonly resolve: (...given: unknown[]) => unknown;
  readonly args: readonly string[];
}

const fieldsOf = (schema: GraphQLSchema): ReadonlyMap<string, Resolved> =>
  new Map(
    resolvedFields(schema).map(({ type, field }) => [
      `${type}.${field.name}`,
      { resolve: field.resolve as Resolved['resolve'], args: field.args.map(({ name }) => name) },
    ]),
  );

buildGraph();
noteCalls();
const graph = fieldsOf(buildGraph());
const library = fieldsOf(madeByLibrary());

test('a method is called with what the library would call it with, whatever the arguments are', async () => {
  expect([...graph.keys()].sort()).toEqual([...library.keys()].sort());
  expect(graph.size).toBeGreaterThan(40);
  for (const [name, one] of graph)
    for (const value of VALUES) {
      const args = Object.fromEntries(one.args.map((argument) => [argument, value]));
      const asked = [{ root: name }, args, { context: name }, { info: name }] as const;
      calls.length = 0;
      await one.resolve(...asked);
      await library.get(name)?.resolve(...asked);
      const [own, theirs] = calls;
      expect(calls).toHaveLength(2);
      // What it has no parameter for is nothing.
      const given = own?.given.filter((each, at) => each !== undefined || at < (theirs?.given.length ?? 0));
      expect(given).toEqual(theirs?.given);
      expect(Object.getPrototypeOf(own?.self)).toBe(Object.getPrototypeOf(theirs?.self));
    }
});

test('a field of an object that has its value becomes no promise', () => {
  const late = [...graph].filter(([, { resolve, args }]) => {
    const given = Object.fromEntries(args.map((name) => [name, null]));
    return resolve({}, given, {}, {}) instanceof Promise;
  });
  expect(late.map(([name]) => name)).toEqual([]);
});

test('what stands in an object is asked once for it, by however many names; at the root and of a list each time', () => {
  const isOnce = (type: string, name: string): boolean => {
    const object = buildGraph().getType(type) as GraphQLObjectType;
    return object.getFields()[name]?.extensions[ONCE_PER_OBJECT] === true;
  };
  expect(isOnce('MedicalInstitution', 'name')).toBe(true);
  expect(isOnce('Resident', 'age')).toBe(true);
  expect(isOnce('Resident', 'immunizations')).toBe(false);
  expect(isOnce('ResidentConnection', 'totalCount')).toBe(false);
  expect(isOnce('Query', 'resident')).toBe(false);
});
