import type { ReactNode } from 'react';
import { LinkedPerson } from '../../app/linked-person.js';
import { Button } from '../../dads/button.js';
import { whyEmpty, type Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Heading, StepHeading } from '../../parts/heading.js';
import { Composed } from '../../parts/composed.js';
import { Listed } from '../../parts/listed.js';
import { NameAndBirth } from '../../parts/name-and-birth.js';
import { RecordLine } from '../../parts/record-line.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { Copies } from './copies.js';
import { DecideProvision } from './decide-provision.js';
import { OneProvisionDocument, type OneProvisionQuery } from './operations.generated.js';
import { linkageWords } from './words.js';

export type Provision = NonNullable<OneProvisionQuery['provisionRequest']>;
export type Payload = NonNullable<Provision['payload']>;

const waits = ({ state }: Provision): boolean => state === 'AWAITING_APPROVAL';

export interface OneProvisionProps {
  readonly id: string;
  readonly onBack: () => void;
}

/**
 * What is asked and by whom; beside it exactly what would be sent, and the decision on exactly that. Content is there only
 * while it waits: afterwards nothing would be sent any more.
 */
export function OneProvision({ id, onBack }: OneProvisionProps) {
  const words = useWords(linkageWords);
  const asked = useAsk(OneProvisionDocument, { id });
  return (
    <>
      <Button size="sm" variant="outline" onClick={onBack}>
        {words.backToProvisions}
      </Button>
      <Answered asked={asked}>
        {({ provisionRequest: one }) =>
          one === null ? (
            <Value told={asked} at={['provisionRequest']}>
              {isUnknown(asked) && words.noProvision}
            </Value>
          ) : (
            <>
              <div className="grid grid-cols-1 gap-8 desktop:grid-cols-[minmax(min-content,2fr)_minmax(0,3fr)]">
                <section aria-label={words.asked}>
                  <StepHeading>{words.asked}</StepHeading>
                  <Asked one={one} asked={asked} />
                </section>
                {(one.payload !== null || waits(one)) && (
                  <section aria-label={words.sent}>
                    <Heading>{words.sent}</Heading>
                    <Value told={asked} at={['provisionRequest', 'payload']}>
                      {one.payload === null ? null : <Content told={asked} payload={one.payload} />}
                    </Value>
                  </section>
                )}
              </div>
              {waits(one) && one.payload !== null && (
                <DecideProvision {...{ one, payload: one.payload }} onDecided={asked.again} />
              )}
              <RecordLine record={asked.record} />
            </>
          )
        }
      </Answered>
    </>
  );
}

function Asked({ one, asked }: { readonly one: Provision; readonly asked: Told }) {
  const words = useWords(linkageWords);
  const rows = useRows(one, asked);
  return (
    <>
      <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] border-t border-solid-gray-420">
        {rows.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-solid-gray-200 py-2">
            <dt className="pr-4 font-700">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      {one.basisConflict === true && <Banner kind="warning" title={words.basisConflict} />}
      <Listed told={asked} at={HISTORY} items={one.history} nothing={null}>
        {(history) => <History told={asked} history={history} />}
      </Listed>
    </>
  );
}

