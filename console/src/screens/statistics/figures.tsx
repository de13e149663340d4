import { useWords } from '../../words/catalogue.js';
import { percent, type Part } from './coverage-part.js';
import { statisticsWords } from './words.js';

/** One part in one cell of a table: its share, and of how many. What is hidden is neither none nor missing. */
export function Figures({ part }: { readonly part: Part | undefined }) {
  const words = useWords(statisticsWords);
  if (part === undefined) return <td className="px-3 py-2">{words.notPublished}</td>;
  if (part.suppressed) return <td className="withheld px-3 py-2 text-dns-14N-130">{words.hidden}</td>;
  return (
    <td className="px-3 py-2">
      {percent(part.rate)}
      <span className="block whitespace-nowrap text-dns-14N-130">
        {words.share(part.vaccinated ?? 0, part.population ?? 0)}
      </span>
    </td>
  );
}
