import { useState } from 'react';
import type { Dose } from '../dose.js';
import { changesOf, missingOf, NEW_DRAFT, rebased, recordOf, type Draft } from './draft.js';
import type { FormChoices } from './form-choices.js';
import { draftOf } from './on-file.js';
import { isStale, useChange, type Change } from './use-change.js';
import { missingReason, useNeeded } from './use-needed.js';

export interface EntriesOf {
  readonly atenaNumber: string;
  /** As it was read; null to record a new one. */
  readonly dose: Dose | null;
  /** The same as it stands by the newest answer; null: nobody has it now. */
  readonly latest: Dose | null;
  readonly onStale: () => void;
  readonly form: FormChoices;
}

/** What is typed into the form of a dose, over the version of the record that it is made over. */
export function useEntries({ atenaNumber, dose, latest, onStale, form }: EntriesOf) {
  /** What the entries are made over: what was read, or what stands since somebody else has changed it. */
  const [base, setBase] = useState(dose);
  const before = base === null ? NEW_DRAFT : draftOf(base, form);
  const [draft, setDraft] = useState<Draft>(before);
  const [reason, setReason] = useState('');
  const [reviewed, setReviewed] = useState(false);
  const needed = useNeeded();
  const changing = useChange(onStale);
  const change = () => changeOf({ atenaNumber, dose: base, draft, before, reason });
  const review = async (made: Change | null, entered: Draft) => {
    const missing = missingOf(entered, base === null ? null : draftOf(base, form));
    const has = needed.has([...missing, ...(base === null ? [] : missingReason(reason))]);
    if (has && made === null) needed.sayNothingDiffers();
    setReviewed(has && made !== null && (await changing.check(made)) !== null);
  };
  /** Does what was reviewed; resolves with null where nothing came of it. */
  const save = async () => {
    const made = change();
    const asksWhy = base !== null || (changing.outcome?.warnings ?? []).length > 0;
    if (!needed.has(asksWhy ? missingReason(reason) : []) || made === null) return null;
    const outcome = await changing.save(made);
    return outcome === null || outcome.userErrors.length > 0 ? null : outcome.change;
  };
  const check = () => review(change(), draft);
  /** Somebody has changed the record since: this is what stands. */
  const standing =
    isStale(changing) && base !== null && latest !== null && latest.version !== base.version ? latest : null;
  const goOn = async () => {
    if (standing === null) return;
    const onto = draftOf(standing, form);
    const next = rebased(draft, before, onto);
    setBase(standing);
    setDraft(next);
    await review(changeOf({ atenaNumber, dose: standing, draft: next, before: onto, reason }), next);
  };
  return {
    ...{ base, before, draft, setDraft, reason, setReason, reviewed, setReviewed },
    ...{
      error: needed.error,
      changing,
      against: changing.against(change()),
      isRefused: changing.isRefused(change()),
      check,
      save,
      standing,
      goOn,
    },
  };
}

interface Entered {
  readonly atenaNumber: string;
  readonly dose: Dose | null;
  readonly draft: Draft;
  readonly before: Draft;
  readonly reason: string;
}

/** null as long as something is missing, or nothing differs. */
function changeOf({ atenaNumber, dose, draft, before, reason }: Entered): Change | null {
  const why = reason.trim();
  if (dose === null) {
    const record = recordOf(draft);
    return record === null
      ? null
      : { kind: 'RECORD', input: { ...record, atenaNumber, reason: why || null } };
  }
  const { id, version } = dose;
  const { way } = draft;
  const changes = changesOf(draft, before);
  if (Object.keys(changes).length === 0 || way === null || missingOf(draft, before).length > 0) return null;
  return { kind: 'CORRECT', input: { atenaNumber, id, version: version ?? '', changes, way, reason: why } };
}
