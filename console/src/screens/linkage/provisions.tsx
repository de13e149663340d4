import type { Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Listed } from '../../parts/listed.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { SelectField } from '../../parts/select-field.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { ProvisionsDocument, type ProvisionsQuery, type ProvisionState } from './operations.generated.js';
import { linkageWords } from './words.js';

type Provision = NonNullable<ProvisionsQuery['provisionRequests']>['nodes'][number];

const STATES: readonly ProvisionState[] = [
  ...(['AWAITING_APPROVAL', 'APPROVED', 'SENT', 'REJECTED', 'WITHHELD', 'EXPIRED'] as const),
];

/** What other bodies ask of the city, the one whose permit ends first at the top. */
export function Provisions({ onChosen }: { readonly onChosen: (id: string) => void }) {
  const words = useWords(linkageWords);
  const [state, setState] = useKept<ProvisionState>('provisionState', 'AWAITING_APPROVAL');
  const paging = usePaging(state);
  const asked = useAsk(ProvisionsDocument, { states: [state], after: paging.after });
  return (
    <>
      <SelectField
        label={words.state}
        choices={STATES.map((one) => ({ value: one, label: words.provisionState[one] }))}
        value={state}
        onChange={setState}
      />
      <Answered asked={asked}>
        {({ provisionRequests }) => (
          <Listed
            told={asked}
            at={['provisionRequests']}
            items={provisionRequests?.nodes}
            nothing={<p>{words.noProvisions}</p>}
          >
            {(nodes) => (
              <>
                <PageHead paging={paging} />
                <Table
                  caption={words.provisions(provisionRequests?.totalCount ?? 0)}
                  heads={[words.number, words.inquirer, words.items, words.why, words.until]}
                  arrows
                >
                  {nodes.map((one, row) => (
                    <ProvisionRow key={one.id} {...{ one, row, asked, onChosen }} />
                  ))}
                </Table>
                {provisionRequests !== null && (
                  <Pager paging={paging} pageInfo={provisionRequests.pageInfo} />
                )}
              </>
            )}
          </Listed>
        )}
      </Answered>
    </>
  );
}

interface ProvisionRowProps {
  readonly one: Provision;
  readonly row: number;
  readonly asked: Told;
  readonly onChosen: (id: string) => void;
}

function ProvisionRow({ one, row, asked, onChosen }: ProvisionRowProps) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  return (
    <Row>
      <Cell>
        <button
          type="button"
          className="font-mono text-key-900 underline underline-offset-4 focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black"
          onClick={() => onChosen(one.id)}
        >
          {one.id}
        </button>
        <span className="block text-dns-14N-130">{words.received(instant(one.receivedAt))}</span>
      </Cell>
      <Cell>
        <Value told={asked} at={['provisionRequests', 'nodes', row, 'inquirer']}>
          {one.inquirer?.name}
        </Value>
      </Cell>
      <Cell>
        <Value told={asked} at={['provisionRequests', 'nodes', row, 'items']}>
          {one.items?.map(({ name }) => name).join(words.comma)}
        </Value>
      </Cell>
      <Cell>
        <Listed
          told={asked}
          at={['provisionRequests', 'nodes', row, 'holds']}
          items={one.holds}
          nothing={null}
        >
          {(holds) =>
            holds.map((hold) => (
              <Tag key={hold} tone="warning">
                {words.hold[hold]}
              </Tag>
            ))
          }
        </Listed>
      </Cell>
      <Cell>
        <Value told={asked} at={['provisionRequests', 'nodes', row, 'expiresAt']}>
          {instant(one.expiresAt)}
        </Value>
      </Cell>
    </Row>
  );
}
