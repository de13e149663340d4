import { useAsk } from '../../graph/use-ask.js';
import { Cards } from '../../parts/cards.js';
import { Answered } from '../../parts/answered.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { SelectField } from '../../parts/select-field.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { FindingCard } from './finding-card.js';
import {
  FindingsDocument,
  type FindingKind,
  type FindingState,
  type FindingsQuery,
} from './operations.generated.js';
import { ProposeMany } from './propose-many.js';
import { useChosen } from './use-chosen.js';
import { reconciliationWords } from './words.js';

export type Finding = NonNullable<NonNullable<FindingsQuery['reconciliationFindings']>['nodes']>[number];

const STATES: readonly FindingState[] = ['OPEN', 'PROPOSED', 'CORRECTING', 'DECIDED', 'GONE'];
const KINDS: readonly FindingKind[] = [
  ...(['DAY_MISMATCH', 'ORDER_INVERTED', 'BEFORE_BIRTH', 'IN_FUTURE', 'DOSE_NUMBER_MISMATCH'] as const),
  ...(['MAKER_MISMATCH', 'LOT_MISMATCH', 'VACCINE_UNREADABLE', 'DUPLICATE', 'WRONG_PERSON'] as const),
  ...(['MISSING_IN_LEDGER', 'MISSING_IN_VRS'] as const),
];

export default function ReconciliationPage() {
  const words = useWords(reconciliationWords);
  const [state, setState] = useKept<FindingState>('state', 'OPEN');
  const [kind, setKind] = useKept<FindingKind | ''>('kind', '');
  const paging = usePaging(`${state} ${kind}`);
  useWayBack();
  const asked = useAsk(FindingsDocument, {
    ...{ filter: { states: [state], kinds: kind === '' ? null : [kind] }, after: paging.after },
  });
  const chosen = useChosen(asked.data?.reconciliationFindings?.nodes ?? []);
  return (
    <>
      <p>{words.intro}</p>
      <div className="flex flex-wrap gap-x-6">
        <SelectField
          label={words.state}
          choices={STATES.map((one) => ({ value: one, label: words.states[one] }))}
          value={state}
          onChange={setState}
        />
        <SelectField<FindingKind | ''>
          label={words.kind}
          choices={[
            { value: '', label: words.allKinds },
            ...KINDS.map((one) => ({ value: one, label: words.kinds[one] })),
          ]}
          value={kind}
          onChange={setKind}
        />
      </div>
      <Answered asked={asked}>
        {({ reconciliationFindings }) => {
          const nodes = reconciliationFindings?.nodes ?? [];
          return (
            <>
              <PageHead paging={paging} />
              <Cards items={nodes} keyOf={({ id }) => id} nothing={words.nothing}>
                {(finding, at) => <FindingCard {...{ finding, at, asked, chosen }} onChanged={asked.again} />}
              </Cards>
              {reconciliationFindings !== null && (
                <Pager paging={paging} pageInfo={reconciliationFindings.pageInfo} />
              )}
            </>
          );
        }}
      </Answered>
      <ProposeMany chosen={chosen} onChanged={asked.again} />
    </>
  );
}
