import { useLocation } from 'wouter';
import { Button } from '../../dads/button.js';
import { askOnce, type Acted } from '../../graph/use-ask.js';
import { useOnKey } from '../../graph/use-on-key.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Loading } from '../../parts/loading.js';
import { NumberField } from '../../parts/number-field.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
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

function FoundByNumber({ answer }: { readonly answer: Acted<LookUpByNumberQuery> }) {
  const words = useWords(lookUpWords);
  const common = useWords(commonWords);
  const [, navigate] = useLocation();
  const [fault] = answer.faults;
  if (fault !== undefined) return <FaultBox fault={fault} />;
  const found = answer.data?.residentByIndividualNumber ?? null;
  if (found === null) return <p role="status">{words.nobody}</p>;
  const { atenaNumber, name, birthDate, age, sex } = found;
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
              size="sm"
              variant="text"
              onClick={() => {
                openPerson(atenaNumber);
                navigate('/resident');
              }}
            >
              {name?.kanji ?? atenaNumber}
            </Button>
          </Cell>
          <Cell>{name?.kana}</Cell>
          <Cell>
            {birthDate?.wareki} {age !== null && `(${common.years(age)})`}
          </Cell>
          <Cell>{sex !== null && common.sex[sex]}</Cell>
          <Cell>{atenaNumber}</Cell>
        </Row>
      </Table>
      <RecordLine record={answer.record} />
    </>
  );
}
