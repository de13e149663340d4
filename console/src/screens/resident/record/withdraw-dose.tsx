import { useState } from 'react';
import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { choicesOf } from '../../../parts/choices-of.js';
import { OneOf } from '../../../parts/choices.js';
import { FaultBox } from '../../../parts/fault-box.js';
import { Heading } from '../../../parts/heading.js';
import { partWords } from '../../../parts/words.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import { useBoth } from '../../../words/language.js';
import type { Dose } from '../dose.js';
import type { ImmunizationWay } from '../operations.generated.js';
import { Reason } from './reason.js';
import { useChange } from './use-change.js';
import { recordWords } from './words.js';

export interface WithdrawDoseProps {
  readonly atenaNumber: string;
  readonly dose: Dose;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** A withdrawn record stays on file, struck through, and is counted nowhere. */
export function WithdrawDose({ atenaNumber, dose, onDone, onCancel }: WithdrawDoseProps) {
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const parts = useWords(partWords);
  const both = useBoth();
  const [reason, setReason] = useState('');
  const [way, setWay] = useState<Exclude<ImmunizationWay, 'VRS_IMPORT'> | null>(null);
  const changing = useChange();
  const errors = changing.outcome?.userErrors ?? [];
  const save = async () => {
    if (way === null) return;
    const { id, version } = dose;
    const input = { atenaNumber, id, version: version ?? '', way, reason: reason.trim() };
    const outcome = await changing.save({ kind: 'WITHDRAW', input });
    if (outcome !== null && outcome.userErrors.length === 0 && outcome.change !== null) onDone(words.saved);
  };
  return (
    <section className="mb-8 rounded-8 border-2 border-red-800 p-4">
      <Heading>{words.withdrawTitle}</Heading>
      <p>
        {dose.vaccine?.name} {dose.date?.wareki}
      </p>
      <OneOf legend={words.way} choices={choicesOf(words.ways)} value={way} onChange={setWay} />
      <Reason value={reason} onChange={setReason} />
      {changing.fault !== null && <FaultBox fault={changing.fault} />}
      {errors.length > 0 && (
        <Banner kind="error" title={parts.faultTitle} alert>
          {errors.map((one) => (
            <p key={one.message}>{both({ ja: one.messageJa, en: one.message })}</p>
          ))}
        </Banner>
      )}
      <div className="flex gap-4">
        <Button size="lg" variant="solid-fill" aria-disabled={changing.pending} onClick={() => void save()}>
          {words.withdraw}
        </Button>
        <Button size="lg" variant="outline" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </section>
  );
}