/** What is asked, name by name. */
function useRows(one: Provision, asked: Told): readonly (readonly [string, ReactNode])[] {
  const words = useWords(linkageWords);
  const instant = useInstant();
  const value = (field: keyof Provision, text: ReactNode) => (
    <Value told={asked} at={['provisionRequest', field]}>
      {text}
    </Value>
  );
  const names = (items: Provision['items']) => items?.map(({ name }) => name).join(words.comma);
  return [
    [words.number, <span className="font-mono desktop:whitespace-nowrap">{one.id}</span>],
    [words.state, value('state', one.state && words.provisionState[one.state])],
    [words.inquirer, value('inquirer', one.inquirer?.name)],
    [
      words.person,
      <Value told={asked} at={['provisionRequest', 'resident']}>
        {one.resident && (
          <span className="whitespace-nowrap">
            <LinkedPerson atenaNumber={one.resident.atenaNumber} />
          </span>
        )}
      </Value>,
    ],
    ...(one.resident === null
      ? []
      : [
          [
            words.name,
            <NameAndBirth resident={one.resident} told={asked} at={['provisionRequest', 'resident']} />,
          ] as const,
        ]),
    [words.items, value('items', names(one.items))],
    [
      words.row,
      <Composed
        told={asked}
        parts={[
          { at: ['provisionRequest', 'row'], value: one.row },
          { at: ['provisionRequest', 'article'], value: one.article },
        ]}
      />,
    ],
    [words.citation, value('citation', one.citation)],
    [words.why, value('holds', one.holds?.map((hold) => words.hold[hold]).join(words.comma))],
    [words.receivedHead, value('receivedAt', instant(one.receivedAt))],
    [words.until, value('expiresAt', instant(one.expiresAt))],
    ...(isDecided(one, asked)
      ? [
          [
            words.decided,
            value(
              'decidedBy',
              one.decidedBy && words.decidedBy(one.decidedBy, instant(one.decidedAt), one.caseNumber ?? ''),
            ),
          ] as const,
        ]
      : []),
  ] as const;
}

/** What was decided, and by whom; where that is closed or lost, that it is. */
const isDecided = ({ decidedBy }: Provision, asked: Told): boolean =>
  decidedBy !== null || whyEmpty(asked, ['provisionRequest', 'decidedBy']) !== null;

/** Nobody has this number, and nothing is kept from whoever asks. */
const isUnknown = (asked: Told): boolean => whyEmpty(asked, ['provisionRequest']) === null;

interface HistoryProps {
  readonly told: Told;
  readonly history: NonNullable<Provision['history']>;
}

const HISTORY = ['provisionRequest', 'history'];

function History({ told, history }: HistoryProps) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  return (
    <ol className="mt-3 text-dns-14N-130">
      {history.map(({ state, at, account }, place) => (
        <li key={place}>
          <Composed
            told={told}
            parts={[
              { at: [...HISTORY, place, 'at'], value: instant(at) },
              {
                at: [...HISTORY, place, 'state'],
                value: state !== null && <Tag>{words.provisionState[state]}</Tag>,
              },
              { at: [...HISTORY, place, 'account'], value: account },
            ]}
          />
        </li>
      ))}
    </ol>
  );
}

const PAYLOAD = ['provisionRequest', 'payload'];

function Content({ told, payload }: { readonly told: Told; readonly payload: Payload }) {
  const words = useWords(linkageWords);
  const { copies, withheld, contentHash } = payload;
  return (
    <>
      <Copies told={told} at={[...PAYLOAD, 'copies']} copies={copies} />
      <Listed told={told} at={[...PAYLOAD, 'withheld']} items={withheld} nothing={null}>
        {(left) => (
          <div className="withheld my-4 rounded-8 border border-dashed border-solid-gray-600 p-4">
            <p className="font-700">{words.notTold}</p>
            <ul className="list-disc pl-6">
              {left.map(({ item, reason }, at) => (
                <li key={at}>
                  <Composed
                    told={told}
                    parts={[
                      { at: [...PAYLOAD, 'withheld', at, 'item'], value: item?.name },
                      {
                        at: [...PAYLOAD, 'withheld', at, 'reason'],
                        value: reason !== null && `(${words.notProvided[reason]})`,
                      },
                    ]}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
      </Listed>
      <p className="mt-4">
        <span className="text-dns-14B-130">{words.hash}</span>{' '}
        <span className="font-mono [overflow-wrap:anywhere]">
          <Value told={told} at={[...PAYLOAD, 'contentHash']}>
            {contentHash && inGroups(contentHash)}
          </Value>
        </span>
      </p>
    </>
  );
}

/** In groups of eight, as somebody compares it by eye. */
const inGroups = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? '';
