import type { Expr } from './cedar.js';
import type { Act } from './grants.js';
import { jsonOf, type Rule } from './rule.js';

/** Words that an expression names, by the type of each: `Role` → `clerk`, `manager`. */
type Named = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which acts a permit can reach at all, read off its text. Of some 20,000 acts the city's permits reach a few hundred,
 * and to ask Cedar about each of the others takes a minute. Only what is certain is used: the words of the rule's head
 * and those of each condition that must hold by itself (`x == WORD`, `[WORDS].contains(x)`). Any other condition narrows
 * nothing here, and Cedar decides.
 */
export function reachOf(permits: readonly Rule[]): (act: Act) => boolean {
  const bounds = permits.map(boundsOf);
  return ({ role, purpose, verb, classification }) => {
    const words = [
      ['Role', role],
      ['Purpose', purpose ?? 'NONE'],
      ['Action', verb],
      ['FieldClass', classification],
    ] as const;
    return bounds.some((all) =>
      all.every((named) => words.every(([type, word]) => named.get(type)?.has(word) ?? true)),
    );
  };
}

function boundsOf(rule: Rule): readonly Named[] {
  const read = jsonOf(rule);
  if (read === null) return [];
  const { action, resource, conditions } = read;
  const heads = [action, resource].filter(({ op }) => op !== 'All').map(namedIn);
  const whens = conditions.filter(({ kind }) => kind === 'when').flatMap(({ body }) => conjuncts(body));
  return [...heads, ...whens.filter(isPlain).map(namedIn)];
}

function conjuncts(expression: Expr): readonly Expr[] {
  return '&&' in expression ? sidesOf(expression['&&']).flatMap(conjuncts) : [expression];
}

/** One attribute or variable on one side, words on the other. */
function isPlain(expression: Expr): boolean {
  if ('==' in expression) return sidesOf(expression['==']).filter(isWords).length === 1;
  if (!('contains' in expression)) return false;
  const [set, item] = sidesOf(expression.contains);
  return set !== undefined && item !== undefined && isWords(set) && !isWords(item);
}

/** Cedar writes the sides of an operator as a pair or by name. */
const sidesOf = (sides: readonly Expr[] | { readonly left: Expr; readonly right: Expr }): readonly Expr[] =>
  'left' in sides ? [sides.left, sides.right] : sides;

const isWords = (expression: Expr): boolean =>
  'Value' in expression || ('Set' in expression && expression.Set.every(isWords));

/** Names stand as `"type":"Role","id":"clerk"`, wherever they stand. */
function namedIn(part: object): Named {
  const named = new Map<string, Set<string>>();
  for (const [, type = '', id = ''] of JSON.stringify(part).matchAll(/"type":"(\w+)","id":"([^"]+)"/g))
    named.set(type, (named.get(type) ?? new Set()).add(id));
  return named;
}
