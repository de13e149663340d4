import { useState } from 'react';
import { LinkedPerson } from '../../app/linked-person.js';
import { Button } from '../../dads/button.js';
import type { Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Heading, StepHeading } from '../../parts/heading.js';
import { NameAndBirth } from '../../parts/name-and-birth.js';
import { RecordLine } from '../../parts/record-line.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { Copies } from './copies.js';
import { DecideProvision, type Decision } from './decide-provision.js';
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
  const [done, setDone] = useState<Decision | null>(null);
  const decided = (decision: Decision) => {
    setDone(decision);
    asked.again();
  };
  return (
    <>
      <Button size="sm" variant="outline" onClick={onBack}>
        {words.backToProvisions}
      </Button>
      <Answered asked={asked}>
        {({ provisionRequest: one }) =>
          one === null ? (
            <p>{words.noProvision}</p>
          ) : (
            <>
              {done !== null && !waits(one) && <Done done={done} state={one.state} />}
              <div className="grid gap-8 desktop:grid-cols-[minmax(min-content,2fr)_minmax(0,3fr)]">
                <section aria-label={words.asked}>
                  <StepHeading>{words.asked}</StepHeading>
                  <Asked one={one} asked={asked} />
                </section>
                {(one.payload !== null || waits(one)) && (
                  <section aria-label={words.sent}>
                    <Heading>{words.sent}</Heading>
                    <Value told={asked} at={['provisionRequest', 'payload']}>
                      {one.payload === null ? null : <Content payload={one.payload} />}
                    </Value>
                  </section>
                )}
              </div>
              {waits(one) && one.payload !== null && (
                <DecideProvision {...{ one, payload: one.payload }} onDecided={decided} />
              )}
              <RecordLine record={asked.record} />
            </>
          )
        }
      </Answered>
    </>
  );
}

/** What was decided, and what has come of it so far. */
function Done({ done, state }: { readonly done: Decision; readonly state: Provision['state'] }) {
  const words = useWords(linkageWords);
  return (
    <Banner kind="success" title={words.done[done]} alert>
      {state !== null && <p>{words.doneState(words.provisionState[state])}</p>}
    </Banner>
  );
}

function Asked({ one, asked }: { readonly one: Provision; readonly asked: Told }) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  const rows = [
    [words.number, <span className="font-mono whitespace-nowrap">{one.id}</span>],
    [words.state, one.state === null ? '' : words.provisionState[one.state]],
    [
      words.inquirer,
      <Value told={asked} at={['provisionRequest', 'inquirer']}>
        {one.inquirer?.name}
      </Value>,
    ],
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
    [words.items, (one.items ?? []).map(({ name }) => name).join(words.comma)],
    [words.row, `${one.row ?? ''} ${one.article ?? ''}`],
    [words.citation, one.citation],
    [words.why, (one.holds ?? []).map((hold) => words.hold[hold]).join(words.comma)],
    [words.receivedHead, instant(one.receivedAt)],
    [words.until, instant(one.expiresAt)],
    ...(one.decidedBy === null
      ? []
      : [
          [
            words.decided,
            words.decidedBy(one.decidedBy, instant(one.decidedAt), one.caseNumber ?? ''),
          ] as const,
        ]),
  ] as const;
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
      <History history={one.history ?? []} />
    </>
  );
}

function History({ history }: { readonly history: NonNullable<Provision['history']> }) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  return (
    <ol className="mt-3 text-dns-14N-130">
      {history.map(({ state, at, account }, place) => (
        <li key={place}>
          {instant(at)} {state !== null && <Tag>{words.provisionState[state]}</Tag>} {account}
        </li>
      ))}
    </ol>
  );
}

function Content({ payload: { copies, withheld, contentHash } }: { readonly payload: Payload }) {
  const words = useWords(linkageWords);
  return (
    <>
      <Copies copies={copies ?? []} />
      {(withheld ?? []).length > 0 && (
        <div className="withheld my-4 rounded-8 border border-dashed border-solid-gray-600 p-4">
          <p className="font-700">{words.notTold}</p>
          <ul className="list-disc pl-6">
            {(withheld ?? []).map(({ item, reason }, at) => (
              <li key={at}>
                {item?.name} {reason !== null && `(${words.notProvided[reason]})`}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="mt-4">
        <span className="text-dns-14B-130">{words.hash}</span>{' '}
        <span className="font-mono [overflow-wrap:anywhere]">{inGroups(contentHash ?? '')}</span>
      </p>
    </>
  );
}

/** In groups of eight, as somebody compares it by eye. */
const inGroups = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? '';
