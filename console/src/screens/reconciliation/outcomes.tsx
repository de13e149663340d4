import type { Outcome } from '../../graph/use-acts-in-turn.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { FindingDecision, FindingDecisionReason } from './operations.generated.js';
import type { Finding } from './page.js';
import { reconciliationWords } from './words.js';

export interface Proposal {
  readonly finding: Finding;
  readonly decision: FindingDecision;
  readonly reason: FindingDecisionReason;
}

interface OutcomesProps {
  readonly outcomes: readonly Outcome<Proposal>[];
  /** Nothing more comes. */
  readonly isWhole: boolean;
}

/** What became of each, those that were refused with the reason. */
export function Outcomes({ outcomes, isWhole }: OutcomesProps) {
  const words = useWords(reconciliationWords);
  const both = useBoth();
  const count = (result: Outcome<Proposal>['result']) =>
    outcomes.filter((one) => one.result === result).length;
  const whyOf = ({ errors, fault }: Outcome<Proposal>): string =>
    [
      ...errors.map(({ message, messageJa }) => ({ ja: messageJa, en: message })),
      ...(fault === null ? [] : [fault.text]),
    ]
      .map(both)
      .join(' ');
  return (
    <section aria-label={words.outcomesTitle} className="mt-6">
      {isWhole && (
        <p role="status">{words.outcomesSum(count('DONE'), count('REFUSED'), count('NOT_SENT'))}</p>
      )}
      <Table caption={words.outcomesTitle} heads={[words.finding, words.result]}>
        {outcomes.map((outcome) => {
          const { finding } = outcome.input;
          return (
            <Row key={finding.id}>
              <Cell>
                {words.person(finding.atenaNumber ?? '')} {finding.ledger?.day ?? finding.vrs?.day}
              </Cell>
              <Cell>
                <Tag tone={outcome.result === 'DONE' ? 'plain' : 'warning'}>
                  {words.results[outcome.result]}
                </Tag>{' '}
                {whyOf(outcome)}
              </Cell>
            </Row>
          );
        })}
      </Table>
    </section>
  );
}
