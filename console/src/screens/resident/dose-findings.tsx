import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { doseWords } from './dose-words.js';
import type { Dose } from './dose.js';

/** What is to be looked at in a dose, as the gateway says it: beside the dose, which is shown all the same. */
export function DoseFindings({ dose: { evaluation, state } }: { readonly dose: Dose }) {
  const words = useWords(doseWords);
  const both = useBoth();
  const findings = evaluation?.findings ?? [];
  if (findings.length === 0 || state === 'WITHDRAWN') return null;
  return (
    <ul className="max-desktop:w-48">
      {findings.map(({ code, textJa, textEn }, at) => (
        <li key={`${code} ${at}`} className="mt-1">
          <Tag tone="warning">{words.toCheck}</Tag> {both({ ja: textJa, en: textEn })}
        </li>
      ))}
    </ul>
  );
}
