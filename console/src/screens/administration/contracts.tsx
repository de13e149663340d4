import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { ContractsDocument } from './operations.generated.js';
import { registerWords } from './register-words.js';

/** Contracts, with the gap between what the assessment declares and what is registered. */
export function Contracts() {
  const words = useWords(registerWords);
  const asked = useAsk(ContractsDocument, {});
  return (
    <Answered asked={asked}>
      {({ contracts: { declared, registered, contracts } }) => (
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
              <Row key={one.id}>
                <Cell>
                  {one.id} {one.contractor}
                  <span className="block text-dns-14N-130">
                    {one.matter}({one.responsible})
                  </span>
                  {one.primeContract !== null && (
                    <span className="block text-dns-14N-130">{words.partOf(one.primeContract)}</span>
                  )}
                </Cell>
                <Cell>
                  <Tag tone={one.inForce ? 'good' : 'plain'}>
                    {one.inForce ? words.inForce : words.notInForce}
                  </Tag>
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
                </Cell>
                <Cell>
                  {one.approvedEndpoints.length > 0
                    ? one.approvedEndpoints.join(words.comma)
                    : words.noEndpoints}
                </Cell>
              </Row>
            ))}
          </Table>
        </>
      )}
    </Answered>
  );
}
