import { session } from '../session/session.js';
import { Store } from '../session/store.js';
import type { Both } from '../words/language.js';

interface Said {
  /** To which question: what is said to it anew stands in the place of what was said to it before. */
  readonly to: unknown;
  readonly turn: number;
  readonly texts: readonly Both[];
}

/** What an act came to. */
interface Done {
  readonly turn: number;
  readonly text: string;
}

interface SaidState {
  readonly entries: readonly Said[];
  /** Of the entries each sentence once, the newest last. */
  readonly texts: readonly Both[];
  /** In the order in which the answers came. */
  readonly done: readonly Done[];
}

/**
 * What became of what was pressed: what each act came to, and what the gateway has said beside the answers to acts and to
 * what was asked on a key. In the memory of this page alone, and gone with the screen, the purpose, the person, the
 * session, and when the screen is hidden; what acts came to as soon as something else is pressed, too.
 */
export const said = new Store<SaidState>({ entries: [], texts: [], done: [] });

/** Changes with whatever is on the screen: what is said to a question from before is nobody's any more. */
let places = 0;
let turns = 0;
/** Whether something was pressed since something was said last. */
let pressed = true;

const stand = (entries: readonly Said[]): void =>
  said.change({ entries, texts: entries.flatMap(({ texts }) => texts) });

export const closeSaid = (): void => stand([]);

function closeAll(): void {
  closeSaid();
  closeDone();
}

function closeDone(): void {
  if (said.read().done.length > 0) said.change({ done: [] });
}

/** An act goes out: what stood there when it was pressed is done with, what is said to the same press is not. */
export function anActBegins(): void {
  if (pressed) closeAll();
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

/**
 * From the moment when an act goes out on; what this resolves to is told the sentence that says that it was done. Whoever
 * has opened another person meanwhile, or begun other work, would read it of that one: then nothing is said.
 */
export function telling(): (text: string) => void {
  turns += 1;
  const turn = turns;
  const { path: _, ...about } = placeNow();
  return (text) => {
    if (differ(about, placeNow())) return;
    said.change({ done: [...said.read().done, { turn, text }] });
    pressed = false;
  };
}

const placeNow = () => {
  const { login, work, person, hidden } = session.read();
  return { login, work, person, hidden, path: location.pathname };
};
type Place = ReturnType<typeof placeNow>;

let at = placeNow();

const differ = (one: Partial<Place>, other: Place): boolean =>
  (Object.keys(one) as (keyof Place)[]).some((part) => one[part] !== other[part]);

/**
 * A screen that follows from an answer by itself (the case was found, and work begins under it) is where what was said
 * to it is read; whoever presses something is done with it, and nothing outlives a session, what another tab has ended, or
 * a person within the same work.
 */
function moved(): void {
  const now = placeNow();
  const from = at;
  if (!differ(from, now)) return;
  at = now;
  places += 1;
  const isOver = now.login !== from.login || session.read().told !== null;
  const isLeft = from.person !== null && now.person !== from.person && now.work === from.work;
  if (pressed || isOver || isLeft) closeAll();
}

/** What is pressed: whoever presses it has read what became of the last act. */
const PRESSED = 'a, button, summary';

// Before whatever listens on the page itself: a key may change the screen.
for (const press of ['keydown', 'pointerdown', 'click', 'popstate'])
  window.addEventListener(press, () => (pressed = true), true);
window.addEventListener(
  'click',
  ({ target }) => {
    if (target instanceof Element && target.closest(PRESSED) !== null) closeDone();
  },
  true,
);
for (const way of ['popstate', 'pushState', 'replaceState']) window.addEventListener(way, moved);
session.subscribe(moved);
