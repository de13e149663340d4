import type { ReactNode } from 'react';
import type { Told } from '../../graph/answer.js';
import { Heading } from '../../parts/heading.js';
import { Listed } from '../../parts/listed.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { YesNo } from '../../parts/yes-no.js';
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
      <Listed told={told} at={['resident', 'linkage', name]} items={rows} nothing={<p>{words.none}</p>}>
        {(all) => (
          <Table caption={title} heads={heads}>
            {all.map(draw)}
          </Table>
        )}
      </Listed>
    </>
  );
}

function useItems() {
  const { comma } = useWords(commonWords);
  return (items: readonly { readonly name: string | null }[] | null) =>
    (items ?? []).map(({ name }) => name ?? '').join(comma);
}

/** Cells of one of the lists, each with its place in the answer. */
const cellsOf = (told: Told, list: keyof Linkage) => (at: number, field: string, value: ReactNode) => (
  <Cell>
    <Value told={told} at={['resident', 'linkage', list, at, field]}>
      {value}
    </Value>
  </Cell>
);

export function Inquiries({ rows, told }: RowsOf<'requests'>) {
  const cell = cellsOf(told, 'requests');
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
          {cell(at, 'row', one.row)}
          {cell(at, 'provider', one.provider?.name)}
          {cell(at, 'items', items(one.items))}
          <Cell>
            <Value told={told} at={['resident', 'linkage', 'requests', at, 'state']}>
              {one.state !== null && words.states[one.state]}
            </Value>
            {one.refusal !== null && (
              <p>{both({ ja: one.refusal.messageJa ?? '', en: one.refusal.message ?? '' })}</p>
            )}
            {one.quarantine !== null && <p>{words.quarantined}</p>}
          </Cell>
          {cell(at, 'requestedAt', instant(one.requestedAt))}
          {cell(at, 'requestedBy', one.requestedBy && `${one.requestedBy} ${one.caseNumber ?? ''}`)}
        </Row>
      )}
    />
  );
}

export function ExchangeRecords({ rows, told }: RowsOf<'records'>) {
  const cell = cellsOf(told, 'records');
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
          {cell(at, 'side', one.side && words.sides[one.side])}
          {cell(at, 'row', one.row)}
          {cell(at, 'counterpart', one.counterpart?.name)}
          {cell(at, 'items', items(one.items))}
          {cell(at, 'requestedAt', instant(one.requestedAt))}
          {cell(at, 'providedAt', instant(one.providedAt))}
          {cell(
            at,
            'hidden',
            <YesNo
              {...{ told, value: one.hidden, yes: common.yes, no: common.no }}
              at={['resident', 'linkage', 'records', at, 'hidden']}
            />,
          )}
        </Row>
      )}
    />
  );
}

export function Restrictions({ rows, told }: RowsOf<'restrictions'>) {
  const cell = cellsOf(told, 'restrictions');
  const words = useWords(linkageWords);
  const common = useWords(commonWords);
  const instant = useInstant();
  const place = (at: number, field: string) => ['resident', 'linkage', 'restrictions', at, field];
  const said = (at: number, field: 'noAutomaticAnswer' | 'nonDisclosure', value: boolean | null) => (
    <Cell>
      <YesNo {...{ told, at: place(at, field), value, yes: common.yes, no: common.no }} />
    </Cell>
  );
  return (
    <Part
      {...{ title: words.restrictions, name: 'restrictions', rows, told }}
      heads={[words.items, words.noAnswer, words.hidden, words.changed]}
      draw={(one, at) => (
        <Row key={at}>
          {cell(at, 'item', one.item?.name)}
          {said(at, 'noAutomaticAnswer', one.noAutomaticAnswer)}
          {said(at, 'nonDisclosure', one.nonDisclosure)}
          {cell(at, 'changedAt', instant(one.changedAt))}
        </Row>
      )}
    />
  );
}

export function Copies({ rows, told }: RowsOf<'copies'>) {
  const cell = cellsOf(told, 'copies');
  const words = useWords(linkageWords);
  const instant = useInstant();
  return (
    <Part
      {...{ title: words.copies, name: 'copies', rows, told }}
      heads={[words.items, words.version, words.valid, words.refreshed]}
      draw={(one, at) => (
        <Row key={at}>
          {cell(at, 'item', one.item?.name)}
          {cell(at, 'version', one.version)}
          {cell(at, 'validFrom', one.validFrom && `${one.validFrom}–${one.validTo ?? ''}`)}
          {cell(at, 'refreshedAt', instant(one.refreshedAt))}
        </Row>
      )}
    />
  );
}
