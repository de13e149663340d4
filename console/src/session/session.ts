import type { Fault } from '../graph/answer.js';
import type { Both } from '../words/language.js';
import type { Purpose } from './operations.generated.js';
import { Store, useStore } from './store.js';
import { Tabs, type Leaving } from './tabs.js';
import { sessionWords } from './words.js';

export type SignInWay = 'DEMO' | 'IDENTITY_PROVIDER' | 'NOT_SET_UP';

/** Why one asks: goes with every request about a person. */
export interface Work {
  readonly purpose: Purpose;
  readonly name: Both;
  /** null where the purpose needs none. */
  readonly caseNumber: string | null;
  /** Tells one choice of the same purpose from the next. */
  readonly id: number;
}

interface SessionState {
  readonly stage: 'OPENING' | 'SIGNED_OUT' | 'SIGNED_IN';
  readonly way: SignInWay;
  /** Why the page could not be opened; null where it could, and while it is tried. */
  readonly fault: Fault | null;
  /** What the gateway calls the login that this page is drawn for; null where it is nobody's. */
  readonly login: string | null;
  /** Of the last session, here or in another tab; nobody signs in meanwhile. */
  readonly leaving: Leaving | null;
  /** Why the last session ended. */
  readonly told: Both | null;
  readonly work: Work | null;
  /** 宛名番号 of whom the work is about at the moment: in memory, in no address and in no history. */
  readonly person: string | null;
  /** The screen is hidden at the user's wish (F9). */
  readonly hidden: boolean;
}

/** Milliseconds since 1970 that never jump when the clock of the PC is set. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();

/**
 * What this page knows of its user's session. It lives in memory alone: a reload, a second tab and a browser opened
 * anew know nothing of purpose, case and person.
 */
export const session = new Store<SessionState>({
  ...{ stage: 'OPENING', way: 'NOT_SET_UP', fault: null, login: null, leaving: null, told: null },
  ...{ work: null, person: null, hidden: false },
});

/** Milliseconds that a session lasts as long as no answer has told of a longer one: five minutes (R182). */
const USUALLY = 5 * 60_000;

/**
 * When the session ends by itself (steady milliseconds), null as long as no answer has said so; and how long one lasts
 * at most from the last request on.
 */
export const ending = new Store<{ readonly at: number | null; readonly lasts: number }>({
  ...{ at: null, lasts: USUALLY },
});

const EMPTY = { work: null, person: null, hidden: false } as const;

const tabs = new Tabs((said) => {
  const { login } = session.read();
  if (said.kind === 'LEAVING') return left(said.how, said.told);
  // Perhaps by another account: what is drawn here belongs to nobody any more.
  if (said.kind === 'SIGNED_IN') {
    if (said.login === login) return;
    empty(null);
    return location.reload();
  }
  if (said.login !== login) return;
  if (said.kind === 'ENDED') empty(said.told);
  else if (said.kind === 'EXTENDED') ending.change({ at: said.at });
  else session.change({ work: null, person: null, told: sessionWords.purposeElsewhere });
});

let works = 0;
let leavesHere = false;

function empty(told: Both | null): void {
  ending.change({ at: null });
  if (session.read().stage === 'SIGNED_IN')
    session.change({ ...EMPTY, stage: 'SIGNED_OUT', login: null, told });
}

/** The session is over: this page and all others of it are emptied. */
export function endSession(told: Both | null): void {
  const { login } = session.read();
  empty(told);
  if (login !== null) tabs.say({ kind: 'ENDED', login, told });
}

function left(how: Leaving | null, told: Both | null): void {
  session.change({ leaving: how });
  if (told !== null) explainEnd(told);
}

/** From the moment a session is over on the page until the gateway has ended it, too; null from then on. */
export function leaving(how: Leaving | null, told: Both | null = null): void {
  leavesHere = how !== null;
  left(how, told);
  tabs.say({ kind: 'LEAVING', how, told });
}

// Nobody is left to say when it is done, and whoever signs in ends it.
window.addEventListener('pagehide', () => {
  if (leavesHere) leaving(null);
});

/** The reason comes after the page is empty, for it has to be read from the answer. */
export function explainEnd(told: Both): void {
  if (session.read().stage === 'SIGNED_OUT') session.change({ told });
}

/** The page is that login's now: what another tab draws for an earlier one goes. */
export function signedIn(login: string): void {
  ending.change({ at: null });
  session.change({ ...EMPTY, stage: 'SIGNED_IN', login, told: null });
  tabs.say({ kind: 'SIGNED_IN', login });
}

/** Where the page stands while it is opened and nobody is signed in. */
export function opened(state: Partial<Pick<SessionState, 'stage' | 'way' | 'fault'>>): void {
  session.change(state);
}

/** A purpose is chosen: whoever was looked at before is gone, here and in the other tabs. */
export function startWork(work: Omit<Work, 'id'>): void {
  works += 1;
  session.change({ work: { ...work, id: works }, person: null, told: null });
  const { login } = session.read();
  if (login !== null) tabs.say({ kind: 'PURPOSE_CHANGED', login });
}

export function leaveWork(): void {
  session.change({ work: null, person: null });
}

export function openPerson(atenaNumber: string | null): void {
  session.change({ person: atenaNumber });
}

export function hideScreen(hidden: boolean): void {
  session.change({ hidden });
}

/** What every answer to the session of this page says of it: its end, by the clock of the gateway. */
export function heardOf(headers: Headers): void {
  const { login } = session.read();
  const [ends, now] = [headers.get('sekisho-session-ends'), headers.get('date')];
  if (login === null || ends === null || now === null) return;
  const left = Date.parse(ends) - Date.parse(now);
  // The gateway's clock is told to the second: the page is empty before the session ends, never after.
  const at = steadyNow() + left - 1_000;
  ending.change({ at, lasts: Math.max(left, ending.read().lasts) });
  tabs.say({ kind: 'EXTENDED', login, at });
}

export function useSession<Part>(part: (state: SessionState) => Part): Part {
  return useStore(session, part);
}
