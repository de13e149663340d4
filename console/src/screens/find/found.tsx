import { StatusBadge } from '../../dads/status-badge.js';
import type { Told } from '../../graph/answer.js';
import { PersonLink } from '../../parts/person-link.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import type { FindResidentsQuery } from './operations.generated.js';
import { findWords } from './words.js';

type FoundResident = FindResidentsQuery['residents']['nodes'][number] & { readonly address?: string | null };

export interface FoundResidents {
  readonly residents: Omit<FindResidentsQuery['residents'], 'nodes'> & {
    readonly nodes: readonly FoundResident[];
  };
}

/** Nobody is opened by themselves, not even the only one: to open somebody is an access of its own. */
export function Found({
  found: { residents },
  told,
}: {
  readonly found: FoundResidents;
  readonly told: Told;
}) {
  const words = useWords(findWords);
  const { nodes, totalCount } = residents;
  if (nodes.length === 0) return <p>{words.nobody}</p>;
  const twins = twinsAmong(nodes);
  const showsAddress = nodes.some(({ address }) => address !== undefined);
  const heads = [
    ...[words.kanjiHead, words.kanaHead, words.birthHead, words.sexHead, words.statusHead, words.numberHead],
    ...(showsAddress ? [words.addressHead] : []),
  ];
  const left = (totalCount ?? nodes.length) - nodes.length;
  return (
    <>
      <Table caption={words.found(totalCount ?? nodes.length)} heads={heads} arrows>
        {nodes.map((resident, at) => (
          <ResidentRow
            key={resident.atenaNumber}
            {...{ resident, told, at, showsAddress, isTwin: twins.has(resident.atenaNumber) }}
          />
        ))}
      </Table>
      {left > 0 && <p className="mt-3">{words.more(left)}</p>}
      <RecordLine record={told.record} />
    </>
  );
}

interface RowProps {
  readonly resident: FoundResident;
  readonly told: Told;
  readonly at: number;
  readonly showsAddress: boolean;
  readonly isTwin: boolean;
}

function ResidentRow({ resident, told, at, showsAddress, isTwin }: RowProps) {
  const words = useWords(findWords);
  const common = useWords(commonWords);
  const { atenaNumber, name, birthDate, age, sex, status, address } = resident;
  const place = (...rest: readonly string[]) => ['residents', 'nodes', at, ...rest];
  return (
    <Row>
      <Cell>
        <PersonLink atenaNumber={atenaNumber}>
          <Value told={told} at={place('name', 'kanji')}>
            {name?.kanji ?? name?.kana ?? null}
          </Value>
        </PersonLink>
        {isTwin && <StatusBadge>{words.sameName}</StatusBadge>}
      </Cell>
      <Cell>
        <Value told={told} at={place('name', 'kana')}>
          {name?.kana}
        </Value>
      </Cell>
      <Cell>
        <Value told={told} at={place('birthDate')}>
          {birthDate?.wareki}
        </Value>{' '}
        {age !== null && `(${common.years(age)})`}
      </Cell>
      <Cell>
        <Value told={told} at={place('sex')}>
          {sex && common.sex[sex]}
        </Value>
      </Cell>
      <Cell>
        <Value told={told} at={place('status')}>
          {status && common.status[status]}
        </Value>
      </Cell>
      <Cell>{atenaNumber}</Cell>
      {showsAddress && (
        <Cell>
          <Value told={told} at={place('address')}>
            {address}
          </Value>
        </Cell>
      )}
    </Row>
  );
}

/** Two of one name, born on one day, are told apart by their number and by nothing else here. */
function twinsAmong(residents: readonly FoundResident[]): ReadonlySet<string> {
  const seen = new Map<string, string[]>();
  for (const { atenaNumber, name, birthDate } of residents) {
    const key = `${name?.kana ?? atenaNumber} ${birthDate?.iso ?? atenaNumber}`;
    seen.set(key, [...(seen.get(key) ?? []), atenaNumber]);
  }
  return new Set([...seen.values()].filter((same) => same.length > 1).flat());
}
