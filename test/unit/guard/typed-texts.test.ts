import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { classifySchema } from '../../../src/guard/classification.js';
import type { GatewayError } from '../../../src/errors/gateway-error.js';
import { TypedReader } from '../../../src/guard/typed-reader.js';
import { refuseTypedNumbers, typedTextsOf } from '../../../src/guard/typed-texts.js';
import { Random } from '../../../src/city/random.js';
import { readAtenaNumber } from '../../../src/loaders/atena-number.js';
import {
  checkDigit,
  isIndividualNumber,
  testCheckDigit,
} from '../../../src/individual-number/check-digit.js';
import { mayBeNumber } from '../../../src/individual-number/typed-text.js';

/** docs/attacks.md D4: every place in the graph where a caller can leave a text is walked. */

const schema = buildGraph();
const classes = classifySchema(schema);
const HOSTILE = [
  'k123456789018',
  '1234:5678:9018',
  '2023-123456789018',
  '9123456789018',
  '個人番号 1234と5678と9018',
];

/** Kinds of persons that are named by their 宛名番号. */
const ATENA_KINDS: ReadonlySet<string> = new Set(['resident', 'newcomer', 'logged']);

/** Every way to a text in the arguments, as keys from the argument inwards; lists hold one element. */
function* waysTo(type: GraphQLInputType, depth = 0): Generator<readonly string[]> {
  const named = getNamedType(type);
  if (['String', 'ID'].includes(named.name)) yield [];
  if (!isInputObjectType(named) || depth > 4) return;
  for (const field of Object.values(named.getFields()))
    for (const way of waysTo(field.type, depth + 1)) yield [field.name, ...way];
}

const inputs = (way: readonly string[], text: string, listed: boolean): unknown => {
  const [key, ...rest] = way;
  const value = key === undefined ? text : { [key]: inputs(rest, text, listed) };
  return listed ? [value] : value;
};
const refused = (
  field: string,
  way: readonly string[],
  text: string,
  listed: boolean,
): GatewayError | null => {
  const [type = '', name = ''] = field.split('.');
  const owner = schema.getType(type);
  if (owner === undefined || !('getFields' in owner)) throw new TypeError(field);
  const definition = owner.getFields()[name];
  if (definition === undefined || !('args' in definition)) throw new TypeError(field);
  const texts = typedTextsOf(definition, classes);
  const [argument = '', ...inner] = way;
  try {
    if (texts !== null)
      refuseTypedNumbers(texts, { [argument]: inputs(inner, text, listed) }, new TypedReader());
    return null;
  } catch (error) {
    return error as GatewayError;
  }
};

const places = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) =>
    Object.values(isObjectType(type) ? type.getFields() : {}).flatMap((field) =>
      field.args.flatMap((argument) =>
        [...waysTo(argument.type)].map((way) => ({
          field: `${type.name}.${field.name}`,
          way: [argument.name, ...way],
          isAtena: takesAtena(`${type.name}.${field.name}`, argument, way),
        })),
      ),
    ),
  );

/** By what the schema says of it, not by how it is called: whom the field is about, or an 宛名番号 in its description. */
function takesAtena(field: string, argument: GraphQLArgument, way: readonly string[]): boolean {
  const path = [argument.name, ...way].join('.');
  const persons = classes.get(field)?.persons ?? [];
  if (persons.some((one) => ATENA_KINDS.has(one.kind) && one.path.join('.') === path)) return true;
  let described: Pick<GraphQLArgument, 'description' | 'type'> = argument;
  for (const key of way) {
    const type = getNamedType(described.type);
    const inner = isInputObjectType(type) ? type.getFields()[key] : undefined;
    if (inner === undefined) throw new TypeError(`${field} ${path}`);
    described = inner;
  }
  return described.description?.includes('宛名番号') === true;
}

test('each text that is no key is refused, alone and in a list, in words that call the place by its label and hold nothing of it', () => {
  const open: string[] = [];
  for (const { field, way } of places.filter(({ isAtena }) => !isAtena)) {
    const answers = HOSTILE.flatMap((text) => [
      refused(field, way, text, false),
      refused(field, way, text, true),
    ]);
    if (answers.includes(null)) open.push(`${field} ${way.join('.')}`);
    else
      for (const answer of answers) {
        expect(answer?.place).toBe(way.join('.'));
        const told = `${answer?.en} ${answer?.ja}`;
        expect(told).not.toMatch(/\d{4}|[a-z][A-Z]|\w\.\w/);
        expect(answer?.ja).toMatch(/^「[^」]*[\p{Script=Han}\p{Script=Katakana}][^」]*」に/u);
      }
  }
  expect(places.length).toBeGreaterThan(50);
  expect([...new Set(open.map((place) => place.split(/[ .]/).at(-1)))].sort()).toEqual([
    'after',
    'cancels',
    'contentHash',
    'coupon',
    'couponNumber',
    'digest',
    'doseId',
    'id',
    'items',
    'line',
    'movement',
    'number',
    'provider',
  ]);
});

