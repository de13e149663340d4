import { useState } from 'react';
import { Select } from '../../dads/select.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Field } from '../../parts/field.js';
import { Heading } from '../../parts/heading.js';
import { MonthField, monthBefore, type Days } from '../../parts/month-field.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import {
  ReportOfContractDocument,
  type ContractorReportKind,
  type ReportOfContractQuery,
} from './operations.generated.js';
import type { Facts } from './page.js';
import { auditWords } from './words.js';

type Report = NonNullable<ReportOfContractQuery['contractorReport']>;

const KINDS: readonly ContractorReportKind[] = ['ACCESS', 'RECORDS', 'PERFORMANCE'];

/** What a contractor's people did in a month, to be read here: on paper it comes with the ledger of outputs. */
export function ContractorReports({ facts }: { readonly facts: Facts }) {
  const words = useWords(auditWords);
  const common = useWords(commonWords);
  const { today } = facts.systemHealth;
  const { contracts } = facts.contracts;
  const [contract, setContract] = useState(contracts[0]?.id ?? '');
  const [kind, setKind] = useState<ContractorReportKind>('ACCESS');
  const [days, setDays] = useState(() => monthBefore(today, 0));
  return (
    <>
      <div className="flex flex-wrap gap-x-6">
        <Field label={words.contract}>
          {(control) => (
            <Select
              {...{ ...control, blockSize: 'md', value: contract }}
              onChange={({ target }) => setContract(target.value)}
            >
              {contracts.length === 0 && <option value="">{common.none}</option>}
              {contracts.map(({ id, contractor, matter }) => (
                <option key={id} value={id}>
                  {id} {contractor} {matter}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={words.reportKind}>
          {(control) => (
            <Select
              {...{ ...control, blockSize: 'md', value: kind }}
              onChange={({ target }) => setKind(target.value as ContractorReportKind)}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {words.reportKinds[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <MonthField {...{ label: words.month, today, value: days }} onChange={setDays} />
      </div>
      {contract !== '' && <OneReport {...{ contract, kind, days }} />}
    </>
  );
}

interface OneReportProps {
  readonly contract: string;
  readonly kind: ContractorReportKind;
  readonly days: Days;
}

function OneReport({ contract, kind, days }: OneReportProps) {
  const words = useWords(auditWords);
  const asked = useAsk(ReportOfContractDocument, { contract, kind, ...days });
  return (
    <Answered asked={asked}>
      {({ contractorReport }) =>
        contractorReport === null ? <p>{words.noContract}</p> : <ReportText report={contractorReport} />
      }
    </Answered>
  );
}

function ReportText({ report }: { readonly report: Report }) {
  const words = useWords(auditWords);
  const both = useBoth();
  const text = ({ textJa, textEn }: { readonly textJa: string; readonly textEn: string }) =>
    both({ ja: textJa, en: textEn });
  return (
    <article>
      <Heading>{text(report.title)}</Heading>
      <p className="text-dns-14N-130 text-solid-gray-700">
        {words.reportLine(report.from, report.to, report.madeOn, report.cites)}
      </p>
      {report.sections.map((section) => (
        <section key={section.heading.textEn} className="mt-6">
          <h3 className="text-std-18B-160 mb-2">{text(section.heading)}</h3>
          {section.sentences.map((sentence) => (
            <p key={sentence.textEn}>{text(sentence)}</p>
          ))}
          {section.columns.length > 0 && section.rows.length === 0 && <p>{words.nothingFound}</p>}
          {section.rows.length > 0 && (
            <Table caption={words.table} heads={section.columns.map(text)}>
              {section.rows.map((row, at) => (
                <Row key={at}>
                  {row.map((cell, column) => (
                    <Cell key={column}>{cell}</Cell>
                  ))}
                </Row>
              ))}
            </Table>
          )}
        </section>
      ))}
    </article>
  );
}
