import { useEffect, useRef } from 'react';
import { said } from '../graph/said.js';
import { useStore } from '../session/store.js';

/**
 * What acts came to, on whatever screen they were done: read out at once, in sight wherever the screen stands, and there
 * until something else is pressed. Where the screen is drawn anew without what had the focus, this has it.
 */
export function DoneLine() {
  const done = useStore(said, (state) => state.done);
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const around = line.current?.parentElement ?? null;
    if (done.length === 0 || around === null) return undefined;
    // Once: whoever reads on from there, or nowhere in particular, is not called back by each redrawing.
    const takeFocus = (): boolean => {
      if (document.activeElement !== document.body) return false;
      line.current?.focus();
      return true;
    };
    const redrawn = new MutationObserver(() => {
      if (takeFocus()) redrawn.disconnect();
    });
    if (!takeFocus()) redrawn.observe(around, { childList: true, subtree: true });
    return () => redrawn.disconnect();
  }, [done]);
  return (
    <div ref={line} role="status" tabIndex={-1} className="sticky top-0 z-10 outline-none">
      {done.length > 0 && (
        <div className="mb-4 rounded-8 border-3 border-success-2 bg-white px-4 py-2 font-700">
          {done.map(({ turn, text }) => (
            <p key={turn}>{text}</p>
          ))}
        </div>
      )}
    </div>
  );
}