describe('where an address-name number belongs', () => {
  const atena = places.filter(({ isAtena }) => isAtena);
  const random = new Random(20230627, 'twelve digits where an address-name number belongs');
  const bodies = Array.from({ length: 20 }, () => random.digits(11));
  const twelve = bodies.flatMap((body) =>
    [checkDigit, testCheckDigit].map((digit) => `${body}${digit(body)}`),
  );
  const inDigitsFrom = (zero: number) => (digits: string) =>
    digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  const parted = (between: string) => (digits: string) => digits.replace(/(\d{4})(?=\d)/g, `$1${between}`);
  const DRESSES: readonly ((digits: string) => string)[] = [
    (digits) => digits,
    (digits) => `\u3000${digits}\n`,
    // Full-width, Arabic-Indic, Devanagari, mathematical digits.
    ...[0xff10, 0x660, 0x966, 0x1d7ce].map(inDigitsFrom),
    ...[' ', '-', '‐', '−', '－', '・', '　', '\u200b', '/'].map(parted),
    (digits) => parted('－')(inDigitsFrom(0xff10)(digits)),
    (digits) => [...digits].join(' '),
  ];
  const typed = ['123456789018', ...twelve].flatMap((digits) => DRESSES.map((dress) => dress(digits)));

  test('an individual number is refused in each argument and key that takes one, in whatever way they are written', () => {
    expect(atena.length).toBeGreaterThan(25);
    for (const { field, way } of atena)
      for (const text of typed) {
        const answer = refused(field, way, text, random.chance(0.5));
        expect([field, text, answer?.code, answer?.place]).toEqual([
          ...[field, text, 'BAD_USER_INPUT', way.join('.')],
        ]);
        const told = `${answer?.en} ${answer?.ja}`;
        expect(told).not.toMatch(/\d{4}|[a-z][A-Z]|\w\.\w/);
        expect(answer?.ja).toMatch(/^「[^」]*[\p{Script=Han}\p{Script=Katakana}][^」]*」に/u);
      }
  });

  test('nothing is refused that is one, with its leading zeros or without', () => {
    const numbers = twelve.map((digits) => digits.padStart(15, '0'));
    const wrong = bodies
      .map((body) => `${body}${(Number(checkDigit(body)) + 5) % 10}`)
      .filter((digits) => !isIndividualNumber(digits));
    const fine = [1, 2, 11, 13, 14, 15].flatMap((length) =>
      Array.from({ length: 20 }, () => random.digits(length)),
    );
    for (const { field, way } of atena)
      for (const text of [...numbers, ...wrong, ...fine, '０００１２３４５６７８９０１８', ' 123 '])
        expect([field, text, refused(field, way, text, false)]).toEqual([field, text, null]);
  });

  test('who reads one by itself refuses the same', () => {
    for (const text of typed)
      expect(() => readAtenaNumber(text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

test.each([
  '5小健第123号',
  '起案 2023-06-27-0001',
  '550e8400-e29b-41d4-a716-446655440000',
  '550e8400-e29b-41d4-a716-123456789018',
  'a3f5b8c9d0123456789018ffffffffffffffffff',
  '20230627093312',
  '042-387-9926 又は 090-1234-5678',
  '令和5年6月27日 午前9時33分',
])('%s may be left', (text) => expect(mayBeNumber(text)).toBe(false));

describe('where a caller can leave a text', () => {
  const small = buildSchema(`
    scalar Day
    enum Kind { A B }
    input Where { name: String kind: Kind inner: Where key: String }
    input Figures { count: Int day: Day }
    type Query {
      none(count: Int, day: Day, kind: Kind, kept: Boolean, after: ID, ratio: Float): String
      some(day: Day, text: String, ids: [ID!]!): String
      nested(where: Where): String
      figures(figures: [Figures]): String
    }
  `);
  const placesOf = (name: string) => {
    const field = small.getQueryType()?.getFields()[name];
    if (field === undefined) throw new TypeError(name);
    return typedTextsOf(field, new Map(classes).set('Where.key', { ...anyClass(), text: 'KEY' }));
  };
  const anyClass = () => {
    const [first] = classes.values();
    if (first === undefined) throw new TypeError('no class');
    return first;
  };

  test('is nowhere in figures, days and words of the schema, nor in what is a number by nature', () => {
    expect(placesOf('none')).toBeNull();
  });
  test('is in each text and id, and nowhere beside it', () => {
    expect([...(placesOf('some')?.places ?? [])]).toEqual([
      ['text', 'TEXT'],
      ['ids', 'TEXT'],
    ]);
  });
  test('is in the texts of an input object, however often it holds itself, but for its keys', () => {
    const texts = placesOf('nested');
    const where = texts?.places.get('where');
    if (where === undefined || typeof where === 'string') throw new TypeError('no object');
    expect([...where.places.keys()]).toEqual(['name', 'inner']);
    expect(where.places.get('inner')).toEqual(where);
    const nested = (depth: number): object =>
      depth === 0 ? { name: 'k123456789018' } : { name: 'x', kind: 'A', inner: nested(depth - 1) };
    if (texts === null) throw new TypeError('no texts');
    expect(() => refuseTypedNumbers(texts, { where: nested(3) }, new TypedReader())).toThrow(
      expect.objectContaining({
        ...{ code: 'BAD_USER_INPUT', detail: expect.stringMatching(/: where\.inner\.inner\.inner\.name$/) },
        ja: expect.stringMatching(/^「name」に個人番号と読める/),
        place: 'where.inner.inner.inner.name',
      }),
    );
    for (const fine of [{ where: null }, {}, { where: { inner: null } }, { where: { key: 'k123456789018' } }])
      expect(() => refuseTypedNumbers(texts, fine, new TypedReader())).not.toThrow();
  });
  test('is not in an input object of figures alone', () => {
    const texts = placesOf('figures');
    expect(
      () => texts && refuseTypedNumbers(texts, { figures: [{ day: '123456789018' }] }, new TypedReader()),
    ).not.toThrow();
  });
});
