import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { readNamedCase } from '../cases/named-case.js';
import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { AccountRefused } from '../identity/identity.js';
import { readPurpose } from '../identity/purpose.js';
import type { SessionRequest } from '../identity/sessions.js';
import type { ServerContext } from '../request/apollo-plugin.js';
import { RequestState } from '../request/request-state.js';
import type { Services } from '../request/services.js';
import { MethodNotAllowed } from './method-not-allowed.js';
import { admitDocument } from '../request/admit-document.js';
import { chargeWork, WORK_WINDOW_SECONDS } from '../request/work-budget.js';
import type { GatewayMetrics } from './metrics.js';
import { readOperation } from './read-operation.js';
import { errorReply, type Reply } from './reply.js';
import { sealReply } from './seal-reply.js';
import { pathOf } from './target.js';

/** `POST /graphql`: identity, purpose, document, answer, seal. Every way out of here passes the seal. */
export class GraphQLEndpoint {
  constructor(
    private readonly apollo: ApolloServer<ServerContext>,
    private readonly services: Services,
    private readonly metrics: GatewayMetrics,
  ) {}

  /** @param entry how it came in, where that is not by its own `Authorization` */
  async handle(
    request: IncomingMessage,
    signal: AbortSignal,
    entry: Entry = entryOf(request),
  ): Promise<Reply> {
    const state = new RequestState(signal, this.services.policies.current());
    try {
      return await this.answer(request, state, entry);
    } finally {
      state.leaveTurns();
    }
  }

  private async answer(request: IncomingMessage, state: RequestState, entry: Entry): Promise<Reply> {
    const started = performance.now();
    // Every call of a source listens for the caller's hanging up; there are as many as one operation may make.
    setMaxListeners(0, state.signal);
    let reply: Reply;
    try {
      // What is wrong with the request line is said to everybody; who sent it is on record where that can be told.
      const fault = entry.fault ?? faultOf(request);
      await this.identify(request, state, entry).catch((error: unknown) => {
        throw fault ?? error;
      });
      if (fault !== null) throw fault;
      await this.waitForTurn(state);
      reply = await this.execute(request, state);
    } catch (thrown) {
      const error = toGatewayError(thrown);
      if (error.code === 'INTERNAL')
        this.services.log.error({ request: state.id, err: error }, 'request failed');
      state.codes.add(error.code);
      state.detail ??= error.detail ?? null;
      reply = await this.refused(state, error);
    }
    await chargeWork(state, this.services);
    const sealed = await sealReply(state, reply, this.services);
    this.metrics.observe(state, sealed, (performance.now() - started) / 1000);
    return sealed;
  }

  /** What was read before the fault stays in the record, as not shown. */
  private async refused(state: RequestState, error: GatewayError): Promise<Reply> {
    await state.ended();
    await state.hide(() => false, NOT_SENT);
    const reply = errorReply(error, state.id);
    if (error.code !== 'RATE_LIMITED') return reply;
    // The one cap that stands before the server is that of documents, and a new minute opens it.
    return { ...reply, headers: { ...reply.headers, 'retry-after': String(WORK_WINDOW_SECONDS) } };
  }

  private async identify(
    request: IncomingMessage,
    state: RequestState,
    { authorization }: Entry,
  ): Promise<void> {
    const peerAddress = request.socket.remoteAddress ?? '';
    const { identity } = this.services;
    state.door = { zone: identity.zoneOf(peerAddress), account: null };
    const { principal, zone, login } = await identity
      .identify({ authorization, peerAddress })
      .catch((error: unknown) => this.turnAway(state, error));
    state.claims = { principal, zone, purpose: null, caseNumber: null, namedCase: null };
    const automatic = isAutomatic(request);
    await this.enterSession(state, { principal, zone, login, automatic, rules: state.policy.session });
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const { purposes } = state.policy;
    const stated = { purpose: header('sekisho-purpose'), case: header('sekisho-case') };
    const { purpose, caseNumber } = readPurpose(stated, principal, purposes);
    // Whatever becomes of it, the record says which case was named.
    state.claims = { principal, zone, purpose, caseNumber, namedCase: null };
    const asked = { name: caseNumber, principal, purpose, purposes, today: this.services.today() };
    const namedCase = await readNamedCase(this.services.cases.store, asked);
    if (namedCase !== null)
      state.claims = { principal, zone, purpose, caseNumber: namedCase.number, namedCase };
  }

