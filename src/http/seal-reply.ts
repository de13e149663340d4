import { setImmediate as turn } from 'node:timers/promises';
import type { AccessColumns } from '../audit/record/record.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import type { RequestState } from '../request/request-state.js';
import type { Services } from '../request/services.js';
import { errorReply, type Reply } from './reply.js';

/** Characters of a body from which on its scrubbing alone takes milliseconds. */
const LARGE_BODY = 100_000;

/**
 * The last station: the body is scrubbed of every number this request came to know and no decision opened, the
 * outcome is made durable, and only then is there an answer that may leave. No record, no answer: but for what
 * holds nothing about a resident, so that staff see where they are while the log stands still.
 */
export async function sealReply(state: RequestState, reply: Reply, services: Services): Promise<Reply> {
  const { audit, log } = services;
  await state.ended();
  // The connection is gone, and nothing can leave.
  if (state.signal.aborted) await state.withdraw('the caller had left');
  const body = state.numbers.scrub(reply.body, state.guard?.revealed ?? NOTHING_REVEALED);
  // All these go through all that was read: of a large answer the loop turns in between.
  if (reply.body.length > LARGE_BODY) await turn();
  const accesses = await accessesOf(state, (number) => audit.pseudonym(number));
  const { document, ...circumstances } = state.circumstances();
  try {
    const sequence = await audit.seal({
      kind: 'OUTCOME',
      intent: state.intent,
      status: statusOf(state),
      codes: [...state.codes],
      detail: state.detail ?? state.guard?.refusal ?? null,
      accesses,
      ...circumstances,
      ...(state.intent === null && { document }),
    });
    const record = { 'sekisho-record': `${audit.writer}/${sequence}` };
    return { status: reply.status, headers: { ...reply.headers, ...always(state), ...record }, body };
  } catch (thrown) {
    const error = toGatewayError(thrown);
    if (state.impersonal && error.code === 'AUDIT_UNAVAILABLE') {
      log.warn({ request: state.id }, 'an answer without personal data leaves unsealed');
      return {
        ...reply,
        headers: { ...reply.headers, ...always(state), 'sekisho-unsealed': 'AUDIT_UNAVAILABLE' },
        body,
      };
    }
    log.error({ request: state.id, err: error }, 'outcome could not be sealed');
    const refusal = errorReply(error, state.id);
    return { ...refusal, headers: { ...refusal.headers, ...always(state) } };
  }
}

/** Null where there is none. */
async function accessesOf(
  { trace, loop }: RequestState,
  pseudonym: (atenaNumber: string) => string,
): Promise<AccessColumns | null> {
  if (trace.length === 0) return null;
  return loop.take(trace.columnsInSteps(pseudonym));
}

const NOTHING_REVEALED: ReadonlySet<string> = new Set();

/** What every answer has, sealed or refused. */
const always = ({ sessionEnds }: RequestState) => ({
  ...(sessionEnds !== null && { 'sekisho-session-ends': sessionEnds.toISOString() }),
});

function statusOf(state: RequestState): 'ANSWERED' | 'REFUSED' | 'FAILED' {
  if (state.codes.has('INTERNAL')) return 'FAILED';
  return state.intent === null ? 'REFUSED' : 'ANSWERED';
}
