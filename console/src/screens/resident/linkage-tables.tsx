import type { ReactNode } from 'react';
import type { Told } from '../../graph/answer.js';
import { Heading } from '../../parts/heading.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { linkageWords } from './linkage-words.js';
import type { LinkageOfQuery } from './operations.generated.js';

type Linkage = NonNullable<NonNullable<LinkageOfQuery['resident']>['linkage']>;

interface RowsOf<Name extends keyof Linkage> {
  readonly rows: Linkage[Name];
  readonly told: Told;
}

interface PartProps<OneRow> {
  readonly title: string;
  readonly heads: readonly string[];
  readonly name: keyof Linkage;
  readonly rows: readonly OneRow[] | null;
  readonly told: Told;
  readonly draw: (row: OneRow, at: number) => ReactNode;
}

function Part<OneRow>({ title, heads, name, rows, told, draw }: PartProps<OneRow>) {
  const words = useWords(linkageWords);
  return (
    <>
      <Heading>{title}</Heading>
      {rows === null && (
        <Value told={told} at={['resident', 'linkage', name]}>
          {null}
        </Value>
      )}
      {rows?.length === 0 && <p>{words.none}</p>}
      {rows !== null && rows.length > 0 && (
        <Table caption={title} heads={heads}>
          {rows.map(draw)}
        </Table>
      )}
    </>
  );
}

function useItems() {
  const { comma } = useWords(commonWords);
  return (items: readonly { readonly name: string | null }[] | null) =>
    (items ?? []).map(({ name }) => name ?? '').join(comma);
}

export function Inquiries({ rows, told }: RowsOf<'requests'>) {
  const words = useWords(linkageWords);
  const both = useBoth();
  const instant = useInstant();
  const items = useItems();
  return (
    <Part
      {...{ title: words.requests, name: 'requests', rows, told }}
      heads={[words.row, words.body, words.items, words.state, words.asked, words.by]}
      draw={(one, at) => (
        <Row key={one.id}>
          <Cell>{one.row}</Cell>
          <Cell>
            <Value told={told} at={['resident', 'linkage', 'requests', at, 'provider']}>
              {one.provider?.name}
            </Value>
          </Cell>
          <Cell>{items(one.items)}</Cell>
          <Cell>
            {one.state !== null && words.states[one.state]}
            {one.refusal !== null && (
              <p>{both({ ja: one.refusal.messageJa ?? '', en: one.refusal.message ?? '' })}</p>
            )}
            {one.quarantine !== null && <p>{words.quarantined}</p>}
          </Cell>
          <Cell>{instant(one.requestedAt)}</Cell>
          <Cell>
            {one.requestedBy} {one.caseNumber}
          </Cell>
        </Row>
      )}
    />
  );
}

export function ExchangeRecords({ rows, told }: RowsOf<'records'>) {
  const words = useWords(linkageWords);
  const common = useWords(commonWords);
  const instant = useInstant();
  const items = useItems();
  return (
    <Part
      {...{ title: words.records, name: 'records', rows, told }}
      heads={[words.side, words.row, words.body, words.items, words.asked, words.provided, words.hidden]}
      draw={(one, at) => (
        <Row key={one.id}>
          <Cell>{one.side !== null && words.sides[one.side]}</Cell>
          <Cell>{one.row}</Cell>
          <Cell>
            <Value told={told} at={['resident', 'linkage', 'records', at, 'counterpart']}>
              {one.counterpart?.name}
            </Value>
          </Cell>
          <Cell>{items(one.items)}</Cell>
          <Cell>{instant(one.requestedAt)}</Cell>
          <Cell>{instant(one.providedAt)}</Cell>
          <Cell>{one.hidden === true ? common.yes : common.no}</Cell>
        </Row>
      )}
    />
  );
}

export function Restrictions({ rows, told }: RowsOf<'restrictions'>) {
  const words = useWords(linkageWords);
  const common = useWords(commonWords);
  const instant = useInstant();
  const said = (is: boolean | null) => (is === true ? common.yes : common.no);
  return (
    <Part
      {...{ title: words.restrictions, name: 'restrictions', rows, told }}
      heads={[words.items, words.noAnswer, words.hidden, words.changed]}
      draw={(one, at) => (
        <Row key={at}>
          <Cell>{one.item?.name}</Cell>
          <Cell>{said(one.noAutomaticAnswer)}</Cell>
          <Cell>{said(one.nonDisclosure)}</Cell>
          <Cell>{instant(one.changedAt)}</Cell>
        </Row>
      )}
    />
  );
}

export function Copies({ rows, told }: RowsOf<'copies'>) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  return (
    <Part
      {...{ title: words.copies, name: 'copies', rows, told }}
      heads={[words.items, words.version, words.valid, words.refreshed]}
      draw={(one, at) => (
        <Row key={at}>
          <Cell>{one.item?.name}</Cell>
          <Cell>{one.version}</Cell>
          <Cell>
            {one.validFrom}–{one.validTo}
          </Cell>
          <Cell>{instant(one.refreshedAt)}</Cell>
        </Row>
      )}
    />
  );
}
