import { useState } from 'react';
import { Select } from '../../dads/select.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Field } from '../../parts/field.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { ExpiringDocument } from './operations.generated.js';
import { administrationWords } from './words.js';

const SPANS = [30, 90, 183, 366];

/** What ends soon, the soonest first: nobody is stopped unawares. */
export function Ending() {
  const words = useWords(administrationWords);
  const [days, setDays] = useState(183);
  const asked = useAsk(ExpiringDocument, { days });
  return (
    <>
      <Field label={words.within}>
        {(control) => (
          <Select
            {...{ ...control, blockSize: 'md', value: days }}
            onChange={({ target }) => setDays(Number(target.value))}
          >
            {SPANS.map((span) => (
              <option key={span} value={span}>
                {words.days(span)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Answered asked={asked}>
        {({ expiring }) =>
          expiring.length === 0 ? (
            <p>{words.nothingExpires}</p>
          ) : (
            <Table caption={words.expiring(expiring.length)} heads={[words.lastDay, words.what, words.whose]}>
              {expiring.map((one) => (
                <Row key={`${one.kind} ${one.id}`}>
                  <Cell>{one.ends}</Cell>
                  <Cell>{words.expiryKind[one.kind]}</Cell>
                  <Cell>{[one.account, one.what].filter(Boolean).join(' ・ ')}</Cell>
                </Row>
              ))}
            </Table>
          )
        }
      </Answered>
    </>
  );
}
