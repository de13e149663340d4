import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  policySetTextToParts,
  policyToJson,
  type Expr,
  type PolicyJson,
} from '@cedar-policy/cedar-wasm/nodejs';

/**
 * The rules read as a child would read them: one by one, without memory, order or short cuts. It shares Cedar's
 * parser with the gateway and nothing else, and knows only the forms the rules are written in; any other stops
 * it.
 */

/** One question, in the words of `schema.cedarschema`. */
export interface CedarQuestion {
  readonly role: string;
  readonly amr: readonly string[];
  readonly department: string;
  readonly work: string;
  readonly purpose: string;
  readonly zone: string;
  readonly hasCase: boolean;
  readonly severalPersons: boolean;
  readonly labels: readonly string[];
  readonly verb: string;
  readonly classification: string;
}

export interface ReadPolicy {
  readonly texts: readonly string[];
  permits(question: CedarQuestion): boolean;
}

export function readPolicy(directory: string): ReadPolicy {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.cedar'))
    .sort();
  const texts = files.flatMap((name) => {
    const parts = policySetTextToParts(readFileSync(join(directory, name), 'utf8'));
    if (parts.type === 'failure') throw new Error(`${name} cannot be read`);
    return parts.policies;
  });
  const rules = texts.map((text) => {
    const read = policyToJson(text);
    if (read.type === 'failure') throw new Error('a rule cannot be read');
    return read.json;
  });
  return { texts, permits: (question) => permits(rules, question) };
}

/** Forbid beats permit, and what nobody permits is forbidden. */
function permits(rules: readonly PolicyJson[], question: CedarQuestion): boolean {
  const facts = factsOf(question);
  const holding = rules.filter((rule) => holds(rule, facts));
  return (
    holding.some((rule) => rule.effect === 'permit') && !holding.some((rule) => rule.effect === 'forbid')
  );
}

type Value = string | boolean | readonly Value[] | { readonly [name: string]: Value };

const entity = (type: string, id: string): string => `${type}::${id}`;

interface Facts {
  readonly action: string;
  readonly resource: string;
  readonly principal: Value;
  readonly context: Value;
}

function factsOf(question: CedarQuestion): Facts {
  return {
    action: entity('Action', question.verb),
    resource: entity('FieldClass', question.classification),
    principal: {
      role: entity('Role', question.role),
      amr: question.amr.map((method) => entity('Method', method)),
      department: entity('Department', question.department),
      work: entity('Work', question.work),
    },
    context: {
      purpose: entity('Purpose', question.purpose),
      zone: entity('Zone', question.zone),
      hasCase: question.hasCase,
      severalPersons: question.severalPersons,
      labels: question.labels.map((label) => entity('Label', label)),
    },
  };
}

function holds(rule: PolicyJson, facts: Facts): boolean {
  if (rule.principal.op !== 'All') throw new Error('a rule names a principal');
  if (!inScope(rule.action, facts.action) || !inScope(rule.resource, facts.resource)) return false;
  return rule.conditions.every(({ kind, body }) => (valueOf(body, facts) === true) === (kind === 'when'));
}

function inScope(scope: PolicyJson['action'] | PolicyJson['resource'], given: string): boolean {
  const named = (uid: object): string => {
    const { type, id } = ('__entity' in uid ? uid.__entity : uid) as { type: string; id: string };
    return entity(type, id);
  };
  if (scope.op === 'All') return true;
  if (scope.op === '==' && 'entity' in scope) return named(scope.entity) === given;
  if (scope.op === 'in' && 'entities' in scope) return scope.entities.some((uid) => named(uid) === given);
  throw new Error(`a scope with ${scope.op}`);
}

interface Pair {
  readonly left: Expr;
  readonly right: Expr;
}

function valueOf(expression: Expr, facts: Facts): Value {
  const [[form, body] = ['', null]] = Object.entries(expression) as [string, unknown][];
  const { left, right } = body as Pair;
  switch (form) {
    case 'Value':
      return literal(body);
    case 'Var':
      return facts[body as keyof Facts];
    case 'Set':
      return (body as Expr[]).map((item) => valueOf(item, facts));
    case '.':
      return attribute(valueOf(left, facts), (body as { attr: string }).attr);
    case '!':
      return valueOf((body as { arg: Expr }).arg, facts) !== true;
    case '==':
      return valueOf(left, facts) === valueOf(right, facts);
    case '!=':
      return valueOf(left, facts) !== valueOf(right, facts);
    case '&&':
      return valueOf(left, facts) === true && valueOf(right, facts) === true;
    case '||':
      return valueOf(left, facts) === true || valueOf(right, facts) === true;
    case 'contains':
      return (valueOf(left, facts) as readonly Value[]).includes(valueOf(right, facts));
    default:
      throw new Error(`a rule uses ${form}, which the reader does not know`);
  }
}

function literal(body: unknown): Value {
  if (typeof body === 'boolean' || typeof body === 'string') return body;
  const { type, id } = (body as { __entity: { type: string; id: string } }).__entity;
  return entity(type, id);
}

function attribute(record: Value, name: string): Value {
  const value = (record as { readonly [name: string]: Value })[name];
  if (value === undefined) throw new Error(`a rule asks for ${name}, which nobody has`);
  return value;
}
