import type { ReactNode } from 'react';
import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import { Heading } from '../../parts/heading.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { Account } from './account-page.js';
import { GrantMenu } from './grant-menu.js';
import { RevokeGrantDocument, type OneAccountQuery } from './operations.generated.js';
import { useStaffAct } from './use-staff-act.js';
import { administrationWords } from './words.js';

export interface GrantsProps {
  readonly account: Account;
  readonly menus: OneAccountQuery['menus'];
  readonly today: string;
  readonly onChanged: () => void;
}

/** Which menus are open to the account, who approved it, and until when. Only a menu's owner opens or closes it. */
export function Grants({ account, menus, today, onChanged }: GrantsProps) {
  const words = useWords(administrationWords);
  const both = useBoth();
  const may = useOpens()?.allows('DIRECTORY', 'GRANT') === true;
  const { pending, ask, told } = useStaffAct(
    RevokeGrantDocument,
    (data) => data.revokeGrant.userErrors,
    onChanged,
  );
  const nameOf = (purpose: string) => {
    const menu = menus.find((one) => one.purpose === purpose);
    return menu === undefined ? purpose : both({ ja: menu.nameJa, en: menu.nameEn });
  };
  return (
    <>
      <Heading>{words.grants}</Heading>
      {told}
      {account.grants.length === 0 && <p>{words.noGrants}</p>}
      {account.grants.length > 0 && (
        <Table
          caption={words.grantsCaption(account.grants.length)}
          heads={[words.purpose, words.state, words.term, words.approved, ...(may ? [words.change] : [])]}
        >
          {account.grants.map((grant) => (
            <GrantRow key={grant.id} grant={grant} name={nameOf(grant.purpose)}>
              {may && (
                <Cell>
                  {grant.state === 'OPEN' && (
                    <Button
                      size="sm"
                      variant="outline"
                      aria-disabled={pending}
                      onClick={() => ask(words.revoke(nameOf(grant.purpose)), { id: grant.id })}
                    >
                      {words.revoke(nameOf(grant.purpose))}
                    </Button>
                  )}
                </Cell>
              )}
            </GrantRow>
          ))}
        </Table>
      )}
      {may ? (
        <Opened title={words.grantMenu}>
          {() => <GrantMenu {...{ account: account.id, menus, today, onChanged }} />}
        </Opened>
      ) : (
        <WhyNot fieldClass="DIRECTORY" verb="GRANT" what={words.grantMenu} />
      )}
    </>
  );
}

interface GrantRowProps {
  readonly grant: Account['grants'][number];
  readonly name: string;
  readonly children: ReactNode;
}

function GrantRow({ grant, name, children }: GrantRowProps) {
  const words = useWords(administrationWords);
  return (
    <Row>
      <Cell>{name}</Cell>
      <Cell>
        <Tag tone={grant.state === 'OPEN' ? 'good' : 'plain'}>{words.grantState[grant.state]}</Tag>
        {grant.revokedOn !== null && (
          <span className="block text-dns-14N-130">
            {words.revoked(grant.revokedOn, grant.revokedBy ?? '')}
          </span>
        )}
      </Cell>
      <Cell>{words.span(grant.begins, grant.ends)}</Cell>
      <Cell>{words.approvedBy(grant.approver, grant.approvedOn)}</Cell>
      {children}
    </Row>
  );
}
