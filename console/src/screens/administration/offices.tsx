import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { EndOn } from './end-on.js';
import { formWords } from './form-words.js';
import { EndOfficeDocument, OfficesDocument, type OfficesQuery } from './operations.generated.js';
import { TakeOffice } from './take-office.js';
import { administrationWords } from './words.js';

/** Offices, the menus that each owns, and who holds it. */
export function Offices() {
  const words = useWords(formWords);
  const { comma } = useWords(administrationWords);
  const both = useBoth();
  const may = useOpens()?.allows('DIRECTORY', 'ADMINISTER') === true;
  const asked = useAsk(OfficesDocument, {});
  return (
    <Answered asked={asked}>
      {({ offices, accounts, menus, systemHealth: { today } }) => (
        <>
          <Table caption={words.offices(offices.length)} heads={[words.office, words.owns, words.holders]}>
            {offices.map(({ nameJa, owns, holdings }) => (
              <Row key={nameJa}>
                <Cell>{nameJa}</Cell>
                <Cell>
                  {owns
                    .map((purpose) => menus.find((menu) => menu.purpose === purpose))
                    .map((menu) => (menu === undefined ? '' : both({ ja: menu.nameJa, en: menu.nameEn })))
                    .join(comma)}
                </Cell>
                <Cell>
                  {holdings.length === 0 && words.nobodyHolds}
                  {holdings.map((one) => (
                    <Holding
                      key={one.id}
                      holding={one}
                      {...{ accounts, today, may }}
                      onChanged={asked.again}
                    />
                  ))}
                </Cell>
              </Row>
            ))}
          </Table>
          {may ? (
            <Opened title={words.takeOffice}>
              {() => <TakeOffice {...{ offices, accounts, today }} onChanged={asked.again} />}
            </Opened>
          ) : (
            <WhyNot fieldClass="DIRECTORY" verb="ADMINISTER" what={words.takeOffice} />
          )}
        </>
      )}
    </Answered>
  );
}

interface HoldingProps {
  readonly holding: OfficesQuery['offices'][number]['holdings'][number];
  readonly accounts: OfficesQuery['accounts'];
  readonly today: string;
  readonly may: boolean;
  readonly onChanged: () => void;
}

function Holding({ holding, accounts, today, may, onChanged }: HoldingProps) {
  const words = useWords(administrationWords);
  const { leaveOffice } = useWords(formWords);
  const both = useBoth();
  const { id, account, begins, ends, delegatedBy, inForce } = holding;
  const who = accounts.find((one) => one.id === account);
  const name = who === undefined ? account : `${both({ ja: who.nameJa, en: who.nameEn })} (${account})`;
  return (
    <div className="mb-2">
      {name} <Tag tone={inForce ? 'good' : 'plain'}>{inForce ? words.inForce : words.notInForce}</Tag>{' '}
      {words.span(begins, ends ?? words.noEnd)}
      {delegatedBy !== null && ` ${words.delegateOf(delegatedBy)}`}
      {may && (
        <Opened title={leaveOffice(account)}>
          {() => (
            <EndOn
              name={leaveOffice(account)}
              document={EndOfficeDocument}
              of={{ id }}
              today={today}
              errorsOf={(data) => data.endOffice.userErrors}
              onDone={onChanged}
            />
          )}
        </Opened>
      )}
    </div>
  );
}
