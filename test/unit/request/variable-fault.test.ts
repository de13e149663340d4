import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import { variableFault, withPlace } from '../../../src/request/variable-fault.js';

const SCHEMA = buildSchema(
  readFileSync(join(__dirname, '..', '..', '..', 'schema', 'schema.graphql'), 'utf8'),
);

/** What graphql-js says is taken from graphql-js itself, so that an upgrade that changes its words is noticed. */
function faultsOf(type: string, input: unknown): readonly string[] {
  const [operation] = parse(`query ($input: ${type}) { viewer { account } }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { errors } = getVariableValues(SCHEMA, operation.variableDefinitions ?? [], { input });
  return (errors ?? []).map(({ message }) => message);
}
const toldOf = (type: string, input: unknown): readonly string[] =>
  faultsOf(type, input).map((message) => variableFault(message).en);

const ADDRESS = { municipality: '132101', townCode: '00101', written: '見本町' };
const MOVE = {
  ...{ idempotencyKey: 'key-0001', kind: 'MOVE_WITHIN', atenaNumber: '1', movedOn: '2023-06-27' },
  notifiedOn: '2023-06-27',
};

test.each([
  ['ApplyMovementInput!', { ...MOVE, name: { kanji: '見本　春' } }, '$input.name lacks'],
  ['ApplyMovementInput!', { ...MOVE, addres: ADDRESS }, '$input has an item that its type does not know'],
  ['ApplyMovementInput!', { ...MOVE, address: { ...ADDRESS, x1: 'y' } }, '$input.address has an item'],
  ['ApplyMovementInput!', { ...MOVE, kind: 'MOVE' }, '$input.kind does not fit'],
  ['ApplyMovementInput!', { ...MOVE, validateOnly: 'yes' }, '$input.validateOnly does not fit'],
  ['ApplyMovementInput!', 'text', '$input does not fit'],
  [
    '[MovementAddressInput!]!',
    [ADDRESS, { townCode: '1', written: 'x', municipality: 1 }],
    '$input[1].municipality',
  ],
])('%s: a person is told where the fault is', (type, input, told) => {
  expect(toldOf(type, input)).toContainEqual(expect.stringContaining(told));
});

test.each(['MOVE', 3, 'DOES" does not exist in "Sex" enum. Did you mean "MERGED?'])(
  'of an enum the values are told that the caller may know, and not what was given: %s',
  (kind) => {
    const [message = ''] = faultsOf('ApplyMovementInput!', { ...MOVE, kind });
    const { en, ja } = variableFault(message, SCHEMA);
    expect(en).toMatch(/^\$input\.kind does not fit its type\. It may be MOVE_IN, [A-Z_, ]+\.$/);
    expect(ja).toMatch(/^\$input\.kind の値が型に合いません。使えるのは MOVE_IN、[A-Z_、]+ です。$/);
    // A caller whose view lacks the type is told of none.
    const other = buildSchema('type Query { a: Int }');
    expect(variableFault(message, other).en).toBe('$input.kind does not fit its type.');
  },
);

test('nothing of a value, nor of the name of an item that is not known, is told', () => {
  const NUMBER = '123456789018';
  const texts = [
    ...[NUMBER, `" at "input.${NUMBER}"; `, `q" at "input.n${NUMBER}"; z`, `x"; Field "${NUMBER}`],
    ...[`x" at "input[${NUMBER}]"; Field "a" of required type "B" was not provided.`, `\n" at "${NUMBER}"; `],
    `Field "${NUMBER}" of required type "String!" was not provided.`,
  ];
  for (const text of texts)
    for (const input of [
      ...[
        text,
        [text],
        { ...MOVE, [text]: 1 },
        { ...MOVE, kind: text },
        { ...MOVE, address: { [text]: text } },
      ],
      ...[
        { [text]: { [text]: text } },
        { ...MOVE, validateOnly: text },
        { ...MOVE, cancels: { [text]: text } },
      ],
    ]) {
      const messages = faultsOf('ApplyMovementInput!', input);
      expect(messages).not.toEqual([]);
      const told = messages.map((message) => variableFault(message, SCHEMA));
      expect(JSON.stringify(told)).not.toContain(NUMBER);
      for (const { en, ja } of told) {
        expect(en).toMatch(/^\$input/);
        expect(ja).toMatch(/^\$input/);
      }
    }
});

test('what we say of a value by ourselves has its place before it, and no value', () => {
  const OURS = { en: 'A date is written so.', ja: '日付の形です。' };
  // The gateway's own Date is a scalar that throws: what graphql-js makes of that is put together as it does.
  const thrown = (value: string, at: string) =>
    `Variable "$input" got invalid value ${value}${at}; ${OURS.en}`;
  expect(withPlace(thrown('"2023-02-30"', ' at "input.movedOn"'), OURS)).toEqual({
    en: `$input.movedOn: ${OURS.en}`,
    ja: `$input.movedOn: ${OURS.ja}`,
  });
  expect(withPlace(thrown('"123456789018"', ''), OURS).en).toBe(`$input: ${OURS.en}`);
  expect(withPlace(OURS.en, OURS)).toEqual(OURS);
});
