import { LoopShare } from '../background/loop-turns.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import { enterDocument } from './work-budget.js';

/** Characters of a document that any account may send, whatever its documents have cost. A screen has fewer. */
const SHORT_DOCUMENT = 4_000;

/**
 * Reads a document that this process does not know yet: checks its text, parses it, looks whether it fits the graph. Long
 * ones of one account come one after another, until they are answered: several at a time would leave the others little.
 * @throws GatewayError BAD_USER_INPUT, and RATE_LIMITED where too many wait or reading them has taken too long
 */
export async function admitDocument(
  state: RequestState,
  services: Pick<Services, 'readDocuments' | 'documents' | 'documentTurns' | 'counter'>,
  text: string,
): Promise<void> {
  const { readDocuments, documents, documentTurns } = services;
  if (readDocuments.has(text)) return;
  const isListed = documents !== null;
  if (!isListed && text.length > SHORT_DOCUMENT && state.claims !== null) {
    state.holdTurn(await documentTurns.enter(state.claims.principal.account));
    await enterDocument(state, services);
    // Sent several times at once, it has been read by now.
    if (readDocuments.has(text)) return;
  }
  await reading(state, readDocuments.read(text, isListed));
}

/** Reading in turns of the loop, its own time noted in the request. */
export function reading<T>(state: RequestState, steps: Generator<void, T>): Promise<T> {
  return new LoopShare().take(noted(state, steps));
}

function* noted<T>(state: RequestState, steps: Generator<void, T>): Generator<void, T> {
  for (;;) {
    const began = performance.now();
    try {
      const step = steps.next();
      if (step.done === true) return step.value;
    } finally {
      state.documentMs += performance.now() - began;
    }
    yield;
  }
}
