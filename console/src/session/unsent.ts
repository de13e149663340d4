import { useEffect } from 'react';
import { session } from './session.js';
import { Store } from './store.js';

/** What somebody types into. */
const TYPED_INTO = 'input, textarea';
/** What is typed there is lost to nobody: a question, or what stays from one entry to the next. */
const PASSING = '[data-passing]';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** What stood in a control when somebody first came to it: in memory alone, and gone with the control. */
const before = new WeakMap<Control, string>();
/** Forms that hold what was typed by other means than the controls that are drawn. */
const held = new Set<object>();

const controlOf = ({ target }: Event): Control | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;

window.addEventListener(
  'focusin',
  (event) => {
    const control = controlOf(event);
    if (control !== null && !before.has(control)) before.set(control, control.value);
  },
  true,
);

/** Whether something was typed on the screen that nobody has sent: it is gone with the screen, for it is kept nowhere. */
export function isUnsent(): boolean {
  const isTyped = (control: Control): boolean =>
    (before.get(control) ?? control.value) !== control.value && control.closest(PASSING) === null;
  return held.size > 0 || [...document.querySelectorAll<Control>(TYPED_INTO)].some(isTyped);
}

/** As long as it is so and drawn, something typed is held that stands in no control. */
export function useUnsent(is: boolean): void {
  useEffect(() => {
    if (!is) return undefined;
    const own = {};
    held.add(own);
    return () => void held.delete(own);
  }, [is]);
}

/** What was pressed, and waits for an answer to the question whether what was typed is thrown away. */
export const leavingAsked = new Store<{ readonly asked: (() => void) | null }>({ asked: null });

/**
 * What takes the screen away, at once where nothing is lost by it, else when somebody has said so. Hiding the screen is no
 * such way: whoever does it has no time to be asked.
 */
export function leaveBy(go: () => void): void {
  if (isUnsent()) leavingAsked.change({ asked: go });
  else go();
}

let sure = false;

/** It is thrown away. */
export function leaveAnyway(): void {
  const { asked } = leavingAsked.read();
  leavingAsked.change({ asked: null });
  sure = true;
  asked?.();
  sure = false;
}

export const stay = (): void => leavingAsked.change({ asked: null });

/** A way to another screen, another part of this one or another person, or out; that to its content leads nowhere else. */
const LEAVES = 'a[href]:not([href^="#"]), nav button, [data-leaves]';

document.addEventListener(
  'click',
  (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(LEAVES) : null;
    if (sure || pressed === null || !isUnsent()) return;
    event.preventDefault();
    event.stopPropagation();
    leaveBy(() => pressed.click());
  },
  true,
);

interface NavigateEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly key: string };
}
interface Navigation extends EventTarget {
  traverseTo(key: string): void;
}
const { navigation = null } = window as unknown as { readonly navigation?: Navigation };
/** The entry that somebody goes back to for sure: the browser tells of that later than it is asked for. */
let wanted: string | null = null;

navigation?.addEventListener('navigate', (event) => {
  const { navigationType, destination } = event as NavigateEvent;
  const isSure = wanted === destination.key;
  wanted = null;
  if (navigationType !== 'traverse' || !event.cancelable || isSure || !isUnsent()) return;
  event.preventDefault();
  leaveBy(() => {
    wanted = destination.key;
    navigation.traverseTo(destination.key);
  });
});

// The browser asks in its own words.
window.addEventListener('beforeunload', (event) => {
  if (session.read().stage === 'SIGNED_IN' && isUnsent()) event.preventDefault();
});
