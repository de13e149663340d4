import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Field } from '../../parts/field.js';
import { instantAfter, instantOf, MonthField, monthBefore, type Days } from '../../parts/month-field.js';
import { Pager, usePaging } from '../../parts/pager.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { AccountField } from './account-field.js';
import { FieldAccesses } from './field-accesses.js';
import { IndexedUpTo } from './indexed-up-to.js';
import { AccessesOfPersonDocument } from './operations.generated.js';
import type { Facts } from './page.js';
import { RecordLink } from './record-link.js';
import { Where } from './where.js';
import { auditWords } from './words.js';

interface Question {
  readonly subject: string;
  readonly days: Days;
  readonly account: string;
}

/** Who looked at somebody: by the number that the office which asks has named; nothing of the person is shown. */
export function ByPerson({ facts }: { readonly facts: Facts }) {
  const words = useWords(auditWords);
  const { today } = facts.systemHealth;
  const [subject, setSubject] = useState('');
  const [days, setDays] = useState(() => monthBefore(today, 0));
  const [account, setAccount] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <>
      <form
        autoComplete="off"
        className="flex flex-wrap items-end gap-x-6"
        onSubmit={(event) => {
          event.preventDefault();
          const isNumber = /^\d{1,15}$/.test(subject.trim());
          setError(isNumber ? null : words.typeSubject);
          setQuestion(isNumber ? { subject: subject.trim(), days, account } : null);
        }}
      >
        <Field label={words.subject} error={error} required>
          {(control) => (
            <Input
              {...{ ...control, blockSize: 'md', inputMode: 'numeric', maxLength: 15, value: subject }}
              onChange={({ target }) => setSubject(target.value)}
            />
          )}
        </Field>
        <MonthField {...{ label: words.month, today, value: days }} onChange={setDays} />
        <AccountField
          {...{ label: words.onlyAccount, accounts: facts.accounts, value: account, none: words.everybody }}
          onChange={setAccount}
        />
        <Button size="md" variant="solid-fill" type="submit" className="mb-5">
          {words.look}
        </Button>
      </form>
      {question !== null && <Accesses key={JSON.stringify(question)} question={question} />}
    </>
  );
}

function Accesses({ question: { subject, days, account } }: { readonly question: Question }) {
  const words = useWords(auditWords);
  const instant = useInstant();
  const paging = usePaging('');
  const asked = useAsk(AccessesOfPersonDocument, {
    ...{ subject, from: instantOf(days.from), to: instantAfter(days.to), after: paging.after },
    where: account === '' ? null : { accounts: [account] },
  });
  return (
    <Answered asked={asked}>
      {({ accessHistory: { nodes, pageInfo, indexedUpTo, numbers } }) => (
        <>
          {numbers === null && <Banner kind="warning" title={words.onlyThisNumber} />}
          {numbers !== null && numbers.length > 1 && <p>{words.numbers(numbers.join(words.comma))}</p>}
          <IndexedUpTo writers={indexedUpTo} />
          {nodes.length === 0 && <p className="my-3">{words.noAccess}</p>}
          {nodes.length > 0 && (
            <Table caption={words.whoLooked} heads={[words.when, words.who, words.why, words.what]} arrows>
              {nodes.map(
                (access) =>
                  access !== null && (
                    <Row key={access.record}>
                      <Cell>
                        {instant(access.at)}
                        <span className="block">
                          <RecordLink record={access.record} />
                        </span>
                      </Cell>
                      <Cell>
                        {access.account?.nameJa ?? ''}
                        <span className="block text-dns-14N-130">{access.account?.id}</span>
                      </Cell>
                      <Cell>
                        <Where {...access} />
                      </Cell>
                      <Cell>
                        <FieldAccesses fields={access.coordinates} />
                      </Cell>
                    </Row>
                  ),
              )}
            </Table>
          )}
          <Pager paging={paging} pageInfo={pageInfo} />
        </>
      )}
    </Answered>
  );
}
