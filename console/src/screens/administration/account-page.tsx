import { useState, type ReactNode } from 'react';
import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading, StepHeading } from '../../parts/heading.js';
import { Opened } from '../../parts/sections.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { AccountActs } from './account-acts.js';
import { AccountSession } from './account-session.js';
import { AsOf } from './as-of.js';
import { Explain } from './explain.js';
import { formWords } from './form-words.js';
import { Grants } from './grants.js';
import { OneAccountDocument, type OneAccountQuery } from './operations.generated.js';
import type { Chosen } from './page.js';
import { Permissions } from './permissions.js';
import { Positions } from './positions.js';
import { Standing } from './standing.js';
import { administrationWords } from './words.js';

export type Account = NonNullable<OneAccountQuery['account']>;

export interface AccountPageProps {
  readonly chosen: Chosen;
  readonly onBack: () => void;
}

/** Everything about one account: what it may do today, why, until when, and what can be changed about it. */
export function AccountPage({ chosen: { id, today }, onBack }: AccountPageProps) {
  const words = useWords(administrationWords);
  const both = useBoth();
  const [on, setOn] = useState<string | null>(null);
  const asked = useAsk(OneAccountDocument, { id, on });
  const { asOf, permissions } = useWords(formWords);
  return (
    <>
      <Button size="sm" variant="outline" onClick={onBack}>
        {words.backToAccounts}
      </Button>
      {/* Beside the answer: whoever asks for another day waits with the form before them, and the focus in it. */}
      <Opened title={asOf}>
        {() => <AsOf day={on ?? today} onChange={(day) => setOn(day === today ? null : day)} />}
      </Opened>
      <Answered asked={asked}>
        {({ account, menus, sessions }) =>
          account === null ? (
            <p>{words.noAccount}</p>
          ) : (
            <>
              <StepHeading>
                {both({ ja: account.nameJa, en: account.nameEn })} ({account.id})
              </StepHeading>
              <About account={account} />
              <AccountActs {...{ account, today }} onChanged={asked.again} />
              <Grants {...{ account, menus, today }} onChanged={asked.again} />
              <Positions account={account} />
              <AccountSession
                session={sessions.find((one) => one.account === account.id) ?? null}
                account={account.id}
                onChanged={asked.again}
              />
              <Heading>{words.effective}</Heading>
              <p>{words.effectiveText}</p>
              <Explain {...{ account: account.id, on, menus }} />
              <Opened title={permissions}>
                {() => <Permissions {...{ account: account.id, on, menus }} />}
              </Opened>
            </>
          )
        }
      </Answered>
    </>
  );
}

function About({ account }: { readonly account: Account }) {
  const words = useWords(administrationWords);
  const methods: Readonly<Record<string, string>> = words.method;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.standingHead, <Standing standing={account.standing} />],
    [words.personId, account.personId ?? words.machine],
    [words.department, account.worksFor ?? account.department ?? words.noDepartment],
    ...(account.secondedFrom === null
      ? []
      : [[words.secondment, words.span(account.secondedFrom, account.secondedTo ?? '')] as const]),
    [words.loginMethods, account.loginMethods.map((method) => methods[method] ?? method).join(words.comma)],
    [words.term, words.span(account.begins, account.ends ?? words.noEnd)],
    [words.ends.credential, due(words, account.credentialRenewedOn, account.credentialDue)],
    [words.ends.training, due(words, account.trainedOn, account.trainingDue)],
    [words.pledge, account.pledgedOn ?? words.notYet],
    ...(account.endReason === null ? [] : [[words.endReason, words.reason[account.endReason]] as const]),
  ];
  return (
    <dl className="grid grid-cols-[minmax(9rem,auto)_1fr] border-t border-solid-gray-420">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-solid-gray-200 py-2">
          <dt className="pr-6 font-700">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface DueWords {
  readonly notYet: string;
  readonly doneAndDue: (on: string, until: string) => string;
}

const due = (words: DueWords, on: string | null, until: string | null): string =>
  on === null ? words.notYet : words.doneAndDue(on, until ?? '');
