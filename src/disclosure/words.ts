import type { FieldOutcome } from '../audit/index/access-index.js';
import { coordinatesAskedBy } from '../audit/record/asked-by.js';
import type { Outcome } from '../audit/record/record.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import { labelOf, type FieldLabels } from '../guard/field-labels.js';
import { isOfLinkage } from './linkage-items.js';

/** What was handled, and what became of it, in the words of the extract. */
export interface ItemInWords extends Item {
  readonly outcomeJa: string;
}

interface Item {
  /** The whole of it, in one: the name behind what it is an item of. */
  readonly itemJa: string;
  /** What it is an item of, such as a record of a dose; null for one of the person. */
  readonly thingJa: string | null;
  readonly nameJa: string;
}

/** What the schema says of a coordinate. */
export interface GraphWords {
  readonly classes: ClassifiedSchema;
  readonly labels: FieldLabels;
}

/** Strongest first: of several values under one name, one that was shown counts. */
const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ['REVEALED', '番号を表示しました'],
  ['REVEALABLE', '番号の有無を確かめました(番号は表示していません)'],
  ['DISCLOSED', '取り扱いました'],
  ['ABSENT', '調べましたが、記録はありませんでした'],
  ['UNSHOWN', '読み出しましたが、担当者には表示しませんでした'],
  ['REDACTED', '規則により、伏せて表示しました'],
  ['WITHHELD', '規則により、表示しませんでした'],
  ['DENIED', '規則により、操作を認めませんでした'],
  ['REFUSED', '規則により、操作を認めませんでした'],
  ['UNAVAILABLE', '元のシステムが応答せず、表示しませんでした'],
  ['FAILED', '処理できず、表示しませんでした'],
  ['UNREAD', '読み出す前に中止しました'],
];

/** Frames around persons: they hold no item of their own. */
const FRAME = /^(Query|Mutation|_Service)\.|(Connection|Edge)\./;

/**
 * Each kind of item once. Frames and keys are left out, unless there is nothing else: then the question itself
 * is the item.
 */
export function inWords(fields: readonly FieldOutcome[], words: GraphWords): readonly ItemInWords[] {
  const items = fields.filter(
    ({ coordinate }) => !FRAME.test(coordinate) && words.classes.get(coordinate)?.classification !== 'PUBLIC',
  );
  const strongest = new Map<string, { readonly item: Item; readonly rank: number }>();
  const tell = (item: Item, { outcome }: FieldOutcome) => {
    const known = strongest.get(item.itemJa)?.rank ?? OUTCOMES.length;
    const rank = OUTCOMES.findIndex(([each]) => each === outcome);
    strongest.set(item.itemJa, { item, rank: Math.min(known, rank) });
  };
  for (const field of items.length > 0 ? items : fields) tell(itemOf(field.coordinate, words), field);
  // A search shows no item, and yet it tells whether the person's item is the one that was asked for.
  for (const field of fields)
    for (const input of coordinatesAskedBy(field.reason)) tell(searchedBy(input, words), field);
  return [...strongest.values()].map(({ item, rank }) => ({ ...item, outcomeJa: OUTCOMES[rank]?.[1] ?? '' }));
}

function searchedBy(input: string, { labels }: GraphWords): Item {
  const [thingJa, nameJa] = ['検索に使った項目', labels.get(input)?.field ?? input];
  return { itemJa: `${thingJa}:${nameJa}`, thingJa, nameJa };
}

const ofThePerson = (nameJa: string): Item => ({ itemJa: nameJa, thingJa: null, nameJa });

/** A name has five parts and a number two: to the resident each is one thing. */
function itemOf(coordinate: string, { classes, labels }: GraphWords): Item {
  const classification = classes.get(coordinate)?.classification;
  if (isOfLinkage(coordinate, classes)) return ofThePerson('情報連携');
  if (FRAME.test(coordinate)) return ofThePerson(labelOf(labels, coordinate));
  if (classification === 'NUMBER') return ofThePerson('個人番号');
  if (classification === 'AUDIT') return ofThePerson('アクセス記録');
  const [type = ''] = coordinate.split('.');
  const label = labels.get(coordinate);
  if (label === undefined) return ofThePerson(coordinate);
  if (type === 'PersonName') return ofThePerson(label.type);
  if (type === 'Resident') return ofThePerson(label.field);
  return { itemJa: `${label.type}の${label.field}`, thingJa: label.type, nameJa: label.field };
}
