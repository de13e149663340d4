import type { ReactNode } from 'react';
import type { Told } from '../../graph/answer.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { Approve } from './approve.js';
import { Choose } from './choose.js';
import { Propose } from './propose.js';
import type { Finding } from './page.js';
import type { Chosen } from './use-chosen.js';
import { reconciliationWords } from './words.js';

export interface FindingCardProps {
  readonly finding: Finding;
  /** Its place in the answer. */
  readonly at: number;
  readonly asked: Told;
  readonly chosen: Chosen;
  readonly onChanged: () => void;
}

/** Both sides beside each other, which of them is taken to be wrong and why, and the decision. */
export function FindingCard({ finding, at, asked, chosen, onChanged }: FindingCardProps) {
  const words = useWords(reconciliationWords);
  const both = useBoth();
  const instant = useInstant();
  const { kind, state, suspected, confidence, reasons } = finding;
  const value = (field: string, shown: ReactNode) => (
    <Value told={asked} at={[...placeOf(at), field]}>
      {shown}
    </Value>
  );
  return (
    <article className="rounded-8 border border-solid-gray-420 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-std-17B-170">{value('kind', kind && words.kinds[kind])}</h2>
        {value(
          'state',
          state && <Tag tone={state === 'OPEN' ? 'warning' : 'plain'}>{words.states[state]}</Tag>,
        )}
        {suspected !== null && (
          <span className="text-dns-14N-130">
            {words.suspect(words.suspects[suspected], Math.round((confidence ?? 0) * 100))}
          </span>
        )}
        <span className="ml-auto text-dns-14N-130">{words.person(finding.atenaNumber ?? '')}</span>
      </div>
      <Sides finding={finding} at={at} asked={asked} />
      <ul className="mt-2 list-disc pl-6 text-dns-14N-130">
        {(reasons ?? []).map((reason, place) => (
          <li key={place}>
            <Value told={asked} at={[...placeOf(at), 'reasons', place, 'textJa']}>
              {both({ ja: reason.textJa ?? '', en: reason.textEn ?? '' })}
            </Value>
          </li>
        ))}
      </ul>
      {finding.decision !== null && (
        <p className="mt-2 border-l-4 border-solid-gray-420 pl-3">
          {words.proposed(words.decisions[finding.decision], finding.proposedBy ?? '')}
          {finding.decidedBy !== null && ` ${words.decided(finding.decidedBy, instant(finding.decidedAt))}`}
        </p>
      )}
      {state === 'OPEN' && <Choose finding={finding} chosen={chosen} />}
      {state === 'OPEN' && (
        <Opened title={words.propose}>{() => <Propose finding={finding} onChanged={onChanged} />}</Opened>
      )}
      {state === 'PROPOSED' && <Approve finding={finding} onChanged={onChanged} />}
    </article>
  );
}

const placeOf = (at: number) => ['reconciliationFindings', 'nodes', at];

const FIELDS = ['day', 'doseNumber', 'makers', 'lot'] as const;

function Sides({
  finding: { ledger, vrs, kind },
  at,
  asked,
}: Omit<FindingCardProps, 'chosen' | 'onChanged'>) {
  const words = useWords(reconciliationWords);
  // VRS is for its users on LGWAN terminals; to others the graph gives nothing in its place.
  const hidden = vrs === null && kind !== 'MISSING_IN_VRS';
  const textOf = (side: Finding['ledger'], field: (typeof FIELDS)[number]): string => {
    const value = side?.[field] ?? null;
    return Array.isArray(value) ? value.join(words.comma) : value === null ? '' : String(value);
  };
  const cell = (side: 'ledger' | 'vrs', field: string, content: ReactNode) => (
    <Value told={asked} at={[...placeOf(at), side, field]}>
      {content}
    </Value>
  );
  return (
    <Table caption={words.sides} heads={[words.field, words.ledger, words.vrs]}>
      {FIELDS.map((field, row) => {
        const [left, right] = [textOf(ledger, field), textOf(vrs, field)];
        const differs = ledger !== null && vrs !== null && left !== right;
        return (
          <Row key={field}>
            <Cell>
              {words.fields[field]} {differs && <Tag tone="warning">{words.differs}</Tag>}
            </Cell>
            <Cell>{cell('ledger', field, left)}</Cell>
            {hidden ? (
              row === 0 && (
                <td rowSpan={FIELDS.length} className="withheld px-3 py-2">
                  {words.vrsHidden}
                </td>
              )
            ) : (
              <Cell>{cell('vrs', field, right)}</Cell>
            )}
          </Row>
        );
      })}
    </Table>
  );
}
