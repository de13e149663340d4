import { Heading } from '../../parts/heading.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { doseWords } from './dose-words.js';
import type { Dose } from './dose.js';

/** The same doses along the years of life. */
export function DoseTimeline({ doses }: { readonly doses: readonly Dose[] }) {
  const words = useWords(doseWords);
  const common = useWords(commonWords);
  const dated = doses
    .filter(({ state, date }) => state !== 'WITHDRAWN' && date?.iso != null)
    .sort((one, other) => (one.date?.iso ?? '').localeCompare(other.date?.iso ?? ''));
  const ages = [...new Set(dated.map(({ ageAtVaccination }) => ageAtVaccination))];
  return (
    <>
      <Heading>{words.timeline}</Heading>
      <ol className="border-l-4 border-key-900 pl-6">
        {ages.map((age) => (
          <li key={String(age)} className="mb-4">
            <p className="text-dns-16B-130">{age === null ? words.noAge : common.years(age)}</p>
            <ul>
              {dated
                .filter(({ ageAtVaccination }) => ageAtVaccination === age)
                .map(({ id, date, vaccine, dose }) => (
                  <li key={id}>
                    {date?.wareki} {vaccine?.name ?? words.unknownVaccine} {dose !== null && words.nth(dose)}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
