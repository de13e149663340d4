import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { Cell, Row, Table } from '../../../parts/table.js';
import { useWords } from '../../../words/catalogue.js';
import { LABELS, useShown, type Item } from '../record/labels.js';
import { recordWords } from '../record/words.js';
import { isCorrectable, type Comparison, type SlipAtHand } from './use-slip.js';
import type { Typing } from './use-typing.js';
import { slipWords } from './words.js';

/** The slip at hand may be made the record, by whoever may correct one. */
export const offersCorrection = ({ isSecond, mayCorrect, comparison }: SlipAtHand): boolean =>
  isSecond && mayCorrect && comparison !== null && isCorrectable(comparison);

/** A slip that is typed once more, held against what is on file of it, item by item. Nothing counts until somebody says which is right. */
export function Differences({ typing }: { readonly typing: Typing }) {
  const words = useWords(slipWords);
  const { comparison, resident } = typing.hand;
  if (resident?.immunizations == null) return null;
  if (comparison === null) return <Banner kind="warning" title={words.nothing} />;
  return (
    <>
      {comparison.items.length === 0 ? (
        <Banner kind="success" title={words.agrees} />
      ) : (
        <Differing {...{ typing, comparison }} />
      )}
      <Closed closed={[...comparison.closed].filter((name) => name !== 'doctor' || typing.hand.withDoctor)} />
      <Ways {...{ typing, comparison }} />
    </>
  );
}

interface OfComparison {
  readonly typing: Typing;
  readonly comparison: Comparison;
}

function Differing({ typing: { form, hand }, comparison: { record, items } }: OfComparison) {
  const words = useWords(slipWords);
  const labels = useWords(recordWords);
  const shown = useShown(form);
  return (
    <Banner kind="warning" title={words.differs}>
      <p className="mb-3">{words.differsHelp}</p>
      <Table caption={words.differing} heads={[words.item, words.onFile, words.typed]}>
        {items.map((name) => (
          <Row key={name}>
            <th scope="row" className="px-3 py-2">
              {labels[LABELS[name]]}
            </th>
            <Cell>{shown(name, record) || words.empty}</Cell>
            <Cell>{shown(name, hand.slip.draft) || words.empty}</Cell>
          </Row>
        ))}
      </Table>
      {items.includes('preExamResult') && <p className="mt-3">{words.notHere}</p>}
    </Banner>
  );
}

/** What whoever types has no field for is not missed. */
function Closed({ closed }: { readonly closed: readonly Item[] }) {
  const words = useWords(slipWords);
  const labels = useWords(recordWords);
  if (closed.length === 0) return null;
  return <p>{words.closed(closed.map((name) => labels[LABELS[name]]).join(labels.between))}</p>;
}

function Ways({ typing, comparison: { items } }: OfComparison) {
  const words = useWords(slipWords);
  const { hand, judged, correct, leaveAs, another } = typing;
  const way = (label: string, onClick: () => void) => (
    <Button size="md" variant="outline" aria-disabled={judged.pending} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <div className="my-4 flex flex-wrap gap-4">
      {offersCorrection(hand) && way(words.correct, () => void correct())}
      {items.length > 0 && way(words.stands, () => leaveAs('STANDS'))}
      {items.length > 0 && !hand.mayCorrect && way(words.passOn, () => leaveAs('DIFFERS'))}
      {hand.isFirstPass && way(words.another, another)}
    </div>
  );
}
