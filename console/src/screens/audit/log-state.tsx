import type { ReactNode } from 'react';
import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Heading } from '../../parts/heading.js';
import { Pairs } from '../../parts/pairs.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useNumber } from '../../words/numbers.js';
import { useInstant } from '../../words/times.js';
import { logWords } from './log-words.js';
import { StateOfLogDocument, type StateOfLogQuery } from './operations.generated.js';

type State = StateOfLogQuery['auditLog'];

/** Whether the log stands as evidence: that it seals, is signed, witnessed, verified, and has room. */
export function LogState() {
  const words = useWords(logWords);
  const asked = useAsk(StateOfLogDocument, {});
  return (
    <>
      <Button size="sm" variant="outline" onClick={asked.again}>
        {words.again}
      </Button>
      <Answered asked={asked}>
        {({ auditLog }) => (
          <>
            <Sealing state={auditLog} />
            <Verified state={auditLog} />
            <Writers state={auditLog} />
            <Amounts state={auditLog} />
          </>
        )}
      </Answered>
    </>
  );
}

function Sealing({ state: { sealing, fault } }: { readonly state: State }) {
  const words = useWords(logWords);
  return sealing ? (
    <Banner kind="success" title={words.seals} />
  ) : (
    <Banner kind="error" title={words.doesNotSeal}>
      <p>{fault}</p>
    </Banner>
  );
}

function Verified({ state: { verified, verifying } }: { readonly state: State }) {
  const words = useWords(logWords);
  const instant = useInstant();
  const number = useNumber();
  if (verified === null)
    return <Banner kind="info" title={verifying ? words.verifying : words.notVerified} />;
  return (
    <Banner kind={verified.verdict === 'WHOLE' ? 'success' : 'error'} title={words.verdict[verified.verdict]}>
      <p>
        {words.verified(instant(verified.at), number(verified.records), number(verified.signed))}
        {verifying && ` ${words.verifying}`}
      </p>
      {verified.faults.length > 0 && (
        <ul className="list-disc pl-6">
          {verified.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}

function Writers({ state: { writer, writers, hasWitness } }: { readonly state: State }) {
  const words = useWords(logWords);
  const instant = useInstant();
  const number = useNumber();
  const point = (at: { readonly records: number; readonly at: string | null } | null): string =>
    at === null ? words.noneYet : words.upTo(number(at.records), instant(at.at));
  return (
    <>
      <Heading>{words.writers}</Heading>
      <Table
        caption={words.writersCaption(writer)}
        heads={[words.writer, words.records, words.indexed, words.signed, words.witnessed]}
      >
        {writers.map((one) => (
          <Row key={one.writer}>
            <Cell>{one.writer}</Cell>
            <Cell>{one.records === null ? words.unreadable : number(one.records)}</Cell>
            <Cell>{number(one.indexed)}</Cell>
            <Cell>{point(one.signed)}</Cell>
            <Cell>{hasWitness ? point(one.witnessed) : words.noWitness}</Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}

const GIGABYTE = 2 ** 30;

function Amounts({ state }: { readonly state: State }) {
  const words = useWords(logWords);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      words.space,
      state.freeBytes === null ? words.unknown : words.gigabytes((state.freeBytes / GIGABYTE).toFixed(1)),
    ],
    [words.overdue, words.segments(state.overdueSegments)],
    [words.openIntents, words.cases(state.openIntents)],
    [words.indexLag, state.indexLag === null ? words.unknown : words.cases(state.indexLag)],
  ];
  return (
    <>
      <Heading>{words.amounts}</Heading>
      <Pairs rows={rows} />
    </>
  );
}
