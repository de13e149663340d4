import { GatewayError } from '../errors/gateway-error.js';
import type { Subject } from '../guard/subject.js';
import { judgeExchange } from '../policy/permission.js';
import type { Page } from '../paging/page.js';
import { NO_ITEMS } from '../sources/sources.js';
import type { IdempotentAct } from '../acts/idempotent-acts.js';
import { newId } from '../individual-number/new-id.js';
import type { LinkageAction, LinkageActs } from './linkage-acts.js';
import { fault, refused, type Caller } from './caller.js';
import type { AskInput, LinkageAccess, Listing, RequestFacts } from './linkage-access.js';
import type { RequestPlace } from './linkage-store.js';
import type { RequestRow } from './rows.js';
import { LINKAGE_TERMS } from './states.js';
import { historyOf } from './state-history.js';
import type { CopyView, LinkageResult, RequestState, RequestView, StateChangeView } from './views.js';

/** A municipality's code on the network holds its 全国地方公共団体コード: 02201 132144 01700. */
const municipalityOf = (body: string): string => body.slice(5, 11);

const MOST_OF_A_PERSON = 100;
/** Numbers in one statement. */
const MOST_AT_ONCE = 1_000;

/** It could be done, or has been: it was to be looked at only. */
const NOTHING_AGAINST = { changed: null, faults: [] } as const;

/** 情報照会: what the city asks, from its own store; the contents of answers come from the server each time. */
export class Inquiries implements Pick<
  LinkageAccess,
  'requests' | 'countRequests' | 'request' | 'requestsOf' | 'requestHistories' | 'answer' | 'ask'
