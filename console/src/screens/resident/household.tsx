import type { ReactNode } from 'react';
import { Button } from '../../dads/button.js';
import { whyEmpty, type Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Composed } from '../../parts/composed.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Missing, Value } from '../../parts/value.js';
import { openPerson } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { HouseholdOfDocument, type HouseholdOfQuery } from './operations.generated.js';
import { residentWords } from './words.js';

type Member = NonNullable<
  NonNullable<NonNullable<HouseholdOfQuery['resident']>['household']>['members']
>[number];

export function Household({ id }: { readonly id: string }) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const asked = useAsk(HouseholdOfDocument, { id });
  const { kanji, relationship, birth, age, sex, atenaNumber, open } = words;
  const heads = [kanji, relationship, birth, age, sex, atenaNumber, open];
  return (
    <Answered asked={asked} from={common.system.RESIDENT_REGISTRY}>
      {({ resident }) => {
        const members = resident?.household?.members ?? [];
        if (members.length === 0)
          return (
            <Value told={asked} at={['resident', 'household', 'members']}>
              {null}
            </Value>
          );
        return (
          <>
            <Table caption={words.members} heads={heads} arrows>
              {members.map((member, at) => (
                <MemberRow
                  key={at}
                  {...{ member, at, told: asked }}
                  isOpen={member.resident?.atenaNumber === id}
                />
              ))}
            </Table>
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}

interface MemberRowProps {
  readonly told: Told;
  readonly member: Member;
  /** Its place in the answer. */
  readonly at: number;
  readonly isOpen: boolean;
}

function MemberRow({ told, member: { relationship, head, resident }, at, isOpen }: MemberRowProps) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const place = ['resident', 'household', 'members', at];
  // Who is kept from the caller has no word of their own; who was lost on the way has.
  const why = whyEmpty(told, [...place, 'resident']);
  const cell = (field: readonly string[], value: ReactNode) => (
    <Cell>
      <Value told={told} at={[...place, ...field]}>
        {value}
      </Value>
    </Cell>
  );
  return (
    <Row>
      {resident === null ? (
        <Cell>{why === null ? words.hiddenMember : <Missing why={why} />}</Cell>
      ) : (
        <Cell>
          <Composed
            told={told}
            parts={[
              { at: [...place, 'resident', 'name', 'kanji'], value: resident.name?.kanji },
              { at: [...place, 'resident', 'name', 'kana'], value: resident.name?.kana },
            ]}
          />
        </Cell>
      )}
      {cell(['relationship'], relationship && `${relationship} ${head === true ? `(${words.head})` : ''}`)}
      {cell(['resident', 'birthDate'], resident?.birthDate?.wareki)}
      {cell(['resident', 'age'], resident?.age != null && common.years(resident.age))}
      {cell(['resident', 'sex'], resident?.sex != null && common.sex[resident.sex])}
      {cell(['resident', 'atenaNumber'], resident?.atenaNumber)}
      <Cell>
        {isOpen && words.isOpen}
        {resident !== null && !isOpen && (
          <Button data-leaves size="xs" variant="outline" onClick={() => openPerson(resident.atenaNumber)}>
            {words.open}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
