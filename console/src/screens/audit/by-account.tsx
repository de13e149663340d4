import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { instantAfter, instantOf, MonthField, monthBefore, type Days } from '../../parts/month-field.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { AccountField } from './account-field.js';
import { FieldAccesses } from './field-accesses.js';
import { IndexedUpTo } from './indexed-up-to.js';
import { AccessesByAccountDocument } from './operations.generated.js';
import type { Facts } from './page.js';
import { RecordLink } from './record-link.js';
import { Where } from './where.js';
import { auditWords } from './words.js';

/** Whom an account looked at, by pseudonym: the same person has the same one, and nobody can be told from it. */
export function ByAccount({ facts }: { readonly facts: Facts }) {
  const words = useWords(auditWords);
  const { today } = facts.systemHealth;
  const [account, setAccount] = useKept('account', '');
  const [days, setDays] = useKept('daysOfAccount', monthBefore(today, 0));
  return (
    <>
      <div className="flex flex-wrap gap-x-6">
        <AccountField
          {...{ label: words.account, accounts: facts.accounts, value: account }}
          onChange={setAccount}
        />
        <MonthField {...{ label: words.month, today, value: days }} onChange={setDays} />
      </div>
      {account === '' ? <p>{words.chooseAccount}</p> : <Accesses account={account} days={days} />}
    </>
  );
}

function Accesses({ account, days }: { readonly account: string; readonly days: Days }) {
  const words = useWords(auditWords);
  const instant = useInstant();
  const paging = usePaging(`${account} ${days.from}`);
  const asked = useAsk(AccessesByAccountDocument, {
    ...{ account, from: instantOf(days.from), to: instantAfter(days.to), after: paging.after },
  });
  return (
    <Answered asked={asked}>
      {({ accountHistory: { nodes, pageInfo, indexedUpTo } }) => (
        <>
          <PageHead paging={paging} />
          <IndexedUpTo writers={indexedUpTo} />
          {nodes.length === 0 && <p className="my-3">{words.noAccess}</p>}
          {nodes.length > 0 && (
            <Table
              caption={words.whomLooked}
              heads={[words.when, words.pseudonym, words.why, words.what]}
              arrows
            >
              {nodes.map(
                (access) =>
                  access !== null && (
                    <Row key={`${access.record} ${access.subject}`}>
                      <Cell>
                        {instant(access.at)}
                        <span className="block">
                          <RecordLink record={access.record} />
                        </span>
                      </Cell>
                      <Cell>
                        <span className="font-mono text-dns-14N-130 [overflow-wrap:anywhere]">
                          {access.subject}
                        </span>
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
