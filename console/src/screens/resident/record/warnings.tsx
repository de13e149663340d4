import { Banner } from '../../../parts/banner.js';
import { useWords } from '../../../words/catalogue.js';
import { useBoth } from '../../../words/language.js';
import type { ChangeOutcomeFragment } from '../operations.generated.js';
import { recordWords } from './words.js';

/** What asks for a look and a reason, and forbids nothing. */
export function Warnings({ warnings }: Pick<ChangeOutcomeFragment, 'warnings'>) {
  const words = useWords(recordWords);
  const both = useBoth();
  if (warnings.length === 0) return null;
  return (
    <Banner kind="warning" title={words.warnings} alert>
      {warnings.map((one) => (
        <p key={one.message}>{both({ ja: one.messageJa, en: one.message })}</p>
      ))}
    </Banner>
  );
}
