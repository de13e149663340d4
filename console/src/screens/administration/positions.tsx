import { Heading } from '../../parts/heading.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import type { Account } from './account-page.js';
import { administrationWords } from './words.js';

/** Offices that are held, and rosters of contractors that name the account. */
export function Positions({ account: { offices, rosterLines } }: { readonly account: Account }) {
  const words = useWords(administrationWords);
  const tag = (inForce: boolean) => (
    <Tag tone={inForce ? 'good' : 'plain'}>{inForce ? words.inForce : words.notInForce}</Tag>
  );
  return (
    <>
      <Heading>{words.positions}</Heading>
      {offices.length + rosterLines.length === 0 ? (
        <p>{words.noPositions}</p>
      ) : (
        <ul className="space-y-2">
          {offices.map((office) => (
            <li key={office.id}>
              {office.office} {tag(office.inForce)} {words.span(office.begins, office.ends ?? words.noEnd)}
              {office.delegatedBy !== null && ` ${words.delegateOf(office.delegatedBy)}`}
            </li>
          ))}
          {rosterLines.map((line) => (
            <li key={line.id}>
              {words.onRoster(line.contract)} {tag(line.inForce)}{' '}
              {words.span(line.begins, line.ends ?? words.noEnd)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
