import { IdempotentActs, newRequestId, type IdempotentAct } from '../acts/idempotent-acts.js';
import type { ActContent } from '../acts/act-content.js';
import type { ActRow } from '../acts/act-row.js';
import { GatewayError } from '../errors/gateway-error.js';
import { carryChange, type CarryParts } from './carry-change.js';
import type { ChangeRow, RecordWrite } from './change-row.js';
import { changeView, resultOf } from './change-views.js';
import type { RecordActInput, RecordResult } from './record-access.js';
import { RecordConflict } from './record-conflict.js';
import type { RecordFacts, RecordLog } from './record-log.js';
import type { RecordStore } from './record-store.js';
import { recordFault, type RecordFault, type RecordFaultCode, type RecordWarning } from './record-texts.js';
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
  private readonly acts: IdempotentActs<RecordAction, RecordFacts, RecordWrite>;

  constructor(private readonly parts: RecordActsParts) {
    this.acts = new IdempotentActs(parts.store, parts.log, parts.now);
  }

  /**
   * Judged, then in this order: intent sealed, key taken and change noted at once, ledger changed, change settled,
   * outcome sealed, told. What is against an act is asked of a new one alone: one that was done is told again.
   */
  async act(
    action: RecordAction,
    given: RecordActInput,
    input: ActContent,
    judge: () => Promise<Judgement>,
  ): Promise<RecordResult> {
    const { idempotencyKey: key, validateOnly, atenaNumber } = given;
    const act: IdempotentAct<RecordAction> = { action, account: this.parts.account, key, input };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    let warnings: readonly RecordWarning[] = [];
    let begun: ActRow | RecordFaultCode;
    if (known === 'NEW') {
      const judged = await judge();
      const { faults, write, doseId } = judged;
      warnings = judged.warnings;
      if (faults.length > 0 || write === null || validateOnly)
        return { change: null, doseId, faults, warnings };
      begun = await this.begin(act, atenaNumber, write);
    } else if (validateOnly) return { change: null, doseId: null, faults: [], warnings };
    else begun = known;
    if (typeof begun === 'string') return refused(begun);
    return { ...(await this.carryOut(action, begun, atenaNumber)), warnings };
  }

  private async carryOut(action: RecordAction, begun: ActRow, atenaNumber: string): Promise<RecordResult> {
    const { store } = this.parts;
    if (begun.outcome === null) {
      const facts = this.factsOf(action, begun.requestId, atenaNumber);
      await this.acts.carryOut(begun, facts, {
        // Whatever is thrown leaves the act open: nobody knows whether the ledger has the change.
        refusalOf: (error): RecordFaultCode => {
          throw error;
        },
        work: async () => {
          const change = await this.changeOf(begun);
          const settled = change.state === 'PENDING' ? await carryChange(this.parts, change) : change;
          return { value: settled, result: resultOf(settled) };
        },
      });
    }
    const change = await store.changeOfAct(begun.requestId);
    return resultOfChange(change ?? (await this.changeOf(begun)));
  }

  private async changeOf({ requestId }: ActRow): Promise<ChangeRow> {
    const change = await this.parts.store.changeOfAct(requestId);
    if (change !== null) return change;
    throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was begun is not in the store' });
  }

  private async begin(
    act: IdempotentAct<RecordAction>,
    atenaNumber: string,
    write: (requestId: string) => RecordWrite,
  ): Promise<ActRow | RecordFaultCode> {
    const requestId = newRequestId();
    const facts = this.factsOf(act.action, requestId, atenaNumber);
    try {
      const begun = await this.acts.begin(act, requestId, facts, write(requestId));
      return begun.is === 'REUSED' ? 'KEY_REUSED' : begun.row;
    } catch (error) {
      if (!(error instanceof RecordConflict)) throw error;
      // Nothing was written: the intent ends, lest it stay open.
      await this.parts.log.close(facts, error.code);
      return error.code;
    }
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

export function refused(code: RecordFaultCode, field: string | null = null): RecordResult {
  return { change: null, doseId: null, faults: [recordFault(code, field)], warnings: [] };
}
