import type { ReactNode } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading } from '../../parts/heading.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { FieldAccesses, OutcomeTag } from './field-accesses.js';
import { AccessesOfRecordDocument, type OneRecordQuery } from './operations.generated.js';
import { useName } from './use-name.js';
import { Where } from './where.js';
import { auditWords } from './words.js';

type Operation = NonNullable<OneRecordQuery['accessRecord']>;

const STATUS = { ANSWERED: 'good', REFUSED: 'bad', FAILED: 'warning', OPEN: 'warning' } as const;

/** All that the log has of one operation. */
export function RecordDetails({ operation }: { readonly operation: Operation }) {
  const words = useWords(auditWords);
  const instant = useInstant();
  const name = useName();
  const both = useBoth();
  const methods: Readonly<Record<string, string>> = words.method;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.recordNumber, <span className="font-mono">{operation.record}</span>],
    [words.intent, <span className="font-mono">{operation.intent ?? words.noIntent}</span>],
    [words.when, instant(operation.at)],
    [words.status, <Tag tone={STATUS[operation.status]}>{words.statuses[operation.status]}</Tag>],
    [
      words.who,
      operation.account === null ? words.nobody : `${name(operation.account)} (${operation.account.id})`,
    ],
    [words.why, <Where {...operation} />],
    [words.loggedInBy, operation.loginMethods.map((method) => methods[method] ?? method).join(words.comma)],
    [words.codes, operation.codes.length > 0 ? operation.codes.join(words.comma) : words.none],
    ...(operation.detail === null ? [] : [[words.detail, operation.detail] as const]),
    [words.extent, words.personsAndCount(operation.persons, operation.count)],
    [words.operationName, operation.operationName ?? words.none],
    [words.document, <span className="font-mono">{operation.document ?? words.none}</span>],
    [words.policyVersion, <span className="font-mono">{operation.policyVersion}</span>],
  ];
  return (
    <>
      <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] border-t border-solid-gray-420">
        {rows.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-solid-gray-200 py-2">
            <dt className="pr-6 font-700">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <Heading>{words.what}</Heading>
      {operation.fields.length > 0 ? (
        <FieldAccesses fields={operation.fields} />
      ) : (
        <p>
          {words.askedFor(
            operation.asked.map((field) => both({ ja: field.labelJa, en: field.labelEn })).join(words.comma),
          )}
        </p>
      )}
      <Opened title={words.eachAccess}>{() => <EachAccess record={operation.record} />}</Opened>
    </>
  );
}

function EachAccess({ record }: { readonly record: string }) {
  const words = useWords(auditWords);
  const both = useBoth();
  const paging = usePaging(record);
  const asked = useAsk(AccessesOfRecordDocument, { record, after: paging.after });
  return (
    <Answered asked={asked}>
      {({ recordAccesses: { nodes, pageInfo } }) => (
        <>
          <PageHead paging={paging} />
          <Table
            caption={words.eachAccess}
            heads={[words.field, words.path, words.pseudonym, words.outcomeHead]}
          >
            {nodes.map((access) => (
              <Row key={access.path}>
                <Cell>
                  {both({ ja: access.labelJa, en: access.labelEn })}
                  <span className="block font-mono text-dns-14N-130">{access.coordinate}</span>
                </Cell>
                <Cell>
                  <span className="font-mono text-dns-14N-130">{access.path}</span>
                </Cell>
                <Cell>
                  <span className="font-mono text-dns-14N-130">{access.subject ?? words.nobody}</span>
                </Cell>
                <Cell>
                  <OutcomeTag outcome={access.outcome} /> {access.reason}
                </Cell>
              </Row>
            ))}
          </Table>
          <Pager paging={paging} pageInfo={pageInfo} />
        </>
      )}
    </Answered>
  );
}
