import { useEffect } from 'react';
import { stopAt, stopsOn, useEntry, type Stop } from '../session/way-back.js';

/** Of a screen with a list: whoever comes back is where they were, as soon as the list is there again. */
export function useWayBack(): void {
  const entry = useEntry();
  useEffect(() => {
    const stop = stopAt(entry);
    return stop === null ? undefined : comeBackTo(stop);
  }, [entry]);
}

const ACTS = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;

/** What comes late pushes the list about: it is held until somebody does something. Returns how to let go. */
function comeBackTo({ at, top }: Stop): () => void {
  let last = document.activeElement;
  const acts = new AbortController();
  const settle = () => {
    const stop = stopsOn()[at];
    if (stop === undefined) return;
    const now = document.activeElement;
    // The page itself gives the focus to headings that come up.
    if (now !== last && now !== stop && now?.matches('body, h1, h2') === false) return letGo();
    last = stop;
    if (now !== stop) stop.focus({ preventScroll: true });
    window.scrollBy(0, stop.getBoundingClientRect().top - top);
  };
  const drawn = new MutationObserver(settle);
  const letGo = () => {
    drawn.disconnect();
    acts.abort();
  };
  for (const act of ACTS) window.addEventListener(act, letGo, { capture: true, signal: acts.signal });
  document.addEventListener('focusin', settle, { signal: acts.signal });
  drawn.observe(document.body, { childList: true, subtree: true });
  settle();
  return letGo;
}