  /** However much one account has sent, whoever comes in between waits for a few of it alone. */
  private async waitForTurn(state: RequestState): Promise<void> {
    if (state.claims === null) return;
    state.holdTurn(await this.services.requestTurns.enter(state.claims.principal.account));
  }

  /** Within its session a person's answers say when that ends, so that nobody has to ask on purpose. */
  private async enterSession(state: RequestState, request: SessionRequest): Promise<void> {
    const { sessions } = this.services;
    state.session = await sessions.enter(request);
    const left = state.session === null ? null : await sessions.left(request, state.session);
    state.sessionEnds = left === null ? null : new Date(Date.now() + left);
  }

  /** An account that was ended takes its session along, as soon as it is seen again (R175). */
  private async turnAway(state: RequestState, error: unknown): Promise<never> {
    if (error instanceof AccountRefused) {
      const { account, isKnown, isElsewhere } = error.of;
      if (isKnown) state.door = { ...state.door, account };
      if (!isElsewhere) await this.services.sessions.end(account, 'ACCOUNT_ENDED');
    }
    throw error;
  }

  private async execute(request: IncomingMessage, state: RequestState): Promise<Reply> {
    const body = await readOperation(request, this.services.documents);
    await admitDocument(state, this.services, body.query);
    const headers = new HeaderMap();
    for (const name of READ_BY_SERVER) {
      const value = request.headers[name];
      if (value !== undefined) headers.set(name, value);
    }
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({ state }),
    });
    if (answer.body.kind !== 'complete') throw new TypeError('An answer in parts cannot be sealed');
    if (isTooLarge(answer.body.string)) throw await tooLarge(state);
    const status = answer.status ?? 200;
    // An answer in no form the caller takes is not sent, whatever was made of it.
    if (status >= 400) await state.hide(() => false, NOT_SENT);
    // Turned away by the server outside the pipeline, before the plugin (wrong media type) or behind it (an
    // answer in no form the caller takes): the code stands in the answer alone.
    if (state.codes.size === 0 && (state.operation === null || status >= 400))
      state.codes.add('BAD_USER_INPUT');
    return { status, headers: Object.fromEntries(answer.headers), body: answer.body.string };
  }
}

/** How a request came in. */
export interface Entry {
  readonly authorization: string | undefined;
  /** What is against it before anything of it is read; it is on record like any refusal. */
  readonly fault: GatewayError | null;
}

const entryOf = ({ headers }: IncomingMessage): Entry => ({
  authorization: headers.authorization,
  fault: null,
});
/** All that the server reads of a `POST` whose body is there already. */
const READ_BY_SERVER = ['accept', 'content-type'] as const;

/** Ground in the record. */
const NOT_SENT = 'the answer was not sent';

/** Largest answer. The fullest page of a thousand residents with all their doses is a third of it. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** A character is one to three bytes, and counting them takes milliseconds: most answers need not be counted. */
function isTooLarge(body: string): boolean {
  return body.length * 3 > MAX_ANSWER_BYTES && Buffer.byteLength(body) > MAX_ANSWER_BYTES;
}

/** Nothing of such an answer leaves, and the record says so of each root field. */
async function tooLarge(state: RequestState): Promise<GatewayError> {
  const error = new GatewayError('BAD_USER_INPUT', {
    detail: 'answer too large',
    en: `The answer is larger than ${MAX_ANSWER_BYTES / 1024 / 1024} MiB. Ask for fewer rows or fields at a time.`,
    ja: `回答が ${MAX_ANSWER_BYTES / 1024 / 1024} MiB を超えます。件数か項目を減らしてください。`,
  });
  await state.withdraw(error.detail ?? error.code);
  return error;
}

/**
 * Polling does not keep a session alive (R182). Whatever the header says but a single `false`, a program has
 * set it: a doubtful request does not count as the user's.
 */
function isAutomatic({ headers }: IncomingMessage): boolean {
  const stated = headers['sekisho-automatic'];
  return stated !== undefined && stated !== 'false';
}

function faultOf({ url, method }: IncomingMessage): GatewayError | null {
  if (pathOf(url) === null) return noTarget();
  return method === 'POST' ? null : new MethodNotAllowed();
}

function noTarget(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'target',
    en: 'This address names no path. Send operations to /graphql.',
    ja: 'この URL にはパスがありません。操作は /graphql に送ってください。',
  });
}
