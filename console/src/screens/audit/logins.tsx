import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { instantAfter, instantOf, MonthField, monthBefore } from '../../parts/month-field.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useInstant } from '../../words/times.js';
import { AccountField } from './account-field.js';
import { IndexedUpTo } from './indexed-up-to.js';
import { LoginsDocument, type LoginsQuery } from './operations.generated.js';
import type { Facts } from './page.js';
import { useName } from './use-name.js';
import { auditWords } from './words.js';

type Login = NonNullable<LoginsQuery['loginHistory']['nodes'][number]>;

/** Who logged in and out, from where and by which methods (R172, R190). */
export function Logins({ facts }: { readonly facts: Facts }) {
  const words = useWords(auditWords);
  const { today } = facts.systemHealth;
  const [account, setAccount] = useKept('accountOfLogins', '');
  const [days, setDays] = useKept('daysOfLogins', monthBefore(today, 0));
  const paging = usePaging(`${account} ${days.from}`);
  const asked = useAsk(LoginsDocument, {
    ...{ account: account === '' ? null : account, after: paging.after },
    ...{ from: instantOf(days.from), to: instantAfter(days.to) },
  });
  return (
    <>
      <div className="flex flex-wrap gap-x-6">
        <AccountField
          {...{ label: words.account, accounts: facts.accounts, value: account, none: words.everybody }}
          onChange={setAccount}
        />
        <MonthField {...{ label: words.month, today, value: days }} onChange={setDays} />
      </div>
      <Answered asked={asked}>
        {({ loginHistory: { nodes, pageInfo, indexedUpTo } }) => (
          <>
            <PageHead paging={paging} />
            <IndexedUpTo writers={indexedUpTo} />
            {nodes.length === 0 && <p className="my-3">{words.noLogin}</p>}
            {nodes.length > 0 && (
              <Table caption={words.section.logins} heads={[words.when, words.kind, words.who, words.how]}>
                {nodes.map((login) => login !== null && <LoginRow key={login.record} login={login} />)}
              </Table>
            )}
            <Pager paging={paging} pageInfo={pageInfo} />
          </>
        )}
      </Answered>
    </>
  );
}

function LoginRow({ login }: { readonly login: Login }) {
  const words = useWords(auditWords);
  const instant = useInstant();
  const name = useName();
  const zones: Readonly<Record<string, string>> = useWords(commonWords).zone;
  const methods: Readonly<Record<string, string>> = words.method;
  const causes: Readonly<Record<string, string>> = words.cause;
  const how = [
    ...(login.zone === null ? [] : [zones[login.zone] ?? words.unknownZone]),
    ...login.loginMethods.map((method) => methods[method] ?? method),
    ...(login.cause === null ? [] : [causes[login.cause] ?? login.cause]),
  ];
  return (
    <Row>
      <Cell>{instant(login.at)}</Cell>
      <Cell>{words.loginKind[login.kind]}</Cell>
      <Cell>
        {name(login.account)} ({login.account.id})
      </Cell>
      <Cell>{how.join(words.comma)}</Cell>
    </Row>
  );
}
