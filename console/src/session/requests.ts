import type { GraphQLError } from 'graphql';
import { CombinedError } from 'urql';
import { toldOf, type Fault } from '../graph/answer.js';
import { actLeaving } from '../graph/use-ask.js';
import {
  ending,
  endSession,
  leaving,
  opened,
  session,
  signedIn,
  steadyNow,
  type SignInWay,
} from './session.js';
import { LogOutDocument } from './operations.generated.js';
import { sessionWords } from './words.js';
import type { Both } from '../words/language.js';

/** What the page asks besides the graph: how it stands, and ways in and out. */
const OWN = { 'content-type': 'application/json', 'sekisho-console': '1' } as const;
/** Names the login that the cookie stands for, and of a page the one that it is drawn for. */
const LOGIN = 'sekisho-login';

/** An answer that is one, or what went wrong in its place. */
async function answer(path: string, init?: RequestInit): Promise<Response | Fault> {
  const response = await fetch(path, init).catch(() => null);
  return response?.ok === true ? response : faultOf(response);
}

/** At the page's own addresses as in the graph: in the gateway's words, or that it has none. */
async function faultOf(response: Response | null): Promise<Fault> {
  const { errors = [] } = ((await response?.json().catch(() => null)) ?? {}) as { errors?: GraphQLError[] };
  const error = new CombinedError(
    errors.length > 0 ? { graphQLErrors: errors } : { networkError: new Error('no answer') },
  );
  return toldOf(error, null).faults[0] as Fault;
}

async function read<Body>(path: string): Promise<{ readonly body: Body; readonly of: Headers } | Fault> {
  const response = await answer(path);
  if (!(response instanceof Response)) return response;
  const body = (await response.json().catch(() => null)) as Body | null;
  return body === null ? faultOf(null) : { body, of: response.headers };
}

export async function lookUpSession(): Promise<void> {
  opened({ fault: null });
  const found = await read<{ signedIn: boolean; signIn: SignInWay }>('/console/session');
  if ('code' in found) return opened({ fault: found });
  const login = found.of.get(LOGIN);
  opened({ way: found.body.signIn, ...(login === null && { stage: 'SIGNED_OUT' }) });
  if (login !== null) signedIn(login);
}

export interface DemoAccount {
  readonly account: string;
  readonly role: string;
  readonly nameJa: string;
  readonly nameEn: string;
  /** Networks that the account works from. */
  readonly zones: readonly string[];
}
export interface Demo {
  readonly accounts: readonly DemoAccount[];
  readonly zone: string | null;
  /** The city's day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly doors: readonly { readonly zone: string; readonly origin: string }[];
}

export async function lookUpDemo(): Promise<Demo | Fault> {
  const found = await read<Demo>('/console/accounts');
  return 'code' in found ? found : found.body;
}

/** Resolves with what went wrong; null where nothing did. */
export async function signInToDemo(account: string): Promise<Both | null> {
  const init = { method: 'POST', headers: OWN, body: JSON.stringify({ account }) };
  const response = await answer('/console/demo-sign-in', init);
  if (!(response instanceof Response)) return response.text;
  signedIn(response.headers.get(LOGIN) ?? '');
  return null;
}

/** Milliseconds between two tries, and for which one of them is waited for. */
const AGAIN = 5_000;
const pause = (): Promise<false> => new Promise((done) => setTimeout(() => done(false), AGAIN));

/**
 * Ends the session on record, then forgets the browser's login. The page is empty before either is asked; that it is done
 * is said when the gateway has said so, or when the session has run out without.
 */
export async function signOut(told: Both = sessionWords.signedOut): Promise<void> {
  const { login } = session.read();
  if (login === null) return;
  const runsOut = steadyNow() + ending.read().lasts;
  leaving('ASKED');
  endSession(told);
  let isOut = await Promise.race([tryToEnd(login, false), pause()]);
  while (!isOut && steadyNow() < runsOut) {
    leaving('UNCONFIRMED');
    await pause();
    isOut = await Promise.race([tryToEnd(login, true), pause()]);
  }
  leaving(null, isOut ? null : sessionWords.ranOut);
}

/** Once more it is the page that asks, and the session is not to last longer by that. */
async function tryToEnd(login: string, automatic: boolean): Promise<boolean> {
  // A session that is over already has nothing left to end.
  await actLeaving(LogOutDocument, { login, automatic });
  const headers = { ...OWN, [LOGIN]: login };
  return (await answer('/console/sign-out', { method: 'POST', headers })) instanceof Response;
}
