import { Banner } from '../../../parts/banner.js';
import { partWords } from '../../../parts/words.js';
import { useWords } from '../../../words/catalogue.js';
import { useBoth } from '../../../words/language.js';
import type { ChangeOutcomeFragment } from '../operations.generated.js';
import { recordWords } from './words.js';

/** What the gateway has against a change; of one that is too late, both versions by their numbers. */
export function Faults({ errors }: { readonly errors: ChangeOutcomeFragment['userErrors'] }) {
  const words = useWords(recordWords);
  const parts = useWords(partWords);
  const both = useBoth();
  if (errors.length === 0) return null;
  return (
    <Banner kind="error" title={parts.faultTitle} alert>
      {errors.map((one) => (
        <div key={one.message}>
          <p>{both({ ja: one.messageJa, en: one.message })}</p>
          {one.standingVersion !== null && (
            <p>{words.versions(one.givenVersion ?? '', one.standingVersion)}</p>
          )}
        </div>
      ))}
    </Banner>
  );
}
