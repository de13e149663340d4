import { setImmediate as turn } from 'node:timers/promises';
import { checkText } from '../limits/check-text.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import { enterDocument } from './work-budget.js';

/** Characters of a document that any account may send, whatever its documents have cost. A screen has fewer. */
const SHORT_DOCUMENT = 4_000;
/** From here on a step of reading is felt by whoever waits beside it, milliseconds. */
const FELT_MS = 3;

/**
 * Checks the text of a document that this process does not know yet. Long ones of one account come one after another,
 * until they are answered: several at a time would follow each other without a pause, and reading one cannot be
 * interrupted.
 * @throws GatewayError BAD_USER_INPUT, and RATE_LIMITED where too many wait or reading them has taken too long
 */
export async function admitDocument(
  state: RequestState,
  services: Pick<Services, 'knownDocuments' | 'documentTurns' | 'counter'>,
  text: string,
): Promise<void> {
  const { knownDocuments, documentTurns } = services;
  if (knownDocuments.get(text) === true) return;
  if (text.length > SHORT_DOCUMENT && state.claims !== null) {
    state.holdTurn(await documentTurns.enter(state.claims.principal.account));
    await enterDocument(state, services);
    // Sent several times at once, it has been read by now.
    if (knownDocuments.get(text) === true) return;
  }
  await reading(state, () => checkText(text));
  knownDocuments.set(text, true);
}

/**
 * One step of reading a document, its time noted in the request; where it took long, everything else has its turn
 * before the next.
 */
export async function reading<T>(state: RequestState, step: () => T): Promise<T> {
  const began = performance.now();
  try {
    return step();
  } finally {
    await noteReading(state, began);
  }
}

/** @param began when the step began, by `performance.now()` */
export async function noteReading(state: RequestState, began: number): Promise<void> {
  const took = performance.now() - began;
  state.documentMs += took;
  if (took > FELT_MS) await turn();
}
