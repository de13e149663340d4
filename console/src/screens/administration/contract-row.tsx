import { Opened } from '../../parts/sections.js';
import { Cell, Row } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { CompleteContract } from './complete-contract.js';
import { EndOn } from './end-on.js';
import { formWords } from './form-words.js';
import { EndContractDocument } from './operations.generated.js';
import { registerWords } from './register-words.js';
import { Roster, type RosterProps } from './roster.js';

export interface ContractRowProps extends RosterProps {
  /** Whether whoever looks may change it. */
  readonly may: boolean;
}

export function ContractRow({ contract: one, accounts, today, may, onChanged }: ContractRowProps) {
  const words = useWords(registerWords);
  const forms = useWords(formWords);
  return (
    <Row>
      <Cell>
        {one.id} {one.contractor}
        <span className="block text-dns-14N-130">
          {one.matter}({one.responsible})
        </span>
        <span className="block text-dns-14N-130">
          {one.work === null ? words.noWork : forms.works[one.work]}
          {one.reEntrustmentAllowed && ` ・ ${words.partsAllowed}`}
          {(one.bornFrom ?? one.bornTo) !== null && ` ・ ${words.born(one.bornFrom ?? '', one.bornTo ?? '')}`}
        </span>
        {one.primeContract !== null && (
          <span className="block text-dns-14N-130">{words.partOf(one.primeContract)}</span>
        )}
      </Cell>
      <Cell>
        <Tag tone={one.inForce ? 'good' : 'plain'}>{one.inForce ? words.inForce : words.notInForce}</Tag>
        {may && <Changes {...{ contract: one, today, onChanged }} />}
      </Cell>
      <Cell>{words.span(one.begins, one.ends)}</Cell>
      <Cell>
        {words.ofMost(one.handlers, one.handlerCap)}
        <span className="block text-dns-14N-130">
          {one.roster
            .filter(({ inForce }) => inForce)
            .map(({ account }) => account)
            .join(words.comma)}
        </span>
        {may && (
          <Opened title={forms.roster(one.id)}>
            {() => <Roster {...{ contract: one, accounts, today, onChanged }} />}
          </Opened>
        )}
      </Cell>
      <Cell>
        {one.approvedEndpoints.length > 0 ? one.approvedEndpoints.join(words.comma) : words.noEndpoints}
      </Cell>
    </Row>
  );
}

/** A contract ends, or is told what it lacks. */
function Changes({ contract: { id, work, ends }, today, onChanged }: Omit<RosterProps, 'accounts'>) {
  const words = useWords(formWords);
  return (
    <>
      {work === null && (
        <Opened title={words.completeContract(id)}>
          {() => <CompleteContract contract={id} onChanged={onChanged} />}
        </Opened>
      )}
      {today <= ends && (
        <Opened title={words.endContract(id)}>
          {() => (
            <EndOn
              name={words.endContract(id)}
              document={EndContractDocument}
              of={{ contract: id }}
              today={today}
              errorsOf={(data) => data.endContract.userErrors}
              onDone={onChanged}
            />
          )}
        </Opened>
      )}
    </>
  );
}
