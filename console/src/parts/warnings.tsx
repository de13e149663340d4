import type { Told } from '../graph/answer.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { Banner } from './banner.js';
import { partWords } from './words.js';

/** What there is to know about an answer that stands; of one that is asked once the frame says it (`SaidBeside`). */
export function Warnings({ told: { warnings } }: { readonly told: Told }) {
  const both = useBoth();
  const words = useWords(partWords);
  if (warnings.length === 0) return null;
  return (
    <Banner kind="warning" title={words.warningTitle}>
      {warnings.map((warning) => (
        <p key={warning.ja}>{both(warning)}</p>
      ))}
    </Banner>
  );
}
