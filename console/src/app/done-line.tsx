import { useEffect, useRef } from 'react';
import { sayDone, useSession } from '../session/session.js';

/** What is pressed: whoever presses it has read what became of the last act. */
const PRESSED = 'a, button, summary';

/**
 * What the last act came to, on whatever screen it was done: read out at once, in sight wherever the screen stands, and
 * there until something else is pressed. Where the screen is drawn anew without what had the focus, this has it.
 */
export function DoneLine() {
  const what = useSession((state) => state.done);
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const around = line.current?.parentElement ?? null;
    if (what === null || around === null) return undefined;
    // Once: whoever reads on from there, or nowhere in particular, is not called back by each redrawing.
    const takeFocus = (): boolean => {
      if (document.activeElement !== document.body) return false;
      line.current?.focus();
      return true;
    };
    const pressed = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest(PRESSED) !== null) sayDone(null);
    };
    const redrawn = new MutationObserver(() => {
      if (takeFocus()) redrawn.disconnect();
    });
    if (!takeFocus()) redrawn.observe(around, { childList: true, subtree: true });
    document.addEventListener('click', pressed, true);
    return () => {
      redrawn.disconnect();
      document.removeEventListener('click', pressed, true);
    };
  }, [what]);
  return (
    <div ref={line} role="status" tabIndex={-1} className="sticky top-0 z-10 outline-none">
      {what !== null && (
        <p className="mb-4 rounded-8 border-3 border-success-2 bg-white px-4 py-2 font-700">{what}</p>
      )}
    </div>
  );
}
