import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { auditWords } from './words.js';

export interface WhereProps {
  readonly purpose: { readonly id: string; readonly nameJa: string | null } | null;
  readonly case: string | null;
  readonly zone: string | null;
}

/** Why and from where an access was made. */
export function Where({ purpose, case: caseNumber, zone }: WhereProps) {
  const words = useWords(auditWords);
  const zones: Readonly<Record<string, string>> = useWords(commonWords).zone;
  return (
    <>
      {purpose === null ? words.noPurpose : (purpose.nameJa ?? purpose.id)}
      <span className="block text-dns-14N-130">
        {caseNumber === null ? words.noCase : words.case(caseNumber)}
      </span>
      {zone !== null && <span className="block text-dns-14N-130">{zones[zone] ?? words.unknownZone}</span>}
    </>
  );
}
