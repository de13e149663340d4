import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { askOnce, useAsk, type Acted } from '../../graph/use-ask.js';
import { useOnKey } from '../../graph/use-on-key.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { Loading } from '../../parts/loading.js';
import { NumberField } from '../../parts/number-field.js';
import { RecordLine } from '../../parts/record-line.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import type { Left } from './left.js';
import { numberWords } from './number-words.js';
import {
  NumberStateDocument,
  VerifyNumberDocument,
  type NumberStateQuery,
  type VerifyNumberQuery,
} from './operations.generated.js';
import { ShowNumber } from './show-number.js';

type Budgets = NumberStateQuery['viewer']['budgets'];

/** S6 of an open resident. Whether the number may be shown is asked without showing it. */
export function NumberPart({ id }: { readonly id: string }) {
  const words = useWords(numberWords);
  const common = useWords(commonWords);
  const opens = useOpens();
  const asked = useAsk(NumberStateDocument, { id });
  return (
    <Answered asked={asked} from={common.system.ADDRESS_NAME}>
      {({ resident, viewer }) => (
        <>
          {opens?.allows('NUMBER', 'REVEAL') === true ? (
            <ShowNumber
              id={id}
              state={resident?.individualNumber ?? null}
              left={leftOf(viewer.budgets, 'DISPLAYS')}
            />
          ) : (
            <WhyNot fieldClass="NUMBER" verb="REVEAL" what={words.showTitle} />
          )}
          {opens?.allows('NUMBER', 'VERIFY') === true ? (
            <Verify id={id} left={leftOf(viewer.budgets, 'VERIFICATIONS')} />
          ) : (
            <WhyNot fieldClass="NUMBER" verb="VERIFY" what={words.verifyTitle} />
          )}
          <RecordLine record={asked.record} />
        </>
      )}
    </Answered>
  );
}

function leftOf(budgets: Budgets, kind: NonNullable<Budgets>[number]['kind']): Left | null {
  const budget = budgets?.find((one) => one.kind === kind);
  return budget === undefined ? null : { left: budget.cap - (budget.used ?? 0), cap: budget.cap };
}

function Verify({ id, left }: { readonly id: string; readonly left: Left | null }) {
  const words = useWords(numberWords);
  const { answer, pending, run } = useOnKey<Acted<VerifyNumberQuery> | 'NOT_TWELVE'>();
  const verify = (number: string) =>
    // Nothing that is no number goes out as one; which of twelve digits is wrong is the gateway's to say.
    run(async () =>
      /^\d{12}$/.test(number) ? await askOnce(VerifyNumberDocument, { id, number }) : 'NOT_TWELVE',
    );
  return (
    <>
      <Heading>{words.verifyTitle}</Heading>
      {left !== null && <p>{words.left(left.left, left.cap)}</p>}
      <NumberField
        {...{ label: words.card, help: words.cardHelp, submit: words.verify }}
        onNumber={(number) => void verify(number)}
      />
      {pending && <Loading />}
      {answer === 'NOT_TWELVE' && <Banner kind="error" title={words.notTwelve} alert />}
      {answer !== null && answer !== 'NOT_TWELVE' && <Verdict answer={answer} />}
    </>
  );
}

function Verdict({ answer }: { readonly answer: Acted<VerifyNumberQuery> }) {
  const words = useWords(numberWords);
  const [fault] = answer.faults;
  const verdict = answer.data?.verifyIndividualNumber;
  if (fault !== undefined) return <FaultBox fault={fault} />;
  if (verdict === undefined) return null;
  const kind = { MATCH: 'success', MISMATCH: 'error', INVALID: 'warning' } as const;
  return <Banner kind={kind[verdict]} title={words.verdicts[verdict]} alert />;
}
