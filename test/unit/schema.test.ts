import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getIntrospectionQuery,
  getNamedType,
  graphqlSync,
  isEnumType,
  isInputObjectType,
  isObjectType,
  validateSchema,
  type GraphQLType,
} from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { printGraph } from '../../schema/print-graph.js';

const schema = buildGraph();

test('the committed schema is the one the classes make (npm run schema)', () => {
  const committed = readFileSync(join(__dirname, '..', '..', 'schema', 'schema.graphql'), 'utf8');
  expect(printGraph(schema)).toBe(committed);
});

test('the schema is sound, and can be asked for as a whole', () => {
  expect(validateSchema(schema)).toEqual([]);
  expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined();
});

test('every type, field and argument is described in Japanese and English', () => {
  const bare: string[] = [];
  const check = (what: string, description: string | null | undefined) => {
    if (!/[ぁ-んァ-ヶ一-龠].*[A-Za-z]|[A-Za-z].*[ぁ-んァ-ヶ一-龠]/s.test(description ?? '')) bare.push(what);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (
      type.name.startsWith('__') ||
      ['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation'].includes(type.name)
    )
      continue;
    check(type.name, type.description);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInputObjectType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field.description);
      if ('args' in field)
        for (const argument of field.args)
          check(`${type.name}.${field.name}(${argument.name})`, argument.description);
    }
  }
  expect(bare).toEqual([]);
});

test('no vaccination carries the individual number: it is reached through the address-name system only (R083)', () => {
  const type = schema.getType('Immunization');
  if (!isObjectType(type)) throw new Error('Immunization is an object type');
  const types = Object.values(type.getFields()).map((field) => getNamedType(field.type).name);
  expect(types).not.toContain('IndividualNumber');
  expect(isEnumType(schema.getType('Disclosure'))).toBe(true);
});

test('a day is a Date, or a PartialDate where a source may know a part of it, and never free text', () => {
  const day = /^(on|asOf|begins|ends|from|to|date|birthDate)$|(On|Due|Day|Until|From|To|Since)$/;
  const texts: string[] = [];
  let days = 0;
  const check = (what: string, name: string, type: GraphQLType) => {
    if (!day.test(name)) return;
    days++;
    if (getNamedType(type).name === 'String') texts.push(what);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInputObjectType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field.name, field.type);
      if ('args' in field)
        for (const argument of field.args)
          check(`${type.name}.${field.name}(${argument.name})`, argument.name, argument.type);
    }
  }
  expect(texts).toEqual([]);
  expect(days).toBeGreaterThan(50);
});

test('a number is asked about in these places and no other: look-up, verification, and the matching with four items (R073)', () => {
  const takes = (type: GraphQLType) => getNamedType(type).name === 'IndividualNumberInput';
  const places = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type))
      return Object.values(type.getFields()).flatMap((field) =>
        takes(field.type) ? [`${type.name}.${field.name}`] : [],
      );
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.some((argument) => takes(argument.type)) ? [`${type.name}.${name}`] : [],
    );
  });
  expect(places.sort()).toEqual([
    'MatchPersonInput.number',
    'Query.findPersonByNumber',
    'Query.residentByIndividualNumber',
    'Query.verifyIndividualNumber',
  ]);
});
