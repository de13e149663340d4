import { ActDesk } from '../acts/act-desk.js';
import { PROGRAMME_BEGINS } from '../../adapters/vaccination-record-system/protocol/terms.js';
import { asTitle } from '../errors/business-fault.js';
import type { Canonical } from '../json/canonical.js';
import type { CursorCodec } from '../paging/cursor.js';
import type { Page } from '../paging/page.js';
import type { ReconciliationRules } from '../policy/vrs-rules.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { faultOfApproval } from '../immunization-records/approver.js';
import { shownDigest } from './digests.js';
import type {
  ApproveFindingInput,
  DecideFindingInput,
  FindingAccess,
  FindingActInput,
  FindingListing,
  FindingResult,
  SidesOfFinding,
} from './finding-access.js';
import type { FindingFacts, FindingLog } from './finding-log.js';
import type { FindingRow } from './finding-row.js';
import type { FindingStore } from './finding-store.js';
import { findingFault, type FindingFault } from './finding-texts.js';
import { UNDECIDED, type FindingWrite } from './finding-writes.js';
import { carryApproved, factsOf, type FinishParts } from './finish-decision.js';
import { isFitting } from './plan-decision.js';

export const FINDING_ACTIONS = ['decideFinding', 'approveFinding'] as const;
export type FindingAction = (typeof FINDING_ACTIONS)[number];

export interface FindingDeskParts {
  readonly store: FindingStore;
  readonly log: FindingLog;
  /** Id of the request. */
  readonly request: string;
  readonly account: string;
  readonly caseNumber: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** UTC. */
  readonly now: () => string;
  readonly rules: ReconciliationRules;
  readonly staff: StaffIndex;
  /** Every number that the person has had: a finding stays under the one that a run found it by. */
  readonly numbersOf: (atenaNumber: string) => Promise<readonly string[]>;
  readonly cursors: CursorCodec;
  readonly signal: AbortSignal;
  readonly finish: FinishParts;
  readonly sidesOf: (rows: readonly FindingRow[], vrs: boolean) => Promise<readonly SidesOfFinding[]>;
  /** Whether a run that looked now would find the same. Rejects where a system does not answer. */
  readonly isStillFound: (row: FindingRow) => Promise<boolean>;
}

/** Findings for one request, in its caller's name. */
export class FindingDesk implements FindingAccess {
  private readonly desk: ActDesk<FindingAction, FindingFacts, FindingWrite, FindingFault>;

  constructor(private readonly parts: FindingDeskParts) {
    this.desk = new ActDesk({ ...parts, fault: findingFault });
  }

  find(id: string): Promise<FindingRow | null> {
    return this.parts.store.find(id);
  }

  async list({
    first,
    after,
    atenaNumber,
    leastConfidence,
    ...terms
  }: FindingListing): Promise<Page<FindingRow>> {
    const { store, cursors, numbersOf } = this.parts;
    const list = `reconciliationFindings ${JSON.stringify({ ...terms, atenaNumber, leastConfidence })}`;
    const place = after === null ? null : String(cursors.open(list, after));
    const filter = {
      ...terms,
      leastConfidence: Math.round(leastConfidence * 100),
      atenaNumbers: atenaNumber === null ? null : await numbersOf(atenaNumber),
    };
    const found = await store.page(filter, { most: first + 1, after: place });
    const nodes = found.slice(0, first);
    const sealed = nodes.map(({ id }) => cursors.seal(list, id));
    return {
      ...{ nodes, cursors: sealed, endCursor: sealed.at(-1) ?? null },
      ...{ hasNextPage: found.length > first, hasPreviousPage: place !== null },
    };
  }

  sidesOf(
    rows: readonly FindingRow[],
    { vrs }: { readonly vrs: boolean },
  ): Promise<readonly SidesOfFinding[]> {
    return this.parts.sidesOf(rows, vrs);
  }

