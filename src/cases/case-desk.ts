import { IdempotentActs, newRequestId, type IdempotentAct, type Known } from '../acts/idempotent-acts.js';
import type { ActRow } from '../acts/act-row.js';
import type { Canonical } from '../json/canonical.js';
import type { CursorCodec } from '../paging/cursor.js';
import type { Page } from '../paging/page.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import type {
  ActInput,
  CaseAccess,
  CaseResult,
  CaseView,
  CloseInput,
  MatchInput,
  MatchView,
  OpenInput,
  WindowView,
  WithdrawInput,
} from './case-access.js';
import { CaseConflict } from './case-conflict.js';
import type { CaseFacts, CaseLog } from './case-log.js';
import type { CaseRow, CaseWrite } from './case-rows.js';
import type { CasePlace, CaseStore, StoredCase } from './case-store.js';
import type { CaseAction } from './case-terms.js';
import { caseFault, type CaseFault, type CaseFaultCode } from './case-texts.js';
import { asCanonical, lost, refused } from './case-results.js';
import { caseView, matchView } from './case-views.js';
import { isOpenWindow, judgeOpening } from './judge-opening.js';
import { divisionOf } from './named-case.js';
import { newCaseRow } from './new-case-row.js';

export interface DeskParts {
  readonly store: CaseStore;
  readonly log: CaseLog;
  /** Id of the request. */
  readonly request: string;
  readonly principal: Principal;
  /** Number of the case that the request names. */
  readonly caseNumber: string | null;
  readonly policy: Pick<LoadedPolicy, 'cases' | 'requirements'>;
  readonly cursors: CursorCodec;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What an act writes, whom it is about, and what is told of it. */
interface Work<Changed> {
  readonly write: (requestId: string) => CaseWrite | Promise<CaseWrite>;
  readonly caseNumber: string | null;
  readonly persons: readonly string[];
  /** Everything against it, asked for a new act alone: one that was done before is told again as it was. */
  readonly faults: () => Promise<readonly CaseFault[]>;
  /** What was written, by the id of the act. */
  readonly read: (requestId: string) => Promise<{ readonly changed: Changed; readonly result: string }>;
}

/** Cases for one request, in its caller's name. */
export class CaseDesk implements CaseAccess {
  private readonly acts: IdempotentActs<CaseAction, CaseFacts, CaseWrite>;

  constructor(private readonly parts: DeskParts) {
    this.acts = new IdempotentActs(parts.store, parts.log);
  }

  async find(name: string): Promise<CaseView | null> {
    const found = await this.own(name);
    return found && this.view(found);
  }

  async mine({ first, after, open }: Parameters<CaseAccess['mine']>[0]): Promise<Page<CaseView>> {
    const { cursors, principal, store } = this.parts;
    const list = `cases ${open} ${principal.account}`;
    const place = after === null ? null : (cursors.open(list, after) as CasePlace);
    const found = await store.openedBy(principal.account, { most: first + 1, after: place, open });
    const rows = found.slice(0, first);
    const sealed = rows.map(({ row: { openedAt, number } }) => cursors.seal(list, { openedAt, number }));
    return {
      nodes: rows.map((one) => this.view(one)),
      cursors: sealed,
      endCursor: sealed.at(-1) ?? null,
      hasNextPage: found.length > first,
      hasPreviousPage: place !== null,
    };
  }

  windows(): readonly WindowView[] {
    const { policy, today } = this.parts;
    const division = this.division ?? '';
    return [...policy.cases.windows].flatMap(([id, window]) =>
      isOpenWindow(window, { division, today }) ? [{ id, nameJa: window.nameJa, nameEn: window.nameEn }] : [],
    );
  }

  async matchesOf(number: string): Promise<readonly MatchView[]> {
    return (await this.parts.store.matchesOf(number)).map(matchView);
  }

  open({ idempotencyKey, validateOnly, ...input }: OpenInput): Promise<CaseResult<CaseView>> {
    const { division } = this;
    const { policy, today, principal, store } = this.parts;
    return this.act('openCase', { idempotencyKey, validateOnly }, asCanonical(input), {
      caseNumber: null,
      persons: input.persons,
      faults: async () => {
        if (division === null) return [caseFault('NO_DIVISION')];
        const { windows } = policy.cases;
        const rules = { purposes: principal.purposes, division, windows, today };
        const faults = judgeOpening({ ...input, idempotencyKey, validateOnly }, rules);
        const taken = input.documentNumber !== null && (await store.byName(input.documentNumber)) !== null;
        return taken ? [...faults, caseFault('DOCUMENT_NUMBER_TAKEN', 'documentNumber')] : faults;
      },
      write: (requestId) => ({
        is: 'OPEN',
        row: newCaseRow(input, { openedAct: requestId, principal, division: division ?? '', policy, today }),
        persons: input.persons,
      }),
      read: async (requestId) => {
        const opened = await store.byAct(requestId);
        if (opened === null) throw lost();
        return { changed: this.view(opened), result: `OPENED ${opened.row.number}` };
      },
    });
  }

  close({ idempotencyKey, validateOnly, number, outcome }: CloseInput): Promise<CaseResult<CaseView>> {
    const { principal } = this.parts;
    return this.change(
      'closeCase',
      { idempotencyKey, validateOnly },
      {
        number,
        input: { number, outcome },
        result: 'CLOSED',
        faults: () => [],
        write: (own, closedAct) => ({
          is: 'CLOSE',
          number: own,
          change: { closedBy: principal.account, closedAt: new Date().toISOString(), outcome, closedAct },
        }),
      },
    );
  }

