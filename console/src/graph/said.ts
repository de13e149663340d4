import { session } from '../session/session.js';
import { Store } from '../session/store.js';
import type { Both } from '../words/language.js';

interface Said {
  /** To which question: what is said to it anew stands in the place of what was said to it before. */
  readonly to: unknown;
  readonly turn: number;
  readonly texts: readonly Both[];
}

/**
 * What the gateway has said beside the answers to what was asked on a key, and to acts: in the memory of this page alone,
 * and gone with the screen, the purpose, the person, the session, and when the screen is hidden.
 */
const said = new Store<{ readonly entries: readonly Said[]; readonly texts: readonly Both[] }>({
  ...{ entries: [], texts: [] },
});

/** Each sentence once, the newest last. */
export const saidBeside = said;

/** Changes with whatever is on the screen: what is said to a question from before is nobody's any more. */
let places = 0;
let turns = 0;
/** Whether something was pressed since something was said last. */
let pressed = true;

const stand = (entries: readonly Said[]): void =>
  said.change({ entries, texts: entries.flatMap(({ texts }) => texts) });

export const closeSaid = (): void => stand([]);

/** An act goes out: what stood there when it was pressed is done with, what is said to the same press is not. */
export function anActBegins(): void {
  if (pressed) closeSaid();
}

/** From the moment when something is asked on; what this resolves to is told what was said to it. */
export function hearing(to: unknown): (texts: readonly Both[]) => void {
  turns += 1;
  const [turn, place] = [turns, places];
  return (texts) => {
    const { entries } = said.read();
    const last = entries.find((entry) => entry.to === to);
    // An answer behind the answer to the next question of its kind is on the screen no more.
    if (place !== places || (last !== undefined && last.turn > turn)) return;
    const isElse = ({ ja }: Both): boolean => texts.every((text) => text.ja !== ja);
    const others = entries.filter((entry) => entry !== last);
    stand([...others.map((one) => ({ ...one, texts: one.texts.filter(isElse) })), { to, turn, texts }]);
    if (texts.length > 0) pressed = false;
  };
}

const placeNow = () => {
  const { login, work, person, hidden } = session.read();
  return { login, work, person, hidden, path: location.pathname };
};
type Place = ReturnType<typeof placeNow>;

let at = placeNow();

/**
 * A screen that follows from an answer by itself (the case was found, and work begins under it) is where what was said
 * to it is read; whoever presses something is done with it, and nothing outlives a session or what another tab has ended.
 */
function moved(): void {
  const now = placeNow();
  const from = at;
  if ((Object.keys(now) as (keyof Place)[]).every((part) => now[part] === from[part])) return;
  at = now;
  places += 1;
  if (pressed || now.login !== from.login || session.read().told !== null) closeSaid();
}

// Before whatever listens on the page itself: a key may change the screen.
for (const press of ['keydown', 'pointerdown', 'click', 'popstate'])
  window.addEventListener(press, () => (pressed = true), true);
for (const way of ['popstate', 'pushState', 'replaceState']) window.addEventListener(way, moved);
session.subscribe(moved);
