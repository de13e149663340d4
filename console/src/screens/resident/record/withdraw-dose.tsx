import { useState } from 'react';
import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { StepHeading } from '../../../parts/heading.js';
import { useRefused } from '../../../parts/refused.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import type { Dose } from '../dose.js';
import type { ImmunizationWay } from '../operations.generated.js';
import { BothVersions } from './both-versions.js';
import { Faults } from './faults.js';
import { Reason } from './reason.js';
import { isStale, useChange, type Change } from './use-change.js';
import { missingReason, useNeeded } from './use-needed.js';
import { Way } from './way.js';
import { recordWords } from './words.js';

export interface WithdrawDoseProps {
  readonly atenaNumber: string;
  readonly dose: Dose;
  /** The same as it stands by the newest answer; null: nobody has it now. */
  readonly latest: Dose | null;
  readonly onStale: () => void;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** A withdrawn record stays on file, struck through, and is counted nowhere. */
export function WithdrawDose(props: WithdrawDoseProps) {
  const { atenaNumber, latest, onStale, onDone, onCancel } = props;
  const [dose, setDose] = useState(props.dose);
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const [reason, setReason] = useState('');
  const [way, setWay] = useState<ImmunizationWay | null>(null);
  const changing = useChange(onStale);
  const needed = useNeeded();
  const changeOf = ({ id, version }: Dose): Change | null =>
    way === null
      ? null
      : { kind: 'WITHDRAW', input: { atenaNumber, id, version: version ?? '', way, reason: reason.trim() } };
  const save = async () => {
    const change = changeOf(dose);
    const missing = [...(way === null ? (['way'] as const) : []), ...missingReason(reason)];
    if (!needed.has(missing) || change === null) return;
    const outcome = await changing.save(change);
    if (outcome !== null && outcome.userErrors.length === 0 && outcome.change !== null)
      onDone(outcome.change.state === 'AWAITING_APPROVAL' ? words.withdrawalWaits : words.withdrawn);
  };
  const refused = useRefused(changing.against(changeOf(dose)));
  const standing = isStale(changing) && latest !== null && latest.version !== dose.version ? latest : null;
  const goOn = async () => {
    if (standing === null) return;
    setDose(standing);
    const change = changeOf(standing);
    if (change !== null) await changing.check(change);
  };
  return (
    <section className="mb-8 rounded-8 border-2 border-red-800 p-4">
      <StepHeading>{words.withdrawTitle}</StepHeading>
      <p>{[dose.vaccine?.name, dose.date?.wareki].join(' ')}</p>
      <Way isOfChange value={way} error={refused.at('way')} onChange={setWay} />
      <Reason value={reason} error={refused.at('reason')} onChange={setReason} />
      {refused.rest((errors) => (
        <Faults errors={errors} />
      ))}
      {needed.error !== null && <Banner kind="error" title={needed.error} alert />}
      {standing !== null && <BothVersions read={dose} standing={standing} onGoOn={() => void goOn()} />}
      <div className="flex flex-wrap gap-4">
        {!isStale(changing) && (
          <Button
            size="lg"
            variant="solid-fill"
            aria-disabled={changing.pending || changing.isRefused(changeOf(dose))}
            onClick={({ currentTarget }) =>
              void save().then(() => refused.showFirst(currentTarget.closest('section')))
            }
          >
            {words.withdrawNow}
          </Button>
        )}
        <Button size="lg" variant="outline" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </section>
  );
}
