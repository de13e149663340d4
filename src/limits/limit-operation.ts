import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { MAX_ACCESSES } from '../guard/request-guard.js';
import type { Variables } from './collect-fields.js';
import { costOf, type OperationParts } from './cost.js';

/** A screen asks a handful of things; a dashboard's page of statistics two dozen. */
const MAX_ROOT_FIELDS = 100;
/**
 * The same field under several names compares persons, days or vaccines. Attempts at a number are counted one
 * by one besides.
 */
const MAX_ALIASES = 100;
/**
 * Assumed sizes are those of the fullest files, and a page is seldom full: what comes is a fifth of the
 * estimate or less. 1,000 residents with all their doses, 14 items each, stand at 381,000.
 */
const MAX_EXPECTED = 5 * MAX_ACCESSES;

/**
 * Refuses an operation that is too much for one answer, before any source is asked. It stops what cannot end
 * well; the request guard, which counts the fields as they are opened, remains the measure. Throws
 * BAD_USER_INPUT.
 * @returns fields that the answer may well have
 */
export function limitOperation(parts: OperationParts): number {
  const { roots, aliases, stated, expected } = costOf(parts);
  if (roots.size > MAX_ROOT_FIELDS) {
    throw tooMuch(
      'root fields',
      `An operation may hold ${MAX_ROOT_FIELDS} fields at its root, not ${roots.size}`,
      `操作の最上位の項目は${MAX_ROOT_FIELDS}件までです(${roots.size}件)`,
    );
  }
  if (aliases > MAX_ALIASES) {
    throw tooMuch(
      'aliases',
      `One field may be asked for under ${MAX_ALIASES} names, not ${aliases}`,
      `同じ項目に付けられる別名は${MAX_ALIASES}件までです(${aliases}件)`,
    );
  }
  if (stated > MAX_ACCESSES) throw tooManyFields(stated, MAX_ACCESSES);
  if (expected > MAX_EXPECTED) throw tooManyFields(expected, MAX_EXPECTED);
  return expected;
}

/**
 * Variables as resolvers will see them. Null for such as do not fit their types: the server refuses those in
 * its own words.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>> | undefined,
): Variables {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {}, {
    maxErrors: 1,
  });
  return coerced ?? null;
}

function tooManyFields(estimate: number, limit: number): GatewayError {
  const [fields, most] = [estimate.toLocaleString('en'), limit.toLocaleString('en')];
  return tooMuch(
    'estimated fields',
    `The answer is estimated at ${fields} fields; the limit is ${most}`,
    `回答の項目数は${fields}件の見積もりで、上限の${most}件を超えます`,
  );
}

function tooMuch(detail: string, en: string, ja: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: `operation limit: ${detail}`,
    en: `${en}. Ask for less at a time.`,
    ja: `${ja}。分けて問い合わせてください。`,
  });
}
