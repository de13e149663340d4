import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../dads/button.js';
import { whyEmpty } from '../../graph/answer.js';
import { askOnce, type Acted } from '../../graph/use-ask.js';
import { useOnKey } from '../../graph/use-on-key.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Loading } from '../../parts/loading.js';
import { NumberField } from '../../parts/number-field.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Missing, Value } from '../../parts/value.js';
import { openPerson, useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { LookUpByNumberDocument, type LookUpByNumberQuery } from './operations.generated.js';
import { lookUpWords } from './words.js';

export default function NumberPage() {
  const words = useWords(lookUpWords);
  const caseNumber = useSession((state) => state.work?.caseNumber ?? null);
  const { answer, pending, run } = useOnKey<Acted<LookUpByNumberQuery> | 'NOT_TWELVE'>();
  const find = (number: string) =>
    run(async () =>
      /^\d{12}$/.test(number) ? await askOnce(LookUpByNumberDocument, { number }) : 'NOT_TWELVE',
    );
  return (
    <>
      <p>{words.intro}</p>
      {caseNumber !== null && <p>{words.onlyOfCase}</p>}
      <NumberField
        {...{ label: words.card, help: words.help, submit: words.find }}
        onNumber={(number) => void find(number)}
      />
      {pending && <Loading />}
      {answer === 'NOT_TWELVE' && <Banner kind="error" title={words.notTwelve} alert />}
      {answer !== null && answer !== 'NOT_TWELVE' && <FoundByNumber answer={answer} />}
    </>
  );
}

/** Where the person stands in the answer. */
const FOUND = 'residentByIndividualNumber';

function FoundByNumber({ answer }: { readonly answer: Acted<LookUpByNumberQuery> }) {
  const words = useWords(lookUpWords);
  const common = useWords(commonWords);
  const [, navigate] = useLocation();
  const [fault] = answer.faults;
  if (fault !== undefined) return <FaultBox fault={fault} />;
  const found = answer.data?.residentByIndividualNumber ?? null;
  if (found === null) {
    const why = whyEmpty(answer, [FOUND]);
    return <p role="status">{why === null ? words.nobody : <Missing why={why} />}</p>;
  }
  const { atenaNumber, name, birthDate, age, sex } = found;
  const cell = (field: readonly string[], value: ReactNode) => (
    <Cell>
      <Value told={answer} at={[FOUND, ...field]}>
        {value}
      </Value>
    </Cell>
  );
  return (
    <>
      <Table
        caption={words.found}
        heads={[words.kanji, words.kana, words.birth, words.sex, words.number]}
        arrows
      >
        <Row>
          <Cell>
            <Button
              data-leaves
              size="sm"
              variant="text"
              onClick={() => {
                openPerson(atenaNumber);
                navigate('/resident');
              }}
            >
              <Value told={answer} at={[FOUND, 'name', 'kanji']}>
                {name?.kanji}
              </Value>
            </Button>
          </Cell>
          {cell(['name', 'kana'], name?.kana)}
          {cell(
            ['birthDate'],
            birthDate?.wareki && `${birthDate.wareki} ${age === null ? '' : `(${common.years(age)})`}`,
          )}
          {cell(['sex'], sex && common.sex[sex])}
          <Cell>{atenaNumber}</Cell>
        </Row>
      </Table>
      <RecordLine record={answer.record} />
    </>
  );
}
