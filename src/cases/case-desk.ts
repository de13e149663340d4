import type { ActContent } from '../acts/act-content.js';
import type { Page } from '../paging/page.js';
import type {
  ActInput,
  AddConsentInput,
  AddDocumentsInput,
  AddPersonsInput,
  CaseAccess,
  CaseResult,
  CaseView,
  CloseInput,
  IdentityCheckView,
  MatchInput,
  MatchView,
  OpenInput,
  WindowView,
  WithdrawInput,
} from './case-access.js';
import { CaseActs } from './case-acts.js';
import type { CaseWrite } from './case-rows.js';
import type { CasePlace, StoredCase } from './case-store.js';
import type { CaseAction } from './case-terms.js';
import { caseFault, type CaseFault } from './case-texts.js';
import { addition, lost, refused } from './case-results.js';
import { caseView, identityChecks, matchView, purposeOfUse } from './case-views.js';
import { judgeConsent, judgeDocuments, judgePersons, judgeWithdrawal } from './judge-addition.js';
import { judgeHolders } from './judge-holders.js';
import { isOpenWindow, judgeOpening, openingRules } from './judge-opening.js';
import type { DeskParts } from './desk-parts.js';
import { divisionOf } from './named-case.js';
import { newCaseRow } from './new-case-row.js';

/** Cases for one request, in its caller's name. */
export class CaseDesk implements CaseAccess {
  private readonly acts: CaseActs;

  constructor(private readonly parts: DeskParts) {
    this.acts = new CaseActs({ ...parts, account: parts.principal.account });
  }

  get purposeOfUse(): string {
    return purposeOfUse(this.parts.policy);
  }

  async find(name: string): Promise<CaseView | null> {
    const found = await this.own(name);
    return found && this.view(found);
  }