  /** Notes what somebody proposes. Nothing is changed anywhere before another person approves it. */
  decide(input: DecideFindingInput): Promise<FindingResult> {
    const { account, now } = this.parts;
    const { decision, reason, values } = input;
    return this.act('decideFinding', input, { decision, reason, values: { ...values } }, (row) => ({
      restsOnSides: true,
      faults: [
        ...(row.state === 'OPEN' ? [] : [findingFault('NOT_OPEN', 'id')]),
        ...(isFitting(row, decision) ? [] : [findingFault('DECISION_UNFITTING', 'decision')]),
        ...this.faultsOfValues(input),
      ],
      write: (proposedAct) => ({
        ...{ of: row, from: ['OPEN'] },
        to: {
          // Whoever rejected what stood before has said nothing of this one.
          ...UNDECIDED,
          ...{ state: 'PROPOSED', decision, reason, givenDay: values.day, givenNumber: values.doseNumber },
          ...{ givenMaker: values.manufacturer, givenLot: values.lot },
          ...{ proposedBy: account, proposedAt: now(), proposedAct },
        },
      }),
    }));
  }

  approve(input: ApproveFindingInput): Promise<FindingResult> {
    const { account, now, today, staff, rules } = this.parts;
    const { approve } = input;
    return this.act('approveFinding', input, { approve }, (row) => {
      const askedBy = row.proposedBy ?? '';
      const fault = faultOfApproval(staff, { account, today, office: rules.approverOffice, askedBy });
      const code = fault === 'OWN_CHANGE' ? 'OWN_PROPOSAL' : 'NOT_THE_APPROVER';
      const faults = [
        ...(row.state === 'PROPOSED' ? [] : [findingFault('NOT_PROPOSED', 'id')]),
        ...(fault === null ? [] : [findingFault(code, null, [asTitle(rules.approverOffice)])]),
      ];
      return {
        // What is rejected changes nothing, whatever the sides say by now.
        ...{ faults, restsOnSides: approve },
        write: (decidedAct) => ({
          ...{ of: row, from: ['PROPOSED'] },
          to: {
            ...{ state: approve ? 'CORRECTING' : 'OPEN', decidedBy: account, decidedAt: now(), decidedAct },
            outcome: approve ? null : 'REJECTED',
          },
        }),
      };
    });
  }

  private faultsOfValues({ decision, values }: DecideFindingInput): readonly FindingFault[] {
    const given = Object.values(values).filter((value) => value !== null).length;
    if ((decision === 'CORRECT') !== given > 0) return [findingFault('VALUES_NEEDED', 'values')];
    const { day, lot } = values;
    return [
      ...(day !== null && (day < PROGRAMME_BEGINS || day > this.parts.today)
        ? [findingFault('DAY', 'day')]
        : []),
      ...(lot !== null && !/^[A-Z0-9]{1,10}$/.test(lot) ? [findingFault('LOT', 'lot')] : []),
    ];
  }

  private async act(
    action: FindingAction,
    { idempotencyKey, validateOnly, id, digest }: FindingActInput,
    input: Canonical,
    on: (row: FindingRow) => {
      readonly faults: readonly FindingFault[];
      /** What it does is right only while both systems are as they were when they were compared. */
      readonly restsOnSides: boolean;
      readonly write: (requestId: string) => FindingWrite;
    },
  ): Promise<FindingResult> {
    const { store, finish } = this.parts;
    const found = await store.find(id);
    if (found === null) return { finding: null, faults: [findingFault('UNKNOWN_FINDING', 'id')] };
    const { faults: against, restsOnSides, write } = on(found);
    const judge = async (): Promise<readonly FindingFault[]> => {
      if (shownDigest(found) !== digest) return [findingFault('CHANGED', 'digest')];
      if (against.length > 0 || !restsOnSides || (await this.parts.isStillFound(found))) return against;
      return [findingFault('CHANGED', 'id')];
    };
    const { row, faults } = await this.desk.act(
      { action, idempotencyKey, validateOnly, input: { id, digest, input } },
      {
        judge,
        beside: write,
        facts: (requestId) => factsOf(this.parts, { action, requestId, row: found }),
        // A clerk who hangs up does not leave a decision half carried over.
        carry: async ({ requestId }) => ({ value: null, result: await carryApproved(finish, requestId) }),
      },
    );
    return { finding: row && (await store.find(id)), faults };
  }
}
