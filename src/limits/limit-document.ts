import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { comparisonsIn } from './comparisons.js';
import { countNodes, MOST_NODES } from './count-nodes.js';

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
/** Characters of a document, comments included. Ten thousand tokens of a screen are fewer. */
const MAX_CHARACTERS = 65_536;
/** Letters of an operation's name in a request. */
const MAX_OPERATION_NAME = 256;
/**
 * Digits that belong to no name, in any script and as they are read: ㍰ is two. A hundred persons by their 宛名番号 are
 * 1,500; each digit beside another may begin a number, and is looked at as such.
 */
const MAX_DIGITS = 3_000;
/** A name with its digits, or digits alone. */
const NAME_OR_DIGITS = /[A-Za-z]\w{0,63}|([\p{N}〇一二三四五六七八九]+)/gu;
/**
 * Comparisons that validation makes of fields which meet at one place. A hundred times the same field is 10,000,
 * some ten milliseconds; screens and generated clients stay below 2,000.
 */
const MAX_COMPARISONS = 20_000;

/**
 * The first check of all, of the bare text: what is beyond it is too long to be looked through for numbers.
 * @throws GatewayError BAD_USER_INPUT
 */
export function limitText(text: string): void {
  if (text.length > MAX_CHARACTERS) {
    throw tooLarge(
      'characters',
      `A document has at most ${MAX_CHARACTERS} characters`,
      `クエリ本文は${MAX_CHARACTERS}文字まで`,
    );
  }
}

/** @throws GatewayError BAD_USER_INPUT */
export function limitOperationName(name: string): void {
  if (name.length > MAX_OPERATION_NAME)
    throw tooLarge(
      'operation name',
      `The name of an operation has at most ${MAX_OPERATION_NAME} letters`,
      `操作の名前は${MAX_OPERATION_NAME}文字まで`,
    );
}

/**
 * The same limits of the text as it is read, and how many digits there are to be looked at: one character may stand for
 * eighteen.
 * @param text folded
 * @throws GatewayError BAD_USER_INPUT
 */
export function limitFolded(text: string): void {
  limitText(text);
  let digits = 0;
  for (const [, run = ''] of text.matchAll(NAME_OR_DIGITS)) digits += run.length;
  if (digits > MAX_DIGITS) {
    throw tooLarge(
      'digits',
      `A document has at most ${MAX_DIGITS} digits outside of names; pass values in variables`,
      `クエリ本文に書ける数字は(名前の中を除いて)${MAX_DIGITS}桁まで`,
    );
  }
}

/** What a document weighs, fragments opened. */
interface Weight {
  readonly depth: number;
  readonly selections: number;
}

const NOTHING: Weight = { depth: 0, selections: 0 };

/**
 * Refuses a document that is small to send and large to carry out, before it is validated: some rules of
 * validation recurse over its depth, and some compare everything with everything. Each fragment is weighed once,
 * so that fragments which double at each step cost nothing to refuse. In steps.
 * @throws GatewayError BAD_USER_INPUT
 */
export function* limitParsed(document: DocumentNode): Generator<void, void> {
  limitNodes(document);
  yield;
  const weigher = new Weigher(document);
  let selections = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const weight = weigher.of(definition.selectionSet, 0);
    if (weight.depth > MAX_DEPTH)
      throw tooLarge('depth', `Fields may be nested ${MAX_DEPTH} deep`, `項目の入れ子は${MAX_DEPTH}段まで`);
    // All operations of the document together: each is validated, though one is carried out.
    selections += weight.selections;
    if (selections > MAX_SELECTIONS) {
      throw tooLarge(
        'selections',
        `A document may select ${MAX_SELECTIONS} fields`,
        `選択できる項目は${MAX_SELECTIONS}まで`,
      );
    }
  }
  yield;
  if (comparisonsIn(document, MAX_COMPARISONS) > MAX_COMPARISONS) {
    throw tooLarge(
      'repeated fields',
      'The same field stands too often at one place, or too many fragments meet',
      '同じ場所に同じ項目を書ける回数と、重ねられるフラグメントの数には上限があります。上限を超えているため受け付けられないクエリ',
    );
  }
}

/** Parts whose number alone makes validation dear, whatever they are. */
function limitNodes(document: DocumentNode): void {
  const counts = countNodes(document);
  for (const { what, most, en, ja } of MOST_NODES)
    if (counts[what] > most)
      throw tooLarge(what, `A document has at most ${most} ${en}`, `クエリ本文の${ja}は${most}まで`);
}

/** Null where it does not parse. */
export function parseDocument(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
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
