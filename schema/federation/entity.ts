import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { createUnionType } from 'type-graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { Resident } from '../resident/resident.type.js';

/**
 * Everything that has a key. Only the surrogate is one: representations travel between subgraphs in clear text.
 */
export const Entity = createUnionType({
  name: '_Entity',
  description: 'キーを持つ型 / Types with a key (Apollo Federation)',
  types: () => [Resident] as const,
  // Loaders hand out plain nodes, so the type is not told by the value's class; there is one.
  resolveType: () => Resident,
});

/** Takes whatever is written: the resolver reads it, behind the decision whether it may be asked at all. */
export const AnyRepresentation = new GraphQLScalarType<unknown, never>({
  name: '_Any',
  description: '実体の参照 / Representation of an entity: its __typename and key (Apollo Federation)',
  serialize: () => {
    throw new TypeError('_Any is never an output');
  },
  parseValue: (value) => value,
  parseLiteral: valueFromASTUntyped,
});

const FIELDS = '__typename,atenaNumber';
/**
 * The key as this graph gives it out. Staff may leave zeros out, a machine has no reason to: 12 digits are no key.
 */
const KEY = /^\d{15}$/;

/** 宛名番号 of the resident that a representation stands for. Throws BAD_USER_INPUT, which echoes nothing of it. */
export function readRepresentation(representation: unknown): string {
  const { __typename: type, atenaNumber } = Object(representation) as Record<string, unknown>;
  const fields = Object.keys(Object(representation) as object)
    .sort()
    .join();
  if (type === 'Resident' && fields === FIELDS && typeof atenaNumber === 'string' && KEY.test(atenaNumber))
    return atenaNumber;
  throw new GatewayError('BAD_USER_INPUT', {
    en: 'A representation is {__typename: "Resident", atenaNumber: …} with the 15 digits of the address-name number, and nothing else.',
    ja: '実体の参照は {__typename: "Resident", atenaNumber: …} の形で、15桁の宛名番号だけをキーにしてください。',
    detail: 'representation',
  });
}