  withdraw({ idempotencyKey, validateOnly, number, on }: WithdrawInput): Promise<CaseResult<CaseView>> {
    const { principal, today } = this.parts;
    return this.change(
      'withdrawConsent',
      { idempotencyKey, validateOnly },
      {
        number,
        input: { number, on },
        result: 'WITHDRAWN',
        faults: ({ consentOn, consentWithdrawnOn }) => {
          if (consentOn === null || consentWithdrawnOn !== null) return [caseFault('NO_CONSENT', 'number')];
          return on > today || on < consentOn ? [caseFault('DATE', 'on')] : [];
        },
        write: (own, withdrawnAct) => ({
          is: 'WITHDRAW',
          number: own,
          change: { consentWithdrawnOn: on, withdrawnBy: principal.account, withdrawnAct },
        }),
      },
    );
  }

  match({
    idempotencyKey,
    validateOnly,
    atenaNumber,
    compared,
    decide,
  }: MatchInput): Promise<CaseResult<MatchView>> {
    const { principal, store, caseNumber } = this.parts;
    return this.act(
      'matchPerson',
      { idempotencyKey, validateOnly },
      { atenaNumber, compared },
      {
        caseNumber,
        persons: [atenaNumber],
        faults: () => Promise.resolve([]),
        write: async (id) => ({
          is: 'MATCH',
          row: {
            ...{ id, caseNumber, atenaNumber, decision: await decide() },
            ...{ account: principal.account, matchedAt: new Date().toISOString() },
          },
        }),
        read: async (requestId) => {
          const row = await store.match(requestId);
          if (row === null) throw lost();
          return { changed: matchView(row), result: row.decision };
        },
      },
    );
  }

  /** A change of a case that is there, open, and of the caller's division. */
  private async change(
    action: CaseAction,
    given: ActInput,
    of: {
      readonly number: string;
      readonly input: Canonical;
      readonly result: string;
      readonly faults: (row: CaseRow) => readonly CaseFault[];
      readonly write: (number: string, act: string) => CaseWrite;
    },
  ): Promise<CaseResult<CaseView>> {
    const found = await this.own(of.number);
    if (found === null) return refused('UNKNOWN_CASE', 'number');
    const { row, persons } = found;
    return this.act(action, given, of.input, {
      ...{ caseNumber: row.number, persons },
      faults: () =>
        Promise.resolve(row.closedAt === null ? of.faults(row) : [caseFault('CASE_CLOSED', 'number')]),
      write: (act) => of.write(row.number, act),
      read: async () => {
        const changed = await this.own(row.number);
        if (changed === null) throw lost();
        return { changed: this.view(changed), result: `${of.result} ${row.number}` };
      },
    });
  }

  /** Judged, then in this order: intent sealed, key taken and written at once, outcome sealed, told. */
  private async act<Changed>(
    action: CaseAction,
    { idempotencyKey, validateOnly }: ActInput,
    input: Canonical,
    work: Work<Changed>,
  ): Promise<CaseResult<Changed>> {
    const act: IdempotentAct<CaseAction> = {
      ...{ action, account: this.parts.principal.account, key: idempotencyKey, input },
    };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    if (known === 'NEW') {
      const faults = await work.faults();
      if (faults.length > 0 || validateOnly) return { changed: null, faults };
    } else if (validateOnly) return { changed: null, faults: [] };
    const begun = await this.begin(act, known, work);
    if ('code' in begun) return refused(begun.code);
    // Done before: told again, and nothing else happens.
    if (begun.outcome !== null) return { changed: (await work.read(begun.requestId)).changed, faults: [] };
    const facts = this.factsOf(action, begun.requestId, work);
    const done = await this.acts.carryOut(begun, facts, {
      refusalOf: (error): CaseFaultCode => {
        throw error;
      },
      work: async () => {
        const { changed, result } = await work.read(begun.requestId);
        return { value: changed, result };
      },
    });
    const changed = done.earlier === undefined ? done.done : (await work.read(begun.requestId)).changed;
    return { changed, faults: [] };
  }

  private async begin<Changed>(
    act: IdempotentAct<CaseAction>,
    known: Exclude<Known, 'REUSED'>,
    work: Work<Changed>,
  ): Promise<ActRow | { readonly code: CaseFaultCode }> {
    if (known !== 'NEW') return known;
    const requestId = newRequestId();
    const facts = this.factsOf(act.action, requestId, work);
    try {
      const begun = await this.acts.begin(act, requestId, facts, await work.write(requestId));
      return begun.is === 'REUSED' ? { code: 'KEY_REUSED' } : begun.row;
    } catch (error) {
      if (!(error instanceof CaseConflict)) throw error;
      // Nothing was written: the intent ends as refused, lest it stay open.
      await this.parts.log.close(facts, error.code);
      return { code: error.code };
    }
  }

  private factsOf<Changed>(act: CaseAction, id: string, { caseNumber, persons }: Work<Changed>): CaseFacts {
    const { request, principal, log } = this.parts;
    const subjects = log.pseudonyms(persons);
    return { act, id, request, account: principal.account, case: caseNumber, subjects };
  }

  private get division(): string | null {
    return divisionOf(this.parts.principal);
  }

  private async own(name: string): Promise<StoredCase | null> {
    const found = await this.parts.store.byName(name);
    return found !== null && found.row.division === this.division ? found : null;
  }

  private view(found: StoredCase): CaseView {
    const { policy, today } = this.parts;
    return caseView(found, { policy, today });
  }
}
