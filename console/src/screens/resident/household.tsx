import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
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
  const heads = [words.kanji, words.relationship, words.birth, words.sex, words.atenaNumber, words.open];
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
                <MemberRow key={at} member={member} isOpen={member.resident?.atenaNumber === id} />
              ))}
            </Table>
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}

function MemberRow({ member, isOpen }: { readonly member: Member; readonly isOpen: boolean }) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const { relationship, head, resident } = member;
  return (
    <Row>
      <Cell>
        {resident === null ? words.hiddenMember : (resident.name?.kanji ?? words.hiddenMember)}
        <p className="text-dns-14N-130">{resident?.name?.kana}</p>
      </Cell>
      <Cell>
        {relationship} {head === true && `(${words.head})`}
      </Cell>
      <Cell>
        {resident?.birthDate?.wareki} {resident?.age != null && `(${common.years(resident.age)})`}
      </Cell>
      <Cell>{resident?.sex != null && common.sex[resident.sex]}</Cell>
      <Cell>{resident?.atenaNumber}</Cell>
      <Cell>
        {resident !== null && !isOpen && (
          <Button size="xs" variant="outline" onClick={() => openPerson(resident.atenaNumber)}>
            {words.open}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
