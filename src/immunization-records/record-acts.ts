import type { ActContent } from '../acts/act-content.js';
import { ActDesk } from '../acts/act-desk.js';
import type { ActRow } from '../acts/act-row.js';
import { GatewayError } from '../errors/gateway-error.js';
import { carryChange, type CarryParts } from './carry-change.js';
import type { ChangeRow, RecordWrite } from './change-row.js';
import { changeView, resultOf } from './change-views.js';
import type { RecordActInput, RecordResult } from './record-access.js';
import type { RecordFacts, RecordLog } from './record-log.js';
import type { RecordStore } from './record-store.js';
import { recordFault, type RecordFault, type RecordWarning } from './record-texts.js';
import type { RecordAction } from './terms.js';

export interface RecordActsParts extends CarryParts {
  readonly store: RecordStore;
  readonly log: RecordLog;
  /** Id of the request. */
  readonly request: string;
  readonly account: string;
  readonly caseNumber: string | null;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
}

/** What an act was found to be. */
export interface Judgement {
  readonly faults: readonly RecordFault[];
  readonly warnings: readonly RecordWarning[];
  readonly doseId: string | null;
  /** What it writes, under the id of the act; null where something is against it. */
  readonly write: ((requestId: string) => RecordWrite) | null;
}

/** Acts on vaccination records, each once under its client's key, whatever breaks off. */
export class RecordActs {
  private readonly desk: ActDesk<RecordAction, RecordFacts, RecordWrite, RecordFault>;

  constructor(private readonly parts: RecordActsParts) {
    this.desk = new ActDesk({ ...parts, fault: recordFault });
  }

  /** What is against an act is asked of a new one alone: one that was done is told again. */
  async act(
    action: RecordAction,
    { idempotencyKey, validateOnly, atenaNumber }: RecordActInput,
    input: ActContent,
    judge: () => Promise<Judgement>,
  ): Promise<RecordResult> {
    let judged: Judgement = { faults: [], warnings: [], doseId: null, write: null };
    const { row, faults, earlier } = await this.desk.act(
      { action, idempotencyKey, validateOnly, input },
      {
        judge: async () => (judged = await judge()).faults,
        beside: (id) => writeOf(judged, id),
        facts: (id) => this.factsOf(action, id, atenaNumber),
        // Whatever is thrown leaves the act open: nobody knows whether the ledger has the change.
        carry: async (begun) => {
          const change = await this.changeOf(begun);
          const settled = change.state === 'PENDING' ? await carryChange(this.parts, change) : change;
          return { value: null, result: resultOf(settled) };
        },
      },
    );
    const { doseId, warnings } = judged;
    if (row === null) return { change: null, doseId, faults, warnings };
    // What was done before is told as it was told then.
    return { ...resultOfChange(await this.changeOf(row)), warnings: earlier === null ? warnings : [] };
  }

  private async changeOf({ requestId }: ActRow): Promise<ChangeRow> {
    const change = await this.parts.store.changeOfAct(requestId);
    if (change !== null) return change;
    throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was begun is not in the store' });
  }

  private factsOf(act: RecordAction, id: string, atenaNumber: string): RecordFacts {
    const { request, account, caseNumber, log } = this.parts;
    return { act, id, request, account, case: caseNumber, subjects: [log.pseudonym(atenaNumber)] };
  }
}

function resultOfChange(row: ChangeRow): RecordResult {
  const change = changeView(row);
  const { doseId } = change;
  if (change.state !== 'REFUSED') return { change, doseId, faults: [], warnings: [] };
  return { change: null, doseId, faults: [staleFault(change.version, change.baseVersion)], warnings: [] };
}

/** With both versions: the one that stands, and the one that was given. */
export function staleFault(standing: string | null, given: string | null): RecordFault {
  return {
    ...recordFault('STALE', 'version'),
    ...(standing !== null && { standingVersion: standing }),
    ...(given !== null && { givenVersion: given }),
  };
}

function writeOf({ write }: Judgement, id: string): RecordWrite {
  if (write === null) throw new TypeError('an act that nothing is against writes something');
  return write(id);
}
