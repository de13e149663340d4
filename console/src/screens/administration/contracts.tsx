import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Opened } from '../../parts/sections.js';
import { Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { ContractRow } from './contract-row.js';
import { formWords } from './form-words.js';
import { ContractsDocument } from './operations.generated.js';
import { RegisterContract } from './register-contract.js';
import { registerWords } from './register-words.js';

/** Contracts, with the gap between what the assessment declares and what is registered. */
export function Contracts() {
  const words = useWords(registerWords);
  const forms = useWords(formWords);
  const may = useOpens()?.allows('DIRECTORY', 'ADMINISTER') === true;
  const asked = useAsk(ContractsDocument, {});
  const onChanged = asked.again;
  return (
    <Answered asked={asked}>
      {({ contracts: { declared, registered, contracts }, accounts, systemHealth: { today } }) => (
        <>
          <Banner
            kind={declared === registered ? 'success' : 'warning'}
            title={words.declaredAndRegistered(declared, registered)}
          />
          <Table
            caption={words.contracts(contracts.length)}
            heads={[words.contract, words.state, words.term, words.handlers, words.endpoints]}
          >
            {contracts.map((one) => (
              <ContractRow key={one.id} contract={one} {...{ accounts, today, may, onChanged }} />
            ))}
          </Table>
          <p className="my-4">{forms.reports}</p>
          {may ? (
            <Opened title={forms.registerContract}>
              {() => <RegisterContract {...{ contracts, today, onChanged }} />}
            </Opened>
          ) : (
            <WhyNot fieldClass="DIRECTORY" verb="ADMINISTER" what={forms.registerContract} />
          )}
        </>
      )}
    </Answered>
  );
}
