import type { ReactNode } from 'react';
import { LinkedPerson } from '../app/linked-person.js';
import type { Opens } from '../app/screen.js';
import { whyEmpty } from '../graph/answer.js';
import type { Under } from '../graph/client.js';
import { useAsk, type Asked } from '../graph/use-ask.js';
import { Answered } from '../parts/answered.js';
import { Missing, Value } from '../parts/value.js';
import { useWords } from '../words/catalogue.js';
import { useCaseOfWork } from './case-of-work.js';
import {
  PersonOfWorkDocument,
  PersonsOfCaseDocument,
  type PersonsOfCaseQuery,
} from './operations.generated.js';
import { caseOfWorkWords } from './words.js';

/** So many are named, each of whom is an access; of the rest their number is told. */
const MOST_NAMED = 3;

export interface PersonsProps {
  /** What the purpose opens under this case: whom one may not see is not asked for. */
  readonly opens: Opens;
  /** Another purpose and case than those that are chosen: nobody is opened from there. */
  readonly under?: Under;
}

/** Whom the case is about that one works under, as far as this account may be told. */
export function PersonsOfWork({ opens }: Pick<PersonsProps, 'opens'>) {
  const words = useWords(caseOfWorkWords);
  const asked = useCaseOfWork();
  return asked === null ? <>{words.closed}</> : <Persons {...{ asked, opens }} />;
}

/** The same of a case that is not chosen yet. */
export function PersonsOfCase({ number, opens, under }: PersonsProps & { readonly number: string }) {
  const words = useWords(caseOfWorkWords);
  const mayRead = opens.allows('CASE', 'READ');
  const asked = useAsk(PersonsOfCaseDocument, { number }, { pause: !mayRead, under });
  return mayRead ? <Persons {...{ asked, opens, under }} /> : <>{words.closed}</>;
}

function Persons({ asked, opens, under }: PersonsProps & { readonly asked: Asked<PersonsOfCaseQuery> }) {
  const words = useWords(caseOfWorkWords);
  return (
    <Answered asked={asked}>
      {({ case: found }) => {
        const persons = found?.persons ?? null;
        if (persons === null) {
          const why = whyEmpty(asked, ['case', 'persons']);
          return why === null ? words.unknown : <Missing why={why} />;
        }
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

/** With the name where the purpose opens it. */
function PersonOfCase({ atenaNumber, opens, under }: PersonsProps & { readonly atenaNumber: string }) {
  const words = useWords(caseOfWorkWords);
  const mayName = opens.allows('BASIC', 'READ');
  const asked = useAsk(PersonOfWorkDocument, { id: atenaNumber }, { pause: !mayName, under });
  const linked = (children: ReactNode) =>
    under === undefined ? <LinkedPerson atenaNumber={atenaNumber}>{children}</LinkedPerson> : children;
  if (!mayName) return linked(words.number(atenaNumber));
  const { name, birthDate } = asked.data?.resident ?? { name: null, birthDate: null };
  // The number stands for somebody whose name is not there: why it is not is told behind it.
  const why = (field: string) => whyEmpty(asked, ['resident', field]) ?? (asked.faults[0] || null);
  const lost = name?.kanji == null ? why('name') : birthDate?.wareki == null ? why('birthDate') : null;
  return (
    <>
      {linked(name?.kanji ?? words.number(atenaNumber))}
      {under !== undefined && name?.kanji != null && (
        <span className="ml-2 text-dns-14N-130">{words.number(atenaNumber)}</span>
      )}
      {birthDate?.wareki != null && (
        <span className="ml-2 text-dns-14N-130">{words.born(birthDate.wareki)}</span>
      )}
      {!asked.pending && lost !== null && (
        <>
          {' '}
          <Missing why={lost} />
        </>
      )}
    </>
  );
}
