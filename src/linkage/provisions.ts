import type { IntermediateServer, Provision } from '../../adapters/intermediate-server/model.js';
import type { ProvisionState } from '../../adapters/intermediate-server/protocol/terms.js';
import { GatewayError } from '../errors/gateway-error.js';
import { SourceError } from '../errors/source-error.js';
import type { Page } from '../paging/page.js';
import { citationOn } from '../policy/permission.js';
import type { ActContent } from '../acts/act-content.js';
import type { ActRow } from '../acts/act-row.js';
import type { LinkageAction, LinkageDesk } from './linkage-acts.js';
import { faultOfDecision } from './approver.js';
import { fault, faultAtServer, refused, type Caller } from './caller.js';
import type { CallOptions } from './exchange.js';
import type { DecideInput, LinkageAccess, ProvisionFacts, ProvisionListing } from './linkage-access.js';
import type { LinkageFacts } from './linkage-log.js';
import type { SupportMeasures } from './support-measures.js';
import { historyOf } from './state-history.js';
import type {
  LinkageFault,
  LinkageFaultCode,
  LinkageResult,
  PayloadView,
  ProvisionView,
  StateChangeView,
} from './views.js';

/** The server tells of this many at once. */
const MOST_AT_ONCE = 200;

/** What is to be decided on, as it was read just now. */
interface Decided extends ReadProvision {
  readonly view: ProvisionView;
  /** Approving names a content; rejecting does not. */
  readonly contentHash: string | null;
  /** Judged before, and sent again because nobody knows how it ended. */
  readonly begun: boolean;
  readonly validateOnly: boolean;
}

/** Which of the two decisions, and how it is sent. */
interface Decision extends Pick<Decided, 'contentHash'> {
  readonly action: LinkageAction;
  readonly act: LinkageFacts['act'];
  readonly input: ActContent;
  readonly send: (requestId: string, call: CallOptions) => Promise<Provision>;
}

type ReadProvision = NonNullable<Awaited<ReturnType<IntermediateServer['provision']>>>;

/** 情報提供: what others ask of the city, and what its section head lets go (R198, R203, R205). */
export class Provisions implements Pick<
  LinkageAccess,
  'provisions' | 'countProvisions' | 'provision' | 'provisionHistories' | 'payload' | 'approve' | 'reject'
