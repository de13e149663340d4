import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { useActsInTurn } from '../../graph/use-acts-in-turn.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Heading } from '../../parts/heading.js';
import { useWords } from '../../words/catalogue.js';
import {
  DecideFindingDocument,
  type FindingDecision,
  type FindingDecisionReason,
} from './operations.generated.js';
import { Outcomes, type Proposal } from './outcomes.js';
import type { Finding } from './page.js';
import type { Chosen } from './use-chosen.js';
import { reconciliationWords } from './words.js';

export interface ProposeManyProps {
  readonly chosen: Chosen;
  readonly onChanged: () => void;
}

/** One decision and one reason for all that are chosen; each is an act, and a record, of its own. */
export function ProposeMany({ chosen, onChanged }: ProposeManyProps) {
  const { total, outcomes, run, stop } = useActsInTurn(
    DecideFindingDocument,
    ({ decision, reason, finding: { id, digest } }: Proposal, idempotencyKey) => ({
      input: {
        ...{ id: id ?? '', digest: digest ?? '', decision, reason, values: null },
        ...{ idempotencyKey, validateOnly: false },
      },
    }),
    (data) => data.decideFinding?.userErrors ?? [],
  );
  const send = async (proposals: readonly Proposal[]) => {
    await run(proposals);
    onChanged();
  };
  const { findings } = chosen;
  return (
    <>
      {total === null && findings.length > 0 && (
        <Together key={findings[0]?.kind} findings={findings} onSend={(proposals) => void send(proposals)} />
      )}
      {total !== null && <UnderWay sent={outcomes.length} total={total} onStop={stop} />}
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} isWhole={total === null} />}
    </>
  );
}

interface TogetherProps {
  readonly findings: readonly Finding[];
  readonly onSend: (proposals: readonly Proposal[]) => void;
}

function Together({ findings, onSend }: TogetherProps) {
  const words = useWords(reconciliationWords);
  const [decision, setDecision] = useState<SameForAll | null>(null);
  const [reason, setReason] = useState<FindingDecisionReason | null>(null);
  const kind = findings[0]?.kind ?? null;
  const title = words.manyTitle(findings.length, kind === null ? '' : words.kinds[kind]);
  return (
    <form
      aria-label={title}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (decision === null || reason === null) return;
        onSend(findings.map((finding) => ({ finding, decision, reason })));
      }}
    >
      <Heading>{title}</Heading>
      <p>{words.manyIntro}</p>
      <OneOf
        legend={words.decision}
        required
        choices={choicesOf(words.decisions).filter(isSameForAll)}
        value={decision}
        onChange={setDecision}
      />
      <OneOf
        required
        legend={words.reason}
        choices={choicesOf(words.reasons)}
        value={reason}
        onChange={setReason}
      />
      <Button
        size="md"
        variant="solid-fill"
        type="submit"
        aria-disabled={decision === null || reason === null}
      >
        {words.proposeMany(findings.length)}
      </Button>
    </form>
  );
}

/** Values that are put right are one finding's own. */
type SameForAll = Exclude<FindingDecision, 'CORRECT'>;
const isSameForAll = <One extends { readonly value: FindingDecision }>(
  one: One,
): one is One & { readonly value: SameForAll } => one.value !== 'CORRECT';

interface UnderWayProps {
  readonly sent: number;
  readonly total: number;
  readonly onStop: () => void;
}

function UnderWay({ sent, total, onStop }: UnderWayProps) {
  const words = useWords(reconciliationWords);
  return (
    <div className="mt-6">
      <p role="status">{words.progress(sent, total)}</p>
      <progress className="my-3 block w-full" aria-label={words.outcomesTitle} value={sent} max={total} />
      <Button size="md" variant="outline" onClick={onStop}>
        {words.stop}
      </Button>
    </div>
  );
}
