import { Client, makeResult, stringifyDocument, type Exchange, type Operation } from 'urql';
import { filter, make, mergeMap, pipe, takeUntil, type Source } from 'wonka';
import type { OperationResult } from 'urql';
import { endSession, explainEnd, heardOf, session } from '../session/session.js';
import { sessionWords } from '../session/words.js';
import { wordsOf } from './words-of.js';

/** Under which purpose a request is made, where it is not the one that is chosen. */
export interface Under {
  readonly purpose: string | null;
  readonly caseNumber: string | null;
}

declare module 'urql' {
  interface OperationContext {
    /** Sent on a timer: it does not keep the session alive. */
    automatic?: boolean;
    under?: Under;
    /** Of the login that is being left: the page is nobody's any more, and its answer says nothing of the page. */
    login?: string;
  }
}

/**
 * Nothing is kept: an answer that a cache gave once more would show a person without a record. Each operation is sent
 * with its text, which is the one in the signed list where there is such a list.
 */
const gateway: Exchange = () => (operations) =>
  pipe(
    operations,
    filter(({ kind }) => kind !== 'teardown'),
    mergeMap((operation) =>
      pipe(
        answerOf(operation),
        takeUntil(
          pipe(
            operations,
            filter(({ kind, key }) => kind === 'teardown' && key === operation.key),
          ),
        ),
      ),
    ),
  );

/** A request that nobody waits for any more is cut off until it is answered, and the gateway stops asking its sources. */
function answerOf(operation: Operation): Source<OperationResult> {
  return make(({ next, complete }) => {
    const cut = new AbortController();
    const state = { answered: false, left: false };
    // Not before whoever asked has stayed: a hook asks while it is drawn, lets go, and asks when it is there.
    Promise.resolve()
      .then(() => {
        if (state.left) throw new Error('nobody waits');
        // Read to its end from here on: why a session ended is in it, and ending it takes the screen away.
        return ask(operation, cut.signal, () => (state.answered = true));
      })
      .catch((error: Error) => makeResult(operation, { errors: [error] }))
      .then((result) => {
        if (state.left) return;
        next(result);
        complete();
      });
    return () => {
      state.left = true;
      if (!state.answered) cut.abort();
    };
  });
}

/** Asked as the page stands when it leaves; what comes back to a page that is another's by then is dropped. */
async function ask(operation: Operation, signal: AbortSignal, heard: () => void): Promise<OperationResult> {
  const { query, variables, context } = operation;
  const login = context.login ?? session.read().login;
  const response = await fetch('/console/graphql', {
    ...{ method: 'POST', signal, headers: headersOf(context, login) },
    body: JSON.stringify({ query: stringifyDocument(query), variables }),
  });
  heard();
  if (context.login === undefined) await judge(response, login);
  return read(operation, response);
}

/** Throws where the answer is not to be shown. */
async function judge(response: Response, login: string | null): Promise<void> {
  if (session.read().login !== login) throw new Error('an answer to a session that is over');
  const isOfAnother = (response.headers.get('sekisho-login') ?? login) !== login;
  if (!isOfAnother) heardOf(response.headers);
  if (!isOfAnother && response.status !== 401) return;
  endSession(isOfAnother ? sessionWords.loginElsewhere : null);
  if (!isOfAnother) explainEnd(await wordsOf(response.clone()));
  throw new Error('the session is over');
}

async function read(operation: Operation, response: Response): Promise<OperationResult> {
  const body = (await response.json()) as { extensions?: object };
  const record = response.headers.get('sekisho-record');
  const retryAfter = response.headers.get('retry-after');
  return makeResult(operation, { ...body, extensions: { ...body.extensions, record, retryAfter } }, response);
}

function headersOf(
  { automatic = false, under }: Operation['context'],
  login: string | null,
): Record<string, string> {
  const { purpose, caseNumber } = under ?? session.read().work ?? { purpose: null, caseNumber: null };
  return {
    ...{ 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    'sekisho-console': '1',
    ...(login !== null && { 'sekisho-login': login }),
    ...(purpose !== null && { 'sekisho-purpose': purpose }),
    ...(caseNumber !== null && { 'sekisho-case': encodeURIComponent(caseNumber) }),
    ...(automatic && { 'sekisho-automatic': 'true' }),
  };
}

export const client = new Client({
  ...{ url: '/console/graphql', preferGetMethod: false, requestPolicy: 'network-only' },
  exchanges: [gateway],
});
