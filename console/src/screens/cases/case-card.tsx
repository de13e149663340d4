import type { ReactNode } from 'react';
import { whyEmpty, type Told } from '../../graph/answer.js';
import { Listed } from '../../parts/listed.js';
import { PersonLink } from '../../parts/person-link.js';
import { Opened } from '../../parts/sections.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { useDay } from '../../words/times.js';
import { CloseCase } from './close-case.js';
import type { CasesOfMineQuery, NamesOfPurposesQuery } from './operations.generated.js';
import { WithdrawConsent } from './withdraw-consent.js';
import { casesWords } from './words.js';

export type MyCase = CasesOfMineQuery['myCases']['nodes'][number];

export interface CaseCardProps {
  readonly one: MyCase;
  /** Its place in the answer. */
  readonly at: number;
  readonly asked: Told;
  /** The case that is worked on; null where there is none. */
  readonly chosen: string | null;
  readonly menus: NamesOfPurposesQuery['viewer']['menus'];
  readonly onEnded: (number: string) => void;
}

export function CaseCard({ one, at, asked, chosen, menus, onEnded }: CaseCardProps) {
  const words = useWords(casesWords);
  const number = one.number ?? '';
  const purpose = useSession((state) => state.work?.purpose ?? null);
  const under = { purpose, caseNumber: null };
  const consents = one.consent !== null && one.consent.withdrawnOn === null;
  return (
    <article className="rounded-8 border border-solid-gray-420 p-4">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 className="text-std-17B-170">{number}</h2>
        {one.state !== null && (
          <Tag tone={one.state === 'OPEN' ? 'good' : 'warning'}>{words.states[one.state]}</Tag>
        )}
        {number === chosen && <Tag>{words.current}</Tag>}
      </div>
      <Facts {...{ one, at, asked, chosen, menus }} />
      <Opened title={words.close}>
        {() => <CloseCase {...{ number, under }} onDone={() => onEnded(number)} />}
      </Opened>
      {consents && (
        <Opened title={words.withdraw}>
          {() => <WithdrawConsent {...{ number, under }} onDone={() => onEnded(number)} />}
        </Opened>
      )}
    </article>
  );
}

function Facts({ one, at, asked, chosen, menus }: Omit<CaseCardProps, 'onEnded'>) {
  const words = useWords(casesWords);
  const both = useBoth();
  const day = useDay();
  const { comma } = useWords(commonWords);
  const nameOf = (purpose: string) => {
    const menu = menus.find((known) => known.purpose === purpose);
    return menu === undefined ? purpose : both({ ja: menu.nameJa, en: menu.nameEn });
  };
  const window = both({ ja: one.window?.nameJa ?? '', en: one.window?.nameEn ?? '' });
  const place = ['myCases', 'nodes', at];
  const value = (field: keyof MyCase, text: ReactNode) => (
    <Value told={asked} at={[...place, field]}>
      {text}
    </Value>
  );
  const isNone = (field: keyof MyCase) => whyEmpty(asked, [...place, field]) === null;
  const rows = [
    [words.persons, <Persons {...{ one, at, asked, chosen }} />],
    [words.purposes, value('purposes', one.purposes?.map(nameOf).join(comma))],
    [words.requester, value('requester', one.requester && words.requesters[one.requester])],
    [words.window, value('window', window)],
    [words.days, value('askedOn', one.askedOn && words.span(day(one.askedOn), day(one.openUntil)))],
    ...(one.documentNumber === null && isNone('documentNumber')
      ? []
      : [[words.documentNumber, value('documentNumber', one.documentNumber)] as const]),
    [
      words.consent,
      one.consent === null && isNone('consent')
        ? words.noConsent
        : value('consent', one.consent && <Consent consent={one.consent} />),
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="font-700">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Under another case nobody of this one is opened: no link leads there then. */
function Persons({ one, at, asked, chosen }: Omit<CaseCardProps, 'onEnded' | 'menus'>) {
  const words = useWords(casesWords);
  const opens = chosen === null || chosen === one.number;
  return (
    <>
      <Listed told={asked} at={['myCases', 'nodes', at, 'persons']} items={one.persons} nothing={null}>
        {(persons) => (
          <ul className="flex flex-wrap gap-x-4">
            {persons.map(({ atenaNumber }, place) => (
              <li key={atenaNumber ?? place}>
                <Value told={asked} at={['myCases', 'nodes', at, 'persons', place, 'atenaNumber']}>
                  {atenaNumber !== null &&
                    (opens ? <PersonLink atenaNumber={atenaNumber}>{atenaNumber}</PersonLink> : atenaNumber)}
                </Value>
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {!opens && <span className="text-dns-14N-130">{words.personsHelp}</span>}
    </>
  );
}

function Consent({ consent }: { readonly consent: NonNullable<MyCase['consent']> }) {
  const words = useWords(casesWords);
  const day = useDay();
  const withdrawn = consent.withdrawnOn === null ? null : words.consentWithdrawn(day(consent.withdrawnOn));
  return <>{[words.consentOn(day(consent.on)), withdrawn].filter(Boolean).join(' ')}</>;
}
