import type { DoseContent, KeptDose } from '../../adapters/health-management/model.js';
import type { CursorCodec } from '../paging/cursor.js';
import type { Page } from '../paging/page.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { faultOfApproval } from './approver.js';
import { busySubject, type ChangeRow } from './change-row.js';
import { changeView } from './change-views.js';
import {
  holderOf,
  isLocked,
  knownInstitutions,
  readDoseFile,
  seenOf,
  standingDoses,
  type DoseFile,
  type FileParts,
} from './dose-file.js';
import { originOf, tidied, withNumber } from './entered-content.js';
import { faultsOfChange } from './faults-of-change.js';
import { faultsOfLook } from './faults-of-look.js';
import { vaccineChoices } from './form.js';
import { judgeDose, type Judged } from './judge-dose.js';
import type { GivenDose } from './dose-facts.js';
import { against, factsOf, faultsOfDecision, faultsOfReason, NO_NEWS, type News } from './judgements.js';
import { asCanonical, needsApproval, newChangeRow, type NewChange } from './new-change.js';
import type {
  ChangeView,
  CorrectInput,
  DecideInput,
  RecordAccess,
  RecordForm,
  RecordInput,
  RecordResult,
  WithdrawInput,
} from './record-access.js';
import { RecordActs, staleFault, type Judgement, type RecordActsParts } from './record-acts.js';
import type { ChangePlace } from './record-store.js';
import { changedRow, differences, rowOf } from './row-content.js';
import { recordFault, type RecordFault, type RecordWarning } from './record-texts.js';
import { asTitle } from '../errors/business-fault.js';
import { faultsOfSettled } from './settled-elsewhere.js';
import { isImport } from './terms.js';

export interface RecordDeskParts extends RecordActsParts, Omit<FileParts, 'store'> {
  readonly sources: RecordActsParts['sources'] & FileParts['sources'];
  readonly policy: Pick<LoadedPolicy, 'records' | 'schedule'>;
  readonly staff: StaffIndex;
  /** 全国地方公共団体コード of the city. */
  readonly municipality: string;
  /** The caller's own. */
  readonly cursors: CursorCodec;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Vaccination records for one request, in its caller's name. */
export class RecordDesk implements RecordAccess {
  private readonly acts: RecordActs;

  constructor(private readonly parts: RecordDeskParts) {
    this.acts = new RecordActs(parts);
  }

  form(date: string): RecordForm {
    const { policy } = this.parts;
    const { approverOffice } = policy.records;
    return { date, vaccines: vaccineChoices(policy, date), approverOffice };
  }

  record(input: RecordInput): Promise<RecordResult> {
    const { content, despite, ...facts } = factsOf(input);
    const asked = { ...facts, content: asCanonical(content) };
    return this.acts.act('recordImmunization', input, asked, async () => {
      const file = await this.file(input.atenaNumber);
      if (file === null) return against('NO_FILE', 'atenaNumber');
      const [healthNumber = ''] = file.healthNumbers;
      const whole = withNumber(tidied(content), file, this.parts.policy);
      const { faults, warnings } = await this.judge({ ...input, content: whole }, file, null);
      const settled = isImport(input.way) ? faultsOfSettled(file, whole) : [];
      return this.judgement({
        ...{ file, despite },
        faults: [...faults, ...settled, ...faultsOfReason(input.reason)],
        needsReason: warnings.length > 0,
        change: {
          ...{ kind: 'RECORD', doseId: null, atenaNumber: input.atenaNumber, healthNumber },
          ...{ way: input.way, origin: input.origin, evidence: input.evidence, reason: input.reason },
          ...{ warnings, baseVersion: null, before: null, after: rowOf({ content: whole }), awaits: false },
        },
      });
    });
  }

  correct(input: CorrectInput): Promise<RecordResult> {
    const { changes, despite, ...facts } = factsOf(input);
    const asked = { ...facts, changes: asCanonical(changes) };
    return this.acts.act('correctImmunization', input, asked, async () => {
      const found = await this.standing(input);
      if ('faults' in found) return found;
      const { file, dose } = found;
      const before = rowOf(dose);
      const after = changedRow(before, tidied(changes));
      const changed = differences(before, after);
      if (Object.keys(changed).length === 0) return against('NOTHING_CHANGED', null, dose.id);
      const judged = await this.judgeCorrection(file, dose.id, { changed, after: after.content });
      return this.judgement({
        ...{ file, despite },
        faults: [...judged.faults, ...faultsOfReason(input.reason)],
        needsReason: true,
        change: {
          ...this.ofRow('CORRECT', input, found),
          ...{ warnings: judged.warnings, after },
        },
      });
    });
  }

