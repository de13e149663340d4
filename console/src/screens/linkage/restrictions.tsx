import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useAsk } from '../../graph/use-ask.js';
import { atenaFaultOf } from '../../parts/atena-number.js';
import { Answered } from '../../parts/answered.js';
import { Field } from '../../parts/field.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useInstant } from '../../words/times.js';
import { RestrictionsOfDocument } from './operations.generated.js';
import { ChangeRestriction } from './change-restriction.js';
import { linkageWords } from './words.js';

/** Items of somebody that are not answered automatically, or not disclosed (R196, R202). */
export function Restrictions() {
  const words = useWords(linkageWords);
  const { atenaFault } = useWords(commonWords);
  const person = useSession((state) => state.person);
  const [typed, setTyped] = useState(person ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const fault = atenaFaultOf(typed);
  return (
    <>
      <form
        autoComplete="off"
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          setChosen(fault === null ? typed.trim() : null);
        }}
      >
        <Field
          label={words.person}
          help={words.personHelp}
          error={tried && fault !== null ? atenaFault[fault] : null}
          required
        >
          {(control) => (
            <Input
              {...{ ...control, blockSize: 'md', inputMode: 'numeric', maxLength: 15, value: typed }}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button size="md" variant="outline" type="submit" className="mb-5">
          {words.look}
        </Button>
      </form>
      {chosen !== null && <OfOne key={chosen} id={chosen} />}
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
        if (restrictions === null)
          return (
            <Value told={asked} at={['resident', 'linkage', 'restrictions']}>
              {null}
            </Value>
          );
        return (
          <>
            {restrictions.length === 0 && <p>{words.noRestrictions}</p>}
            {restrictions.length > 0 && (
              <Table
                caption={words.restrictions(restrictions.length)}
                heads={[
                  words.item,
                  words.protection.NO_AUTOMATIC_ANSWER,
                  words.protection.NON_DISCLOSURE,
                  words.since(''),
                ]}
              >
                {restrictions.map((one, at) => (
                  <Row key={at}>
                    <Cell>{one.item?.name}</Cell>
                    <Cell>{one.noAutomaticAnswer === true ? words.isSet : words.isNotSet}</Cell>
                    <Cell>{one.nonDisclosure === true ? words.isSet : words.isNotSet}</Cell>
                    <Cell>{instant(one.changedAt)}</Cell>
                  </Row>
                ))}
              </Table>
            )}
            <ChangeRestriction change="set" atenaNumber={id} onChanged={asked.again} />
            {restrictions.some(holds) && <Lift {...{ id, restrictions }} onChanged={asked.again} />}
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