> {
  constructor(
    private readonly caller: Caller,
    private readonly desk: LinkageDesk,
    private readonly measures: SupportMeasures,
  ) {}

  async provisions({ first, after, states, order }: ProvisionListing): Promise<Page<ProvisionView>> {
    const { cursors } = this.caller.parts;
    const list = `provisionRequests ${order} ${states.join()}`;
    const place = after === null ? null : String(cursors.open(list, after));
    const found: Provision[] = [];
    // One more than asked for says whether there is a next page.
    for (let from = place; found.length <= first;) {
      const most = Math.min(first + 1 - found.length, MOST_AT_ONCE);
      const part = await this.caller.ask((call) =>
        this.server.provisions({ states, order, subject: null, after: from, max: most }, call),
      );
      found.push(...part);
      if (part.length < most) break;
      from = part.at(-1)?.processingNumber ?? null;
    }
    const rows = found.slice(0, first);
    const sealed = rows.map(({ processingNumber }) => cursors.seal(list, processingNumber));
    return {
      nodes: await this.views(rows),
      cursors: sealed,
      endCursor: sealed.at(-1) ?? null,
      hasNextPage: found.length > rows.length,
      hasPreviousPage: place !== null,
    };
  }

  countProvisions(states: readonly ProvisionState[]): Promise<number> {
    return this.caller.ask((call) => this.server.countProvisions(states, call));
  }

  /** What was decided elsewhere is told by the state it came to. */
  async provisionHistories(
    provisions: readonly ProvisionFacts[],
  ): Promise<readonly (readonly StateChangeView<ProvisionState>[])[]> {
    const { histories } = this.caller.parts.exchange.parts.store;
    const decisions = await histories.decisionsOf(provisions.map(({ id }) => id));
    return provisions.map(({ state, holds, receivedAt, changedAt, approvedBy }, at) =>
      historyOf<ProvisionState>([
        ...(holds.length > 0 ? [{ state: 'AWAITING_APPROVAL' as const, at: receivedAt }] : []),
        ...(decisions[at] ?? []),
        { state, at: changedAt, account: state === 'APPROVED' ? approvedBy : null },
      ]),
    );
  }

  async provision(id: string): Promise<ProvisionView | null> {
    const read = await this.caller.ask((call) => this.server.provision(id, call));
    return read === null ? null : this.view(read.provision);
  }

  /** Exactly what would go now; nothing where it has been decided already. */
  async payload(id: string): Promise<PayloadView | null> {
    const read = await this.caller.ask((call) => this.server.provision(id, call));
    if (read === null || !isOpen(read.provision)) return null;
    const { content, withheld, contentHash } = read.payload;
    const nameOf = (code: string) => this.caller.items([code])[0] ?? { code, nameJa: code };
    return {
      contentHash,
      copies: content.copies.map((copy) => ({ ...copy, nameJa: nameOf(copy.item).nameJa })),
      withheld: withheld.map(({ item, reason }) => ({ item: nameOf(item), reason })),
    };
  }

  approve(input: DecideInput & { readonly contentHash: string }): Promise<LinkageResult<ProvisionView>> {
    const { id, contentHash } = input;
    return this.decide(input, {
      ...{ action: 'approveProvision', act: 'APPROVE', input: { id, contentHash }, contentHash },
      send: (requestId, call) => this.server.approve({ requestId, processingNumber: id, contentHash }, call),
    });
  }

  reject(input: DecideInput): Promise<LinkageResult<ProvisionView>> {
    const { id } = input;
    return this.decide(input, {
      ...{ action: 'rejectProvision', act: 'REJECT', input: { id }, contentHash: null },
      send: (requestId, call) => this.server.reject({ requestId, processingNumber: id }, call),
    });
  }

  /** One that was begun and whose end is not known is sent again under the same request id, and the server does it once. */
  private async decide(
    { id, atenaNumber, idempotencyKey, validateOnly }: DecideInput,
    { action, act, input, contentHash, send }: Decision,
  ): Promise<LinkageResult<ProvisionView>> {
    const { sources } = this.caller.parts;
    const waiting = this.caller.acting('PROVISION');
    if (waiting === null) return refused('NOT_A_USER');
    const read = await this.caller.ask((call) => this.server.provision(id, call));
    if (read === null) return refused('UNKNOWN_REQUEST', 'id');
    const view = await this.view(read.provision);
    if (view.atenaNumber !== atenaNumber) throw anotherPerson();
    const decided = { ...read, view, contentHash, validateOnly };
    const { row, done, faults } = await this.desk.act<Provision>(
      { action, idempotencyKey, validateOnly, input },
      {
        judge: () => this.faultsOf({ ...decided, begun: false }, waiting),
        judgeAgain: () => this.faultsOf({ ...decided, begun: true }, waiting),
        beside: () => null,
        facts: () => this.factsOf(view, act),
        carry: async (begun) => {
          const value = await sources.send('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
            send(begun.requestId, { ...waiting, signal }),
          );
          await this.keepDecision(begun, id);
          return { value, result: value.state };
        },
        refusal: (error) => {
          const code = faultAtServer(error);
          return [fault(code, code === 'CONTENT_CHANGED' ? 'contentHash' : 'id')];
        },
      },
    );
    if (row === null) return { changed: null, faults };
    const now = done ?? (await this.caller.ask((call) => this.server.provision(id, call)))?.provision;
    // About whom it was decided, whomever the key may lead to by now.
    return { changed: { ...(await this.view(now ?? read.provision)), atenaNumber }, faults: [] };
  }

  /** Who decided, and for which case: the server knows neither. */
  private async keepDecision({ id: act, action, at }: ActRow, provision: string): Promise<void> {
    const { account, caseNumber, exchange } = this.caller.parts;
    const state = action === 'approveProvision' ? 'APPROVED' : 'REJECTED';
    await exchange.parts.store.histories.decide({ act, provision, state, account, caseNumber, at });
  }

  private async faultsOf(decided: Decided, waiting: CallOptions): Promise<readonly LinkageFault[]> {
    const code = await this.faultOf(decided, waiting);
    return code === null ? [] : [fault(code, code === 'CONTENT_CHANGED' ? 'contentHash' : null)];
  }

  /** Before the intent: a decision that cannot be has no side effect but the protection that it lacks. */
  private async faultOf(
    { provision, payload, view, contentHash, begun, validateOnly }: Decided,
    { signal }: CallOptions,
  ): Promise<LinkageFaultCode | null> {
    const { account, index, policy, today } = this.caller.parts;
    const code = faultOfDecision(index, policy.linkage, { account, today, setUpBy: payload.registeredBy });
    if (code !== null || contentHash === null || !isOpen(provision)) return code;
    // Four eyes were checked for this content; another one might have been registered by whoever approves. An
    // approval that reached the server is for the content of then, and only told again.
    const hasArrived = begun && provision.state === 'APPROVED';
    if (!hasArrived && contentHash !== payload.contentHash) return 'CONTENT_CHANGED';
    const { atenaNumber } = view;
    if (atenaNumber === null || !(await this.measures.among([atenaNumber], signal)).has(atenaNumber))
      return null;
    // Protected since it was read (R202), or since the approval was begun: what would go now is no longer that.
    const wasOpen = validateOnly
      ? await this.measures.isOpen(provision.subject, signal)
      : await this.measures.cover(atenaNumber, provision.subject, signal);
    return wasOpen ? 'CONTENT_CHANGED' : null;
  }

  private factsOf(
    { id, atenaNumber, row, article, basisConflict, ...view }: ProvisionView,
    act: LinkageFacts['act'],
  ): LinkageFacts {
    const { exchange, request, account } = this.caller.parts;
    const items = view.items.map(({ code }) => code);
    return {
      act,
      id,
      request,
      account,
      row,
      article,
      basisConflict,
      items,
      subject: atenaNumber === null ? null : exchange.parts.log.subject(atenaNumber),
    };
  }

  private get server() {
    return this.caller.parts.exchange.parts.server;
  }

  private async view(provision: Provision): Promise<ProvisionView> {
    return (await this.views([provision]))[0] as ProvisionView;
  }

  private async views(provisions: readonly Provision[]): Promise<readonly ProvisionView[]> {
    const { sources, signal, exchange } = this.caller.parts;
    if (provisions.length > 0) await exchange.bodies(this.caller.reading);
    const people = provisions.map(({ subject }) => subject);
    const found = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByIntegratedNumber(people, { signal: live, items: new Set() }),
    );
    // Of whom nobody can say who it is, nobody can say whether they are protected.
    const numbers = found.map((one) => {
      if (one instanceof SourceError) throw one;
      return one;
    });
    return provisions.map(({ processingNumber: id, inquirer, items, ...provision }, at) => {
      const { row, article, basisConflict, state, holds } = provision;
      const { receivedAt, changedAt, expiresAt, approvalExpiresAt } = provision;
      return {
        ...{
          id,
          atenaNumber: numbers[at] ?? null,
          row,
          article,
          basisConflict,
          state,
          holds,
          receivedAt,
          changedAt,
          expiresAt,
          approvalExpiresAt,
        },
        approvedBy: this.caller.accountOf(provision.approvedBy),
        citation: citationOn(this.caller.parts.policy.permissions, row, provision.lawDay),
        inquirer: exchange.body(inquirer),
        items: this.caller.items(items),
      };
    });
  }
}

/**
 * Between the guard's look and ours the address-name system gave the key to somebody else, who was judged by
 * nobody. On record as failed for the person who was judged.
 */
function anotherPerson(): GatewayError {
  return new GatewayError('FORBIDDEN', {
    detail: 'the provision leads to another person than was judged',
    en: 'Whom this provision is about has just changed at the address-name system. Nothing was decided: read it again.',
    ja: 'この提供の対象者が宛名システムで変わったため、何も決定していません。読み直してください。',
  });
}

function isOpen({ state }: Provision): boolean {
  return state === 'AWAITING_APPROVAL' || state === 'APPROVED';
}
