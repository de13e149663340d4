import type { FieldOutcome } from '../audit/index/access-index.js';
import { coordinatesAskedBy } from '../audit/record/asked-by.js';
import type { Outcome } from '../audit/record/record.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import { labelOf, type FieldLabels } from '../guard/field-labels.js';
import { isOfLinkage } from './linkage-items.js';

/** What was handled, and what became of it, in the words of the extract. */
export interface ItemInWords {
  readonly itemJa: string;
  readonly outcomeJa: string;
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
  const strongest = new Map<string, number>();
  const tell = (item: string, { outcome }: FieldOutcome) => {
    const rank = OUTCOMES.findIndex(([known]) => known === outcome);
    strongest.set(item, Math.min(strongest.get(item) ?? OUTCOMES.length, rank));
  };
  for (const field of items.length > 0 ? items : fields) tell(itemOf(field.coordinate, words), field);
  // A search shows no item, and yet it tells whether the person's item is the one that was asked for.
  for (const field of fields)
    for (const input of coordinatesAskedBy(field.reason)) tell(searchedBy(input, words), field);
  return [...strongest].map(([itemJa, rank]) => ({ itemJa, outcomeJa: OUTCOMES[rank]?.[1] ?? '' }));
}

function searchedBy(input: string, { labels }: GraphWords): string {
  return `検索に使った項目:${labels.get(input)?.field ?? input}`;
}

/** A name has five parts and a number two: to the resident each is one thing. */
function itemOf(coordinate: string, { classes, labels }: GraphWords): string {
  const classification = classes.get(coordinate)?.classification;
  if (isOfLinkage(coordinate, classes)) return '情報連携';
  if (FRAME.test(coordinate)) return labelOf(labels, coordinate);
  if (classification === 'NUMBER') return '個人番号';
  if (classification === 'AUDIT') return 'アクセス記録';
  const [type = ''] = coordinate.split('.');
  const label = labels.get(coordinate);
  if (label === undefined) return coordinate;
  if (type === 'PersonName') return label.type;
  return type === 'Resident' ? label.field : `${label.type}の${label.field}`;
}
