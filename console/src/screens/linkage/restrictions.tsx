import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Listed } from '../../parts/listed.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { YesNo } from '../../parts/yes-no.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { RestrictionsOfDocument } from './operations.generated.js';
import { ChangeRestriction } from './change-restriction.js';
import { PersonActedOn } from './person-acted-on.js';
import { linkageWords } from './words.js';

/** Items of somebody that are not answered automatically, or not disclosed (R196, R202). */
export function Restrictions() {
  const [person, setPerson] = useState<string | null>(null);
  return (
    <>
      <PersonActedOn chosen={person} onChosen={setPerson} />
      {person !== null && <OfOne key={person} id={person} />}
    </>
  );
}

function OfOne({ id }: { readonly id: string }) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  const asked = useAsk(RestrictionsOfDocument, { id });
  return (
    <Answered asked={asked}>
      {({ resident }) => {
        const restrictions = resident?.linkage?.restrictions ?? null;
        const place = ['resident', 'linkage', 'restrictions'];
        const isSet = (at: number, field: 'noAutomaticAnswer' | 'nonDisclosure', value: boolean | null) => (
          <Cell>
            <YesNo
              {...{ told: asked, at: [...place, at, field], value }}
              {...{ yes: words.isSet, no: words.isNotSet }}
            />
          </Cell>
        );
        return (
          <>
            <Listed told={asked} at={place} items={restrictions} nothing={<p>{words.noRestrictions}</p>}>
              {(rows) => (
                <Table
                  caption={words.restrictions(rows.length)}
                  heads={[
                    words.item,
                    words.protection.NO_AUTOMATIC_ANSWER,
                    words.protection.NON_DISCLOSURE,
                    words.since(''),
                  ]}
                >
                  {rows.map((one, at) => (
                    <Row key={at}>
                      <Cell>
                        <Value told={asked} at={[...place, at, 'item']}>
                          {one.item?.name}
                        </Value>
                      </Cell>
                      {isSet(at, 'noAutomaticAnswer', one.noAutomaticAnswer)}
                      {isSet(at, 'nonDisclosure', one.nonDisclosure)}
                      <Cell>
                        <Value told={asked} at={[...place, at, 'changedAt']}>
                          {instant(one.changedAt)}
                        </Value>
                      </Cell>
                    </Row>
                  ))}
                </Table>
              )}
            </Listed>
            {restrictions !== null && (
              <ChangeRestriction change="set" atenaNumber={id} onChanged={asked.again} />
            )}
            {restrictions?.some(holds) === true && <Lift {...{ id, restrictions }} onChanged={asked.again} />}
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}

interface LiftProps {
  readonly id: string;
  readonly restrictions: readonly Restriction[];
  readonly onChanged: () => void;
}

/** For who approves; everybody else is told why not. */
function Lift({ id, restrictions, onChanged }: LiftProps) {
  const words = useWords(linkageWords);
  const mayLift = useOpens()?.allows('LINKAGE', 'APPROVE') === true;
  if (!mayLift) return <WhyNot fieldClass="LINKAGE" verb="APPROVE" what={words.changeRestriction.lift} />;
  const items = restrictions
    .filter(holds)
    .flatMap(({ item }) => (item?.code == null ? [] : [{ value: item.code, label: item.name ?? item.code }]));
  return <ChangeRestriction change="lift" atenaNumber={id} items={items} onChanged={onChanged} />;
}

interface Restriction {
  readonly item: { readonly code: string | null; readonly name: string | null } | null;
  readonly noAutomaticAnswer: boolean | null;
  readonly nonDisclosure: boolean | null;
}

/** What was lifted stays in the list, with its day. */
const holds = ({ noAutomaticAnswer, nonDisclosure }: Restriction): boolean =>
  noAutomaticAnswer === true || nonDisclosure === true;