> {
  constructor(
    private readonly caller: Caller,
    private readonly acts: LinkageActs,
  ) {}

  async requests({
    first,
    after,
    states,
  }: Listing & { readonly states: readonly RequestState[] | null }): Promise<Page<RequestView>> {
    const { cursors } = this.caller.parts;
    const list = `informationRequests ${states?.join() ?? ''}`;
    const place = after === null ? null : (cursors.open(list, after) as RequestPlace);
    const found = await this.store.requests({ states, after: place, most: first + 1 });
    const rows = found.slice(0, first);
    const sealed = rows.map(({ requestedAt, id }) => cursors.seal(list, { requestedAt, id }));
    return {
      nodes: rows.map((row) => this.view(row)),
      cursors: sealed,
      endCursor: sealed.at(-1) ?? null,
      hasNextPage: found.length > first,
      hasPreviousPage: place !== null,
    };
  }

  countRequests(states: readonly RequestState[] | null): Promise<number> {
    return this.store.count(states);
  }

  /** One that was begun by an earlier release has its first and its last state. */
  async requestHistories(
    requests: readonly RequestFacts[],
  ): Promise<readonly (readonly StateChangeView<RequestState>[])[]> {
    const steps = await this.store.histories.stepsOf(requests.map(({ id }) => id));
    return requests.map(({ state, requestedAt, changedAt }, at) =>
      historyOf<RequestState>([
        { state: 'UNSENT', at: requestedAt },
        ...(steps[at] ?? []).toSorted((one, other) => placeOf(one) - placeOf(other)),
        { state, at: changedAt },
      ]),
    );
  }

  async request(id: string): Promise<RequestView | null> {
    const row = await this.find(id);
    return row && this.view(row);
  }

  async requestsOf(persons: readonly Subject[]): Promise<readonly (readonly RequestView[])[]> {
    // Inquiries made while the person had another number are about the same person.
    const numbers = await this.caller.parts.persons.everyNumberOf(persons.map((one) => one.atenaNumber));
    const distinct = [...new Set(numbers.flat())];
    const rows = new Map<string, readonly RequestRow[]>();
    for (let at = 0; at < distinct.length; at += MOST_AT_ONCE) {
      const part = distinct.slice(at, at + MOST_AT_ONCE);
      const found = await this.store.requestsOf(part, MOST_OF_A_PERSON);
      part.forEach((number, index) => rows.set(number, found[index] ?? []));
    }
    return numbers.map((own) =>
      own
        .flatMap((number) => rows.get(number) ?? [])
        .sort(newestFirst)
        .slice(0, MOST_OF_A_PERSON)
        .map((row) => this.view(row)),
    );
  }

  /**
   * The content of an answer, checked again against its inquiry and against the hash of what arrived. Where the
   * server now sends something else, nothing of it is shown.
   */
  async answer(id: string): Promise<readonly CopyView[] | null> {
    const row = await this.find(id);
    if (row?.state !== 'ANSWERED' || row.processingNumber === null) return null;
    const { processingNumber } = row;
    const { exchange, signal } = this.caller.parts;
    const arrived = await this.caller.ask((call) => exchange.parts.server.answer(processingNumber, call));
    // A server that no longer has it (restored, or past its term) sends nothing, so nothing is set aside.
    if (arrived === null)
      throw new GatewayError('SOURCE_UNAVAILABLE', {
        detail: 'the intermediate server no longer has the answer',
      });
    const { answer } = arrived;
    const reason =
      (await exchange.faultIn(row, answer, signal)) ??
      (answer?.contentHash === row.answerHash ? null : 'SECOND_ANSWER');
    if (reason !== null || answer === null) {
      await exchange.quarantine(row, reason ?? 'SIGNATURE');
      throw new GatewayError('SOURCE_UNAVAILABLE', { detail: `answer set aside: ${reason}` });
    }
    return answer.content.copies.map((copy) => ({
      ...copy,
      nameJa: this.caller.items([copy.item])[0]?.nameJa ?? copy.item,
    }));
  }

  /** The inquiry is judged first; then follow the intent, the store and the server, in this order. */
  async ask(input: AskInput): Promise<LinkageResult<RequestView>> {
    const { exchange, caseNumber, purpose, account } = this.caller.parts;
    const waiting = this.caller.acting('INQUIRY');
    if (waiting === null) return refused('NOT_A_USER');
    if (caseNumber === null || purpose === null) return refused('CASE_REQUIRED');
    const { idempotencyKey: key, validateOnly, namedBy, ...asked } = input;
    const act: IdempotentAct<LinkageAction> = {
      action: 'requestInformation',
      account,
      key,
      input: { ...asked, atenaNumber: namedBy, caseNumber, purpose },
    };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    if (known !== 'NEW') return validateOnly ? NOTHING_AGAINST : this.storedRequest(known.requestId);
    const bodies = await exchange.bodies(waiting, asked.provider);
    const body = bodies.find(
      ({ code }) => code === asked.provider && code !== exchange.parts.server.institution,
    );
    const { permissions } = this.caller.parts.policy;
    const permission = judgeExchange(permissions, {
      ...{ row: asked.row, items: asked.items, day: this.caller.parts.today, city: 'INQUIRER' },
      ...{ inquirer: 'MUNICIPALITY', provider: body?.kind ?? 'MUNICIPALITY' },
    });
    if (!permission.permitted) return { changed: null, faults: [fault(permission.code, 'row', permission)] };
    if (body === undefined) return refused('UNKNOWN_PROVIDER', 'provider');
    if ((await exchange.personOf(asked.atenaNumber, waiting.signal)) === null)
      return refused('UNKNOWN_PERSON', 'atenaNumber');
    // Of a person under support measures the city's own entry is hidden as well: the body it asked tells where the
    // person lived.
    const hidden = await this.caller.isProtected(asked.atenaNumber);
    if (body.kind === 'MUNICIPALITY') {
      // One answer for every municipality, or it would tell which one they came from; and that one would learn where
      // they are now.
      if (hidden) return refused('CLOSED_PERSON', 'atenaNumber');
      if (!(await this.hasMovedInFrom(body.code, asked.atenaNumber, waiting.signal)))
        return refused('NO_MOVE_IN', 'provider');
    }
    if (validateOnly) return NOTHING_AGAINST;
    const row = this.newRow(asked, { caseNumber, purpose, ...permission, hidden });
    const begun = await this.acts.begin(
      act,
      row.id,
      exchange.parts.log.factsOf(row, this.caller.parts.request),
      row,
    );
    if (begun.is === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    if (begun.row.requestId !== row.id) return this.storedRequest(begun.row.requestId);
    return { changed: this.view(await exchange.submit(row, waiting)), faults: [] };
  }

  /** R228: another municipality is asked about whoever has come from there, and about nobody else. */
  private async hasMovedInFrom(body: string, atenaNumber: string, signal: AbortSignal): Promise<boolean> {
    const { sources, persons, today } = this.caller.parts;
    const { atenaNumbers } = await persons.numbersOf(atenaNumber);
    const places = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadMoveIns(atenaNumbers, today, { signal: live, items: NO_ITEMS }),
    );
    return places.flat().includes(municipalityOf(body));
  }

  private newRow(
    asked: Omit<AskInput, 'idempotencyKey' | 'validateOnly' | 'namedBy'>,
    facts: { caseNumber: string; purpose: string; hidden: boolean } & Extract<
      ReturnType<typeof judgeExchange>,
      { permitted: true }
    >,
  ): RequestRow {
    const { edition, procedure, caseNumber, purpose, hidden } = facts;
    const now = this.caller.parts.exchange.parts.now();
    return {
      ...{
        id: newId(),
        account: this.caller.parts.account,
        purpose,
        caseNumber,
        atenaNumber: asked.atenaNumber,
      },
      ...{
        row: edition.row,
        article: edition.article,
        citation: edition.citation,
        basisConflict: Number(procedure.conflict !== null),
      },
      ...{
        provider: asked.provider,
        items: asked.items.join(' '),
        periodFrom: asked.period?.from ?? null,
        periodTo: asked.period?.to ?? null,
      },
      ...{
        hidden: Number(hidden),
        state: 'UNSENT',
        requestedAt: now,
        changedAt: now,
        processingNumber: null,
      },
      ...{ refusalCode: null, refusalArticle: null, quarantine: null, answerHash: null },
    };
  }

  private async storedRequest(id: string): Promise<LinkageResult<RequestView>> {
    const row = await this.store.request(id);
    return row === null ? refused('UNKNOWN_REQUEST') : { changed: this.view(row), faults: [] };
  }

  private find(id: string): Promise<RequestRow | null> {
    return /^[0-9a-f-]{36}$/.test(id) ? this.store.request(id) : Promise.resolve(null);
  }

  private get store() {
    return this.caller.parts.exchange.parts.store;
  }

  private view(row: RequestRow): RequestView {
    const {
      id,
      atenaNumber,
      article,
      citation,
      provider,
      state,
      requestedAt,
      changedAt,
      caseNumber,
      quarantine,
    } = row;
    return {
      ...{ id, atenaNumber, row: row.row, article, citation, basisConflict: row.basisConflict === 1 },
      provider: this.caller.parts.exchange.body(provider),
      items: this.caller.items(row.items.split(' ')),
      ...{ state, requestedAt, changedAt, requestedBy: row.account, caseNumber, quarantine },
      refusal:
        row.refusalCode === null
          ? null
          : { code: row.refusalCode, row: row.row, article: row.refusalArticle },
      answered: state === 'ANSWERED',
    };
  }
}

/** States only follow each other in this order, whichever clock says when. */
function placeOf({ state }: { readonly state: RequestState }): number {
  return LINKAGE_TERMS.request.indexOf(state);
}

function newestFirst(one: RequestRow, other: RequestRow): number {
  const [a, b] = [`${one.requestedAt} ${one.id}`, `${other.requestedAt} ${other.id}`];
  return a > b ? -1 : a < b ? 1 : 0;
}
