import type { Told } from '../../graph/answer.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { immunizationWords } from '../../words/immunization-words.js';
import { useInstant } from '../../words/times.js';
import { doseWords } from './dose-words.js';
import type { Dose } from './dose.js';

export interface LastChangeProps {
  readonly dose: Dose;
  readonly told: Told;
  /** Where the history stands in the answer. */
  readonly at: readonly (string | number)[];
}

/** What became of the change that was asked for last, until another is: it waits, or was sent back and why. */
export function LastChange({ dose: { history }, told, at }: LastChangeProps) {
  const words = useWords(doseWords);
  const { changes } = useWords(immunizationWords);
  const instant = useInstant();
  const last = history?.at(-1);
  if (history == null || last?.kind == null) return null;
  const kind = changes[last.kind];
  if (last.state === 'AWAITING_APPROVAL') return <Tag tone="warning">{words.changeWaits(kind)}</Tag>;
  if (last.state !== 'REJECTED') return null;
  return (
    <div>
      <Tag tone="warning">{words.sentBack(kind)}</Tag>
      <p>{words.sentBackBy(last.decidedBy ?? '', instant(last.decidedAt))}</p>
      <p className="[overflow-wrap:anywhere]">
        <Value told={told} at={[...at, history.length - 1, 'decisionReason']}>
          {last.decisionReason}
        </Value>
      </p>
    </div>
  );
}