  withdraw(input: WithdrawInput): Promise<RecordResult> {
    return this.acts.act('withdrawImmunization', input, factsOf(input), async () => {
      const found = await this.standing(input);
      if ('faults' in found) return found;
      return this.judgement({
        file: found.file,
        faults: faultsOfReason(input.reason),
        needsReason: true,
        change: { ...this.ofRow('WITHDRAW', input, found), warnings: [], after: null },
      });
    });
  }

  decide(input: DecideInput): Promise<RecordResult> {
    const { store, account, today, staff, policy, now } = this.parts;
    return this.acts.act('decideImmunizationChange', input, factsOf(input), async () => {
      const row = await store.change(input.id);
      if (row?.state !== 'AWAITING_APPROVAL' || !(await this.isAbout(row, input)))
        return against('UNKNOWN_CHANGE', 'id');
      if (row.contentHash !== input.contentHash) return against('CONTENT_CHANGED', 'contentHash', row.doseId);
      const office = policy.records.approverOffice;
      const fault = faultOfApproval(staff, { account, today, office, askedBy: row.account });
      if (fault !== null) return against(fault, null, row.doseId, [asTitle(office)]);
      const decisionReason = input.reason ?? null;
      const { news, seen } = input.approve ? await this.newsOf(row, input.atenaNumber) : NO_NEWS;
      const faults = [...faultsOfDecision(input.approve, decisionReason), ...news];
      if (faults.length > 0) return { faults, warnings: [], doseId: row.doseId, write: null };
      const state = input.approve ? 'PENDING' : 'REJECTED';
      const { doseId } = row;
      return {
        ...{ faults: [], warnings: [], doseId },
        write: (decidedAct) => ({
          ...{ is: 'DECIDE', id: input.id, seen },
          to: { state, decidedBy: account, decidedAt: now(), decidedAct, decisionReason },
        }),
      };
    });
  }

  async changesOf(doseIds: readonly string[]): Promise<ReadonlyMap<string, readonly ChangeView[]>> {
    const found = new Map<string, ChangeView[]>();
    for (const row of await this.parts.store.changesOfDoses(doseIds)) {
      const list = found.get(row.doseId ?? '') ?? [];
      found.set(row.doseId ?? '', [...list, changeView(row)]);
    }
    return found;
  }

  async waiting(
    state: 'AWAITING_APPROVAL' | 'PENDING',
    { first, after }: { readonly first: number; readonly after: string | null },
  ): Promise<Page<ChangeView>> {
    const { store, cursors } = this.parts;
    const list = `immunizationChanges ${state}`;
    const place = after === null ? null : (cursors.open(list, after) as ChangePlace);
    const found = await store.inState(state, { most: first + 1, after: place });
    const rows = found.slice(0, first);
    const sealed = rows.map(({ at, id }) => cursors.seal(list, { at, id }));
    return {
      nodes: rows.map(changeView),
      cursors: sealed,
      endCursor: sealed.at(-1) ?? null,
      hasNextPage: found.length > first,
      hasPreviousPage: place !== null,
    };
  }

  private file(atenaNumber: string): Promise<DoseFile | null> {
    return readDoseFile(this.parts, atenaNumber);
  }

  /** The row as it was read, if it still stands so, and nobody is at work on it. */
  private async standing(
    input: CorrectInput | WithdrawInput,
  ): Promise<Judgement | { readonly file: DoseFile; readonly dose: KeptDose }> {
    const file = await this.file(input.atenaNumber);
    if (file === null) return against('NO_FILE', 'atenaNumber');
    const dose = file.ledger.find(({ id }) => id === input.id);
    if (dose === undefined) return against('UNKNOWN_DOSE', 'id');
    if (dose.withdrawn) return against('WITHDRAWN', 'id', dose.id);
    const standing = String(dose.version);
    if (standing !== input.version)
      return { ...against('STALE', 'version', dose.id), faults: [staleFault(standing, input.version)] };
    const isBusy = file.changes.some(
      ({ doseId, state }) => doseId === dose.id && (state === 'PENDING' || state === 'AWAITING_APPROVAL'),
    );
    if (isBusy) return against('BUSY', 'id', dose.id);
    if (isImport(input.way) && isLocked(file, dose.id)) return against('LOCKED', 'id', dose.id);
    return { file, dose };
  }

