import { client } from '../graph/client.js';
import { wordsOf } from '../graph/words-of.js';
import { endSession, leaving, opened, signedIn, type SignInWay } from './session.js';
import { LogOutDocument } from './operations.generated.js';
import { sessionWords } from './words.js';
import type { Both } from '../words/language.js';

/** What the page asks besides the graph: how it stands, and ways in and out. */
const OWN = { 'content-type': 'application/json', 'sekisho-console': '1' } as const;

export async function lookUpSession(): Promise<void> {
  const response = await fetch('/console/session');
  const { signedIn: isIn, signIn: way } = (await response.json()) as { signedIn: boolean; signIn: SignInWay };
  opened({ stage: isIn ? 'SIGNED_IN' : 'SIGNED_OUT', way });
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

export async function lookUpDemo(): Promise<Demo> {
  return (await (await fetch('/console/accounts')).json()) as Demo;
}

/** Resolves with what went wrong; null where nothing did. */
export async function signInToDemo(account: string): Promise<Both | null> {
  const response = await fetch('/console/demo-sign-in', {
    ...{ method: 'POST', headers: OWN, body: JSON.stringify({ account }) },
  });
  if (response.ok) {
    signedIn();
    return null;
  }
  return wordsOf(response);
}

/** Ends the session on record, then forgets the browser's login. The page is empty before either is asked. */
export async function signOut(told: Both = sessionWords.signedOut): Promise<void> {
  leaving(true);
  endSession(told);
  // A session that is over already has nothing left to end.
  await client.mutation(LogOutDocument, {}).toPromise();
  await fetch('/console/sign-out', { method: 'POST', headers: OWN }).catch(() => undefined);
  leaving(false);
}
