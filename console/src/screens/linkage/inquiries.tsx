import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Composed } from '../../parts/composed.js';
import { Listed } from '../../parts/listed.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag, type Tone } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { SelectField } from '../../parts/select-field.js';
import {
  InquiriesDocument,
  type InformationRequestState,
  type InquiriesQuery,
} from './operations.generated.js';
import { TheAnswer } from './the-answer.js';
import { linkageWords } from './words.js';

type Inquiry = NonNullable<InquiriesQuery['informationRequests']>['nodes'][number];

const STATES: readonly InformationRequestState[] = [
  ...(['ANSWERED', 'REFUSED', 'QUARANTINED', 'EXPIRED', 'UNSENT'] as const),
  ...(['REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED', 'SENT'] as const),
];
const TONES: Readonly<Partial<Record<InformationRequestState, Tone>>> = {
  ...{ ANSWERED: 'good', REFUSED: 'bad', QUARANTINED: 'bad', EXPIRED: 'warning' },
};

/** What the city has asked of other bodies, newest first. */
export function Inquiries() {
  const words = useWords(linkageWords);
  const [state, setState] = useKept<InformationRequestState | ''>('inquiryState', '');
  const paging = usePaging(state);
  const asked = useAsk(InquiriesDocument, { states: state === '' ? null : [state], after: paging.after });
  return (
    <>
      <SelectField<InformationRequestState | ''>
        label={words.state}
        choices={[
          { value: '', label: words.allStates },
          ...STATES.map((one) => ({ value: one, label: words.inquiryState[one] })),
        ]}
        value={state}
        onChange={setState}
      />
      <Answered asked={asked}>
        {({ informationRequests }) => (
          <Listed
            told={asked}
            at={['informationRequests']}
            items={informationRequests?.nodes}
            nothing={<p>{words.noInquiries}</p>}
          >
            {(nodes) => (
              <>
                <PageHead paging={paging} />
                <Table
                  caption={words.inquiries(informationRequests?.totalCount ?? 0)}
                  heads={[words.askedAt, words.person, words.provider, words.items, words.state]}
                >
                  {nodes.map((one, row) => (
                    <InquiryRow key={one.id} {...{ one, row, asked }} />
                  ))}
                </Table>
                {informationRequests !== null && (
                  <Pager paging={paging} pageInfo={informationRequests.pageInfo} />
                )}
              </>
            )}
          </Listed>
        )}
      </Answered>
    </>
  );
}

interface InquiryRowProps {
  readonly one: Inquiry;
  readonly row: number;
  readonly asked: Parameters<typeof Value>[0]['told'];
}

function InquiryRow({ one, row, asked }: InquiryRowProps) {
  const words = useWords(linkageWords);
  const both = useBoth();
  const instant = useInstant();
  const at = (field: string) => ['informationRequests', 'nodes', row, field];
  const { refusal, quarantine, state } = one;
  return (
    <Row>
      <Cell>
        <Value told={asked} at={at('requestedAt')}>
          {instant(one.requestedAt)}
        </Value>
        <span className="block text-dns-14N-130">
          <Value told={asked} at={at('requestedBy')}>
            {one.requestedBy && words.by(one.requestedBy, one.caseNumber ?? '')}
          </Value>
        </span>
      </Cell>
      <Cell>
        <Value told={asked} at={at('resident')}>
          {one.resident?.atenaNumber}
        </Value>
      </Cell>
      <Cell>
        <Value told={asked} at={at('provider')}>
          {one.provider?.name}
        </Value>
      </Cell>
      <Cell>
        <Value told={asked} at={at('items')}>
          {one.items?.map(({ name }) => name).join(words.comma)}
        </Value>
        <span className="block text-dns-14N-130">
          <Composed
            told={asked}
            parts={[
              { at: at('row'), value: one.row },
              { at: at('article'), value: one.article },
            ]}
          />
        </span>
      </Cell>
      <Cell>
        <Value told={asked} at={at('state')}>
          {state !== null && <Tag tone={TONES[state] ?? 'plain'}>{words.inquiryState[state]}</Tag>}
        </Value>
        <span className="block text-dns-14N-130">
          <Value told={asked} at={at('changedAt')}>
            {one.changedAt && words.since(instant(one.changedAt))}
          </Value>
        </span>
        {refusal !== null && <p>{both({ ja: refusal.messageJa ?? '', en: refusal.message ?? '' })}</p>}
        {quarantine !== null && <p>{words.quarantine[quarantine]}</p>}
        {state === 'ANSWERED' && <Opened title={words.openAnswer}>{() => <TheAnswer id={one.id} />}</Opened>}
      </Cell>
    </Row>
  );
}
