import { Tag, type Tone } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { auditWords } from './words.js';

export interface FieldAccessLine {
  readonly labelJa: string;
  readonly labelEn: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly count: number;
}

const TONES: Readonly<Record<string, Tone>> = {
  ...{ DISCLOSED: 'good', REVEALED: 'warning', WITHHELD: 'plain', REDACTED: 'plain' },
  ...{ DENIED: 'bad', REFUSED: 'bad', FAILED: 'bad' },
};

/** What became of each field, by outcome: what was shown first. */
export function FieldAccesses({ fields }: { readonly fields: readonly FieldAccessLine[] }) {
  const outcomes = [...new Set(fields.map(({ outcome }) => outcome))];
  return (
    <ul className="space-y-1">
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <OutcomeTag outcome={outcome} />{' '}
          <FieldNames fields={fields.filter((field) => field.outcome === outcome)} />
        </li>
      ))}
    </ul>
  );
}

export function OutcomeTag({ outcome }: { readonly outcome: string }) {
  const words: Readonly<Record<string, string>> = useWords(auditWords).outcome;
  return <Tag tone={TONES[outcome] ?? 'plain'}>{words[outcome] ?? outcome}</Tag>;
}

function FieldNames({ fields }: { readonly fields: readonly FieldAccessLine[] }) {
  const words = useWords(auditWords);
  const both = useBoth();
  const reasons = [...new Set(fields.flatMap(({ reason }) => (reason === null ? [] : [reason])))];
  const names = fields.map(({ labelJa, labelEn, count }) => {
    const name = both({ ja: labelJa, en: labelEn });
    return count > 1 ? `${name}×${count}` : name;
  });
  return (
    <span className="text-dns-14N-130">
      {names.join(words.comma)}
      {reasons.length > 0 && (
        <span className="text-solid-gray-700"> {words.because(reasons.join(words.comma))}</span>
      )}
    </span>
  );
}
