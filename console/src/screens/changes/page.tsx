import { useAsk } from '../../graph/use-ask.js';
import { Cards } from '../../parts/cards.js';
import { Answered } from '../../parts/answered.js';
import { Listed } from '../../parts/listed.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { RecordLine } from '../../parts/record-line.js';
import { SelectField } from '../../parts/select-field.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { ChangeCard } from './change-card.js';
import { WaitingChangesDocument, type WaitingChangeState } from './operations.generated.js';
import { changesWords } from './words.js';

const STATES: readonly WaitingChangeState[] = ['AWAITING_APPROVAL', 'PENDING'];

/** Changes of vaccination records that have not ended, the oldest first: what from, what to, who asks and why. */
export default function ChangesPage() {
  const words = useWords(changesWords);
  const [state, setState] = useKept<WaitingChangeState>('state', 'AWAITING_APPROVAL');
  const paging = usePaging(state);
  useWayBack();
  const asked = useAsk(WaitingChangesDocument, { state, after: paging.after });
  return (
    <>
      <p>{words.intro}</p>
      <SelectField
        label={words.state}
        choices={STATES.map((one) => ({ value: one, label: words.states[one] }))}
        value={state}
        onChange={setState}
      />
      <Answered asked={asked}>
        {({ immunizationChanges: list }) => (
          <>
            <PageHead paging={paging} />
            <Listed
              told={asked}
              at={['immunizationChanges']}
              items={list?.nodes}
              nothing={<p>{words.nothing}</p>}
            >
              {(nodes) => (
                <Cards items={nodes} keyOf={({ id }) => id} nothing={words.nothing}>
                  {(change, at) => (
                    <ChangeCard
                      {...{ change, at, asked, waits: state === 'AWAITING_APPROVAL' }}
                      onDecided={asked.again}
                    />
                  )}
                </Cards>
              )}
            </Listed>
            {list !== null && <Pager paging={paging} pageInfo={list.pageInfo} />}
            <RecordLine record={asked.record} />
          </>
        )}
      </Answered>
    </>
  );
}
