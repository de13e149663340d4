import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { AllAccountsDocument, type AllAccountsQuery } from './operations.generated.js';
import type { Chosen } from './page.js';
import { CreateAccount, type CreateAccountProps } from './create-account.js';
import { firstEnd } from './first-end.js';
import { formWords } from './form-words.js';
import { MoreUsers } from './more-users.js';
import { Standing } from './standing.js';
import { administrationWords } from './words.js';

type Account = AllAccountsQuery['accounts'][number];

/** All accounts: who, as what, whether it may be used today, and what ends next. */
export function Accounts({ onChosen }: { readonly onChosen: (chosen: Chosen) => void }) {
  const words = useWords(administrationWords);
  const asked = useAsk(AllAccountsDocument, {});
  return (
    <Answered asked={asked}>
      {({ accounts, roles, systemHealth: { today } }) => (
        <>
          <Table
            caption={words.allAccounts(accounts.length)}
            heads={[words.account, words.roleHead, words.department, words.standingHead, words.endsNext]}
            arrows
          >
            {accounts.map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                role={roles.find(({ id }) => id === account.role)}
                onOpen={() => onChosen({ id: account.id, today })}
              />
            ))}
          </Table>
          <Changes {...{ roles, today }} onChanged={asked.again} />
        </>
      )}
    </Answered>
  );
}

/** An account is made by those who administer them, more users are allowed by the head alone. */
function Changes(props: CreateAccountProps) {
  const words = useWords(formWords);
  const opens = useOpens();
  return (
    <>
      {opens?.allows('DIRECTORY', 'ADMINISTER') === true ? (
        <Opened title={words.createAccount}>{() => <CreateAccount {...props} />}</Opened>
      ) : (
        <WhyNot fieldClass="DIRECTORY" verb="ADMINISTER" what={words.createAccount} />
      )}
      {opens?.allows('DIRECTORY', 'GRANT') === true ? (
        <Opened title={words.moreUsers}>{() => <MoreUsers onChanged={props.onChanged} />}</Opened>
      ) : (
        <WhyNot fieldClass="DIRECTORY" verb="GRANT" what={words.moreUsers} />
      )}
    </>
  );
}

interface AccountRowProps {
  readonly account: Account;
  readonly role: AllAccountsQuery['roles'][number] | undefined;
  readonly onOpen: () => void;
}

function AccountRow({ account, role, onOpen }: AccountRowProps) {
  const words = useWords(administrationWords);
  const both = useBoth();
  const end = firstEnd(account);
  return (
    <Row>
      <Cell>
        <button
          type="button"
          className="text-left font-700 text-key-900 underline underline-offset-4 focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black"
          onClick={onOpen}
        >
          {both({ ja: account.nameJa, en: account.nameEn })}
        </button>
        <span className="block text-dns-14N-130">
          {account.id}
          {account.kind === 'service' && ` ${words.machine}`}
        </span>
      </Cell>
      <Cell>{role === undefined ? account.role : both({ ja: role.nameJa, en: role.nameEn })}</Cell>
      <Cell>{account.worksFor ?? account.department ?? words.noDepartment}</Cell>
      <Cell>
        <Standing standing={account.standing} />
      </Cell>
      <Cell>{end === null ? words.nothingEnds : words.endsOn(words.ends[end.what], end.on)}</Cell>
    </Row>
  );
}
