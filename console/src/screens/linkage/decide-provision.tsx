import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Banner } from '../../parts/banner.js';
import { Dialog } from '../../parts/dialog.js';
import { SureButtons } from '../../parts/sure-buttons.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Pairs } from '../../parts/pairs.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import { useSession } from '../../session/session.js';
import type { Payload, Provision } from './one-provision.js';
import { ApproveProvisionDocument, RejectProvisionDocument } from './operations.generated.js';
import { linkageWords } from './words.js';

type Decision = 'approve' | 'reject';

export interface DecideProvisionProps {
  readonly one: Provision;
  readonly payload: Payload;
  readonly onDecided: () => void;
}

function useDecisions() {
  const words = useWords(linkageWords);
  const approve = useKeyedAct(
    ApproveProvisionDocument,
    (input: { readonly id: string; readonly contentHash: string }, idempotencyKey) => ({
      ...input,
      idempotencyKey,
    }),
    (data) => data.approveProvision?.userErrors ?? [],
    () => words.done.approve,
  );
  const reject = useKeyedAct(
    RejectProvisionDocument,
    (input: { readonly id: string }, idempotencyKey) => ({ ...input, idempotencyKey }),
    (data) => data.rejectProvision?.userErrors ?? [],
    () => words.done.reject,
  );
  return { approve, reject };
}

/** Approves exactly what was read, or refuses. What has changed since is refused by the gateway, with both hashes in sight. */
export function DecideProvision({ one, payload, onDecided }: DecideProvisionProps) {
  const words = useWords(linkageWords);
  const may = useOpens()?.allows('LINKAGE', 'APPROVE') === true;
  const caseNumber = useSession((state) => state.work?.caseNumber ?? null);
  const [asked, setAsked] = useState<Decision | null>(null);
  const { id } = one;
  const contentHash = payload.contentHash ?? '';
  const { approve, reject } = useDecisions();
  if (!may)
    return (
      <Banner kind="info" title={words.needsCase}>
        {words.needsCaseText}
      </Banner>
    );
  const fault = approve.fault ?? reject.fault;
  const ask = (which: Decision) => {
    approve.forget();
    reject.forget();
    setAsked(which);
  };
  const decide = async () => {
    const done = asked === 'approve' ? await approve.act({ id, contentHash }) : await reject.act({ id });
    setAsked(null);
    if (done !== null) onDecided();
  };
  return (
    <section aria-label={words.decide} className="mt-6 border-t border-solid-gray-420 pt-4">
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={[...approve.errors, ...reject.errors]} />
      <p className="mb-3">{words.decideText(caseNumber ?? '')}</p>
      <div className="flex flex-wrap gap-4">
        <Button size="lg" variant="solid-fill" onClick={() => ask('approve')}>
          {words.approve}
        </Button>
        <Button size="lg" variant="outline" onClick={() => ask('reject')}>
          {words.reject}
        </Button>
      </div>
      {asked !== null && (
        <Sure
          {...{ one, asked, pending: approve.pending || reject.pending }}
          onSure={() => void decide()}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

interface SureProps {
  readonly one: Provision;
  readonly asked: Decision;
  readonly pending: boolean;
  readonly onSure: () => void;
  readonly onClose: () => void;
}

function Sure({ one: { resident, inquirer }, asked, pending, onSure, onClose }: SureProps) {
  const words = useWords(linkageWords);
  const approves = asked === 'approve';
  return (
    <Dialog title={approves ? words.approveQuestion : words.rejectQuestion} onClose={onClose}>
      <Pairs
        rows={[
          ...(resident === null
            ? []
            : [[words.person, [resident.name?.kanji, resident.atenaNumber].join(' ').trim()] as const]),
          ...(inquirer?.name == null ? [] : [[words.inquirer, inquirer.name] as const]),
        ]}
      />
      <p className="my-4">{approves ? words.approveText : words.rejectText}</p>
      <SureButtons {...{ label: approves ? words.approveNow : words.rejectNow, pending, onSure, onClose }} />
    </Dialog>
  );
}
