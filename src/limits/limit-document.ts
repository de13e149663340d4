import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';

/**
 * A staff screen of 17,000 fields is written in far fewer tokens; a document beyond this is an attack or a mistake.
 */
export const MAX_TOKENS = 10_000;
/**
 * Fields within fields, fragments opened. The graph's own introspection query has 13; a household seen from a
 * member, 7.
 */
const MAX_DEPTH = 16;
/**
 * Selections with all fragments opened, wherever they are spread: one row of the answer has at most this many
 * fields.
 */
const MAX_SELECTIONS = 5_000;
/** An alias is repeated in every row of the answer. */
const MAX_NAME = 64;
/** Fragments that spread one another. */
const MAX_FRAGMENT_CHAIN = 64;

/** What a document weighs, fragments opened. */
interface Weight {
  readonly depth: number;
  readonly selections: number;
}

const NOTHING: Weight = { depth: 0, selections: 0 };

/**
 * Refuses a document that is small to send and large to carry out, before it is validated: some rules of
 * validation recurse over its depth. Each fragment is weighed once, so that fragments which double at each step
 * cost nothing to refuse. A document that does not parse is left to the server, which says what is wrong with
 * it.
 */
export function limitDocument(text: string): void {
  const document = parsed(text);
  if (document === null) return;
  const weigher = new Weigher(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, selections } = weigher.of(definition.selectionSet, 0);
    if (depth > MAX_DEPTH)
      throw tooLarge('depth', `Fields may be nested ${MAX_DEPTH} deep`, `項目の入れ子は${MAX_DEPTH}段まで`);
    if (selections > MAX_SELECTIONS) {
      throw tooLarge(
        'selections',
        `A document may select ${MAX_SELECTIONS} fields`,
        `選択できる項目は${MAX_SELECTIONS}まで`,
      );
    }
  }
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return null;
  }
}

class Weigher {
  private readonly fragments: ReadonlyMap<string, SelectionSetNode>;
  /** Null while a fragment is being weighed: one that contains itself has no weight, and validation says so. */
  private readonly known = new Map<string, Weight | null>();
  /** Fragments being weighed at the moment, one within the other. */
  private open = 0;

  constructor(document: DocumentNode) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
      ),
    );
  }

  /** `above` counts syntactic nesting, braces included: this walk is as deep as that, whatever the fields are. */
  of(set: SelectionSetNode, above: number): Weight {
    let depth = 0;
    let selections = 0;
    if (above > 2 * MAX_DEPTH) return { depth: MAX_DEPTH + 1, selections };
    for (const node of set.selections) {
      let weight: Weight;
      if (node.kind === Kind.FIELD) {
        const longest = Math.max(node.name.value.length, node.alias?.value.length ?? 0);
        if (longest > MAX_NAME)
          throw tooLarge('name', `A name has at most ${MAX_NAME} letters`, `名前は${MAX_NAME}文字まで`);
        const inner = node.selectionSet === undefined ? NOTHING : this.of(node.selectionSet, above + 1);
        weight = { depth: inner.depth + 1, selections: inner.selections + 1 };
      } else if (node.kind === Kind.INLINE_FRAGMENT) weight = this.of(node.selectionSet, above + 1);
      else weight = this.fragment(node.name.value);
      depth = Math.max(depth, weight.depth);
      selections += weight.selections;
    }
    return { depth, selections };
  }

  private fragment(name: string): Weight {
    const known = this.known.get(name);
    if (known !== undefined) return known ?? NOTHING;
    const set = this.fragments.get(name);
    if (set === undefined) return NOTHING;
    this.known.set(name, null);
    this.open++;
    const weight = this.open > MAX_FRAGMENT_CHAIN ? { depth: MAX_DEPTH + 1, selections: 0 } : this.of(set, 0);
    this.open--;
    this.known.set(name, weight);
    return weight;
  }
}

function tooLarge(detail: string, en: string, ja: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: `document limit: ${detail}`,
    en: `${en}. Ask for less at a time.`,
    ja: `${ja}です。分けて問い合わせてください。`,
  });
}
