import type { Both } from '../words/language.js';
import type { Purpose } from './operations.generated.js';
import { Store, useStore } from './store.js';
import { Tabs } from './tabs.js';
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
  /** The last session is being ended at the gateway: whoever signed in now would be thrown out with it. */
  readonly leaving: boolean;
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
  ...{ stage: 'OPENING', way: 'NOT_SET_UP', leaving: false, told: null },
  ...{ work: null, person: null, hidden: false },
});

/** When the session ends by itself (steady milliseconds); null as long as no answer has said so. */
export const ending = new Store<{ readonly at: number | null }>({ at: null });

const EMPTY = { work: null, person: null, hidden: false } as const;

const tabs = new Tabs({
  ended: (told) => empty(told),
  signedIn: () => location.reload(),
  purposeChanged: () => session.change({ work: null, person: null, told: sessionWords.purposeElsewhere }),
  extended: (at) => ending.change({ at }),
});

let works = 0;

function empty(told: Both | null): void {
  ending.change({ at: null });
  if (session.read().stage === 'SIGNED_IN') session.change({ ...EMPTY, stage: 'SIGNED_OUT', told });
}

/** The session is over: this page and all others of the browser are emptied. */
export function endSession(told: Both | null): void {
  const { stage } = session.read();
  empty(told);
  if (stage === 'SIGNED_IN') tabs.say({ kind: 'ENDED', told });
}

/** From the moment a session is over on the page until the gateway has ended it, too. */
export function leaving(isLeaving: boolean): void {
  session.change({ leaving: isLeaving });
}

/** The reason comes after the page is empty, for it has to be read from the answer. */
export function explainEnd(told: Both): void {
  if (session.read().stage === 'SIGNED_OUT') session.change({ told });
}

export function signedIn(): void {
  session.change({ ...EMPTY, stage: 'SIGNED_IN', told: null });
  tabs.say({ kind: 'SIGNED_IN' });
}

/** Where the page stands when it is opened: nobody else is told. */
export function opened(state: Pick<SessionState, 'stage' | 'way'>): void {
  session.change({ ...EMPTY, ...state });
}

/** A purpose is chosen: whoever was looked at before is gone, here and in the other tabs. */
export function startWork(work: Omit<Work, 'id'>): void {
  works += 1;
  session.change({ work: { ...work, id: works }, person: null, told: null });
  tabs.say({ kind: 'PURPOSE_CHANGED' });
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

/** What every answer says of the session: its end, by the clock of the gateway. */
export function heardOf(headers: Headers): void {
  const [ends, now] = [headers.get('sekisho-session-ends'), headers.get('date')];
  if (ends === null || now === null) return;
  // The gateway's clock is told to the second: the page is empty before the session ends, never after.
  const at = steadyNow() + Date.parse(ends) - Date.parse(now) - 1_000;
  ending.change({ at });
  tabs.say({ kind: 'EXTENDED', at });
}

export function useSession<Part>(part: (state: SessionState) => Part): Part {
  return useStore(session, part);
}
