import type { ReactNode } from 'react';
import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading } from '../../parts/heading.js';
import { Pairs } from '../../parts/pairs.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { HealthDocument, type HealthQuery } from './operations.generated.js';
import { registerWords } from './register-words.js';

type SystemHealth = HealthQuery['systemHealth'];

/** How the systems are that answers come from, and the gateway itself. */
export function Health() {
  const words = useWords(registerWords);
  const both = useBoth();
  const instant = useInstant();
  const asked = useAsk(HealthDocument, {});
  return (
    <>
      <Button size="sm" variant="outline" className="mb-4" onClick={asked.again}>
        {words.again}
      </Button>
      <Answered asked={asked}>
        {({ systemHealth }) => (
          <>
            <Table
              caption={words.sources}
              heads={[words.system, words.state, words.circuitHead, words.latency, words.lastAnswer]}
            >
              {systemHealth.sources.map((one) => (
                <Row key={one.system}>
                  <Cell>{both({ ja: one.nameJa, en: one.nameEn })}</Cell>
                  <Cell>
                    <Tag tone={one.answers ? 'good' : 'bad'}>
                      {one.connected
                        ? one.answers
                          ? words.answers
                          : words.doesNotAnswer
                        : words.notConnected}
                    </Tag>
                  </Cell>
                  <Cell>{words.circuit[one.circuit]}</Cell>
                  <Cell>
                    {one.latencyMs === null ? words.unknown : words.milliseconds(one.latencyMs.toFixed(1))}
                  </Cell>
                  <Cell>{one.lastAnswer === null ? words.notYet : instant(one.lastAnswer)}</Cell>
                </Row>
              ))}
            </Table>
            <Own health={systemHealth} />
          </>
        )}
      </Answered>
    </>
  );
}

const GIGABYTE = 2 ** 30;

function Own({ health }: { readonly health: SystemHealth }) {
  const words = useWords(registerWords);
  const instant = useInstant();
  const { sessionClockAheadMs, freeBytes, spaceIsLow } = health;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.sessionsKept, words.sharedState[health.sessions]],
    ...(sessionClockAheadMs === null
      ? []
      : [[words.clockAhead, words.milliseconds(String(sessionClockAheadMs))] as const]),
    [words.now, instant(health.now)],
    [words.today, health.dayIsSet ? words.dayIsSet(health.today) : health.today],
    [
      words.space,
      <>
        {freeBytes === null ? words.unknown : words.gigabytes((freeBytes / GIGABYTE).toFixed(1))}{' '}
        {spaceIsLow && <Tag tone="bad">{words.spaceIsLow}</Tag>}
      </>,
    ],
  ];
  return (
    <>
      <Heading>{words.gateway}</Heading>
      <Pairs rows={rows} />
    </>
  );
}