  async mine({ first, after, open }: Parameters<CaseAccess['mine']>[0]): Promise<Page<CaseView>> {
    const { cursors, principal, store } = this.parts;
    const list = `myCases ${open}`;
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

  async identityChecksOf(of: CaseView): Promise<readonly IdentityCheckView[]> {
    return identityChecks(of, await this.parts.store.additionsOf(of.number));
  }

  open({
    idempotencyKey,
    validateOnly,
    namedBy,
    agesOf,
    ...given
  }: OpenInput): Promise<CaseResult<CaseView>> {
    const { division } = this;
    const { policy, today, principal, store, now } = this.parts;
    const input = { ...given, askedOn: given.askedOn ?? today };
    return this.acts.act(
      'openCase',
      { idempotencyKey, validateOnly },
      { ...given, persons: namedBy },
      {
        caseNumber: null,
        persons: input.persons,
        faults: async () => {
          if (division === null) return [caseFault('NO_DIVISION')];
          const faults = [
            ...judgeOpening(input, openingRules(division, this.parts)),
            ...(await judgeHolders(input, agesOf)),
          ];
          const taken = input.documentNumber !== null && (await store.byName(input.documentNumber)) !== null;
          return taken ? [...faults, caseFault('DOCUMENT_NUMBER_TAKEN', 'documentNumber')] : faults;
        },
        write: (requestId) => ({
          is: 'OPEN',
          row: newCaseRow(input, {
            ...{ openedAct: requestId, openedAt: now(), openedBy: principal.account },
            ...{ division: division ?? '', openForDays: policy.cases.openForDays, today },
          }),
          persons: input.persons,
        }),
        read: async (requestId) => {
          const opened = await store.byAct(requestId);
          if (opened === null) throw lost();
          return { changed: this.view(opened), result: `OPENED ${opened.row.number}` };
        },
      },
    );
  }

  addPersons({
    idempotencyKey,
    validateOnly,
    number,
    persons,
    namedBy,
  }: AddPersonsInput): Promise<CaseResult<CaseView>> {
    return this.change(
      'addCasePersons',
      { idempotencyKey, validateOnly },
      {
        ...{ number, persons, input: { number, persons: namedBy }, result: 'ADDED' },
        faults: (found) => judgePersons(found, { persons }, this.parts.today),
        write: (caseNumber, id) => addition({ caseNumber, id }, this.parts, { persons }),
      },
    );
  }

  addDocuments({ number, documents, agesOf, ...asked }: AddDocumentsInput): Promise<CaseResult<CaseView>> {
    return this.change('addCaseDocuments', asked, {
      ...{ number, input: { number, documents: documents.toSorted() }, result: 'ADDED' },
      faults: async (found) => {
        const additions = await this.parts.store.additionsOf(found.row.number);
        return [
          ...judgeDocuments(found, { documents, additions }, this.parts.today),
          ...(await judgeHolders({ ...found.row, persons: found.persons, documents }, agesOf)),
        ];
      },
      write: (caseNumber, id) => addition({ caseNumber, id }, this.parts, { documents }),
    });
  }

  addConsent({
    idempotencyKey,
    validateOnly,
    number,
    consent,
  }: AddConsentInput): Promise<CaseResult<CaseView>> {
    const { form, scopes, on } = consent;
    return this.change(
      'addCaseConsent',
      { idempotencyKey, validateOnly },
      {
        ...{ number, input: { number, form, scopes: scopes.toSorted(), on }, result: 'CONSENTED' },
        faults: (found) => judgeConsent(found, { consent }, this.parts.today),
        write: (own, consentAct) => ({
          is: 'CONSENT',
          number: own,
          change: {
            ...{ consentForm: form, consentScopes: scopes.join(' '), consentOn: on },
            ...{ consentBy: this.parts.principal.account, consentAct },
          },
        }),
      },
    );
  }

  close({ idempotencyKey, validateOnly, number, outcome }: CloseInput): Promise<CaseResult<CaseView>> {
    const { principal, now } = this.parts;
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
          change: { closedBy: principal.account, closedAt: now(), outcome, closedAct },
        }),
      },
    );
  }

  withdraw({ idempotencyKey, validateOnly, number, on: said }: WithdrawInput): Promise<CaseResult<CaseView>> {
    const { principal, today } = this.parts;
    const on = said ?? today;
    return this.change(
      'withdrawConsent',
      { idempotencyKey, validateOnly },
      {
        number,
        input: { number, on: said },
        result: 'WITHDRAWN',
        faults: ({ row }) => judgeWithdrawal(row, on, today),
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
    namedBy,
    compared,
    decide,
  }: MatchInput): Promise<CaseResult<MatchView>> {
    const { principal, store, caseNumber, now } = this.parts;
    return this.acts.act(
      'matchPerson',
      { idempotencyKey, validateOnly },
      // A decision of one case is none of another.
      { atenaNumber: namedBy, compared, caseNumber },
      {
        caseNumber,
        persons: [atenaNumber],
        faults: () => Promise.resolve([]),
        write: async (id) => ({
          is: 'MATCH',
          row: {
            ...{ id, caseNumber, atenaNumber, decision: await decide() },
            ...{ account: principal.account, matchedAt: now() },
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
      readonly input: ActContent;
      readonly result: string;
      /** Whom it adds. */
      readonly persons?: readonly string[];
      readonly faults: (found: StoredCase) => readonly CaseFault[] | Promise<readonly CaseFault[]>;
      readonly write: (number: string, act: string) => CaseWrite;
    },
  ): Promise<CaseResult<CaseView>> {
    const found = await this.own(of.number);
    if (found === null) return refused('UNKNOWN_CASE', 'number');
    const { row, persons } = found;
    return this.acts.act(action, given, of.input, {
      ...{ caseNumber: row.number, persons: [...new Set([...persons, ...(of.persons ?? [])])] },
      faults: async () => (row.closedAt === null ? of.faults(found) : [caseFault('CASE_CLOSED', 'number')]),
      write: (act) => of.write(row.number, act),
      read: async () => {
        const changed = await this.own(row.number);
        if (changed === null) throw lost();
        return { changed: this.view(changed), result: `${of.result} ${row.number}` };
      },
    });
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