  /** A change stays about its person when their number is merged into another. */
  private async isAbout(row: ChangeRow, { atenaNumber }: DecideInput): Promise<boolean> {
    if (row.atenaNumber === atenaNumber) return true;
    return (await this.parts.persons.of(atenaNumber))?.numbers.includes(row.atenaNumber) ?? false;
  }

  private ofRow(
    kind: 'CORRECT' | 'WITHDRAW',
    { atenaNumber, way, reason }: CorrectInput | WithdrawInput,
    { file, dose }: { readonly file: DoseFile; readonly dose: KeptDose },
  ): Omit<NewChange, 'warnings' | 'after'> {
    const { id: doseId, healthNumber, version: baseVersion } = dose;
    const awaits = needsApproval(this.parts.policy.records, kind, isLocked(file, doseId));
    const facts = { kind, doseId, atenaNumber, healthNumber, way, reason, baseVersion, awaits };
    return { ...facts, before: rowOf(dose), origin: null, evidence: null };
  }

  /**
   * What has come up against a correction while it waited: a dose that was entered or changed meanwhile. The row itself is
   * held by its version, and so is a withdrawal.
   */
  private async newsOf(row: ChangeRow, atenaNumber: string): Promise<News> {
    const { doseId, before, after, warnings } = changeView(row);
    if (after === null || doseId === null) return NO_NEWS;
    const file = await this.file(atenaNumber);
    if (file === null) return { news: [recordFault('NO_FILE', 'atenaNumber')], seen: null };
    const asked = { changed: differences(before, after), after: after.content };
    const judged = await this.judgeCorrection(file, doseId, asked);
    if (judged.faults.length > 0) return { news: judged.faults, seen: null };
    const isSeen = judged.warnings.every(({ code }) => warnings.includes(code));
    return { news: isSeen ? [] : [recordFault('CHANGED_SINCE', 'id')], seen: seenOf(file) };
  }

  private async judgeCorrection(
    file: DoseFile,
    doseId: string,
    { changed, after }: { readonly changed: Partial<DoseContent>; readonly after: DoseContent },
  ): Promise<Judged> {
    const entered = file.changes.find((one) => one.doseId === doseId && one.kind === 'RECORD');
    const given = { content: after, ...originOf(entered), coupon: null };
    const { faults, warnings } = await this.judge(given, file, doseId);
    // Of an old row what nobody touches may be anything.
    return { faults: faultsOfChange(faults, changed), warnings };
  }

  private async judge(given: GivenDose, file: DoseFile, except: string | null): Promise<Judged> {
    const { policy, today, municipality } = this.parts;
    const { institution, preExamInstitution } = given.content;
    const [institutions, couponOf] = await Promise.all([
      knownInstitutions(this.parts, [institution, preExamInstitution]),
      holderOf(this.parts, given.coupon, { healthNumbers: file.healthNumbers, municipality }),
    ]);
    const { birth, sex, death } = file;
    return judgeDose(given, {
      ...{ today, birth, sex, death, institutions, couponOf, municipality },
      others: standingDoses(file, except),
      schedule: policy.schedule,
      rules: policy.records,
    });
  }

  private judgement({
    file,
    despite,
    faults,
    needsReason,
    change,
  }: {
    readonly file: DoseFile;
    readonly despite?: RecordInput['despite'];
    readonly faults: readonly RecordFault[];
    readonly needsReason: boolean;
    readonly change: NewChange;
  }): Judgement {
    const { doseId, reason, before, after } = change;
    const warnings: readonly RecordWarning[] = change.warnings;
    const all = faults.length > 0 ? faults : faultsOfLook({ needsReason, reason, warnings, despite });
    const vaccine = (after ?? before)?.content.vaccine ?? '';
    return {
      ...{ doseId, warnings, faults: all },
      write:
        all.length > 0
          ? null
          : (id) => ({
              is: 'CHANGE',
              row: newChangeRow(change, id, this.parts),
              subject: busySubject(change, vaccine),
              seen: seenOf(file),
            }),
    };
  }
}
