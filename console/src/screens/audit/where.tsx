import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useName, type Named } from './use-name.js';
import { auditWords } from './words.js';

export interface WhereProps {
  readonly purpose: Named | null;
  readonly case: string | null;
  readonly zone: string | null;
}

/** Why and from where an access was made. */
export function Where({ purpose, case: caseNumber, zone }: WhereProps) {
  const words = useWords(auditWords);
  const name = useName();
  const zones: Readonly<Record<string, string>> = useWords(commonWords).zone;
  return (
    <>
      {purpose === null ? words.noPurpose : name(purpose) || purpose.id}
      <span className="block text-dns-14N-130">
        {caseNumber === null ? words.noCase : words.case(caseNumber)}
      </span>
      {zone !== null && <span className="block text-dns-14N-130">{zones[zone] ?? words.unknownZone}</span>}
    </>
  );
}
