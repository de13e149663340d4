import type { ReactNode } from 'react';
import { useOffered } from '../app/opens.js';
import type { Opens } from '../app/screen.js';
import type { Under } from '../graph/client.js';
import { useAsk } from '../graph/use-ask.js';
import { Answered } from '../parts/answered.js';
import { PersonLink } from '../parts/person-link.js';
import { Value } from '../parts/value.js';
import { useWords } from '../words/catalogue.js';
import { PersonOfWorkDocument, PersonsOfCaseDocument } from './operations.generated.js';
import { caseOfWorkWords } from './words.js';

/** So many are named, each of whom is an access; of the rest their number is told. */
const MOST_NAMED = 3;

export interface PersonsOfCaseProps {
  readonly number: string;
  /** What the purpose opens under this case: whom one may not see is not asked for. */
  readonly opens: Opens;
  /** Another purpose and case than those that are chosen: nobody is opened from there. */
  readonly under?: Under;
}

/** Whom a case is about, as far as this account may be told under it. */
export function PersonsOfCase({ number, opens, under }: PersonsOfCaseProps) {
  const words = useWords(caseOfWorkWords);
  const mayRead = opens.allows('CASE', 'READ');
  const asked = useAsk(PersonsOfCaseDocument, { number }, { pause: !mayRead, under });
  if (!mayRead) return <>{words.closed}</>;
  return (
    <Answered asked={asked}>
      {({ case: found }) => {
        const persons = found?.persons ?? null;
        if (persons === null) return words.unknown;
        const left = persons.length - MOST_NAMED;
        return (
          <ul className="inline-flex flex-wrap gap-x-4">
            {persons.slice(0, MOST_NAMED).map(({ atenaNumber }, at) => (
              <li key={atenaNumber ?? at}>
                <Value told={asked} at={['case', 'persons', at, 'atenaNumber']}>
                  {atenaNumber !== null && <PersonOfCase {...{ atenaNumber, opens, under }} />}
                </Value>
              </li>
            ))}
            {left > 0 && <li>{words.more(left)}</li>}
          </ul>
        );
      }}
    </Answered>
  );
}

type PersonProps = Omit<PersonsOfCaseProps, 'number'> & { readonly atenaNumber: string };

/** With the name where the purpose opens it. */
function PersonOfCase({ atenaNumber, opens, under }: PersonProps) {
  const words = useWords(caseOfWorkWords);
  const mayName = opens.allows('BASIC', 'READ');
  const asked = useAsk(PersonOfWorkDocument, { id: atenaNumber }, { pause: !mayName, under });
  const linked = (children: ReactNode) =>
    under === undefined ? <Linked atenaNumber={atenaNumber}>{children}</Linked> : children;
  if (!mayName) return linked(words.number(atenaNumber));
  const { name, birthDate } = asked.data?.resident ?? { name: null, birthDate: null };
  return (
    <>
      {linked(name?.kanji ?? words.number(atenaNumber))}
      {birthDate?.wareki != null && (
        <span className="ml-2 text-dns-14N-130">{words.born(birthDate.wareki)}</span>
      )}
    </>
  );
}

/** Opens the person where there is a screen for that. */
function Linked({ atenaNumber, children }: { readonly atenaNumber: string; readonly children: ReactNode }) {
  const isOpened = useOffered().some(({ path }) => path === '/resident');
  return isOpened ? <PersonLink atenaNumber={atenaNumber}>{children}</PersonLink> : <>{children}</>;
}
