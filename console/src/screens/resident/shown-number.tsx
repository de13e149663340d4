import { useEffect, useRef, useState } from 'react';
import { Button } from '../../dads/button.js';
import { useWords } from '../../words/catalogue.js';
import { numberWords } from './number-words.js';

const SECONDS = 20;

export interface ShownNumberProps {
  readonly value: string;
  readonly onGone: () => void;
}

/**
 * Gone after twenty seconds, and at once when the focus leaves it. It is read by a screen reader where the user goes to it,
 * never by itself: somebody stands at the counter.
 */
export function ShownNumber({ value, onGone }: ShownNumberProps) {
  const words = useWords(numberWords);
  const box = useRef<HTMLDivElement>(null);
  const left = useSecondsLeft(onGone);
  useEffect(() => {
    box.current?.focus();
    return keepIn(box.current, onGone);
  }, [onGone]);
  return (
    <div
      ref={box}
      role="group"
      tabIndex={-1}
      aria-label={words.shown}
      className="mt-4 w-fit rounded-8 border-4 border-red-800 p-4 select-none"
    >
      <p className="font-mono text-std-32B-150 tracking-wider">{value.replace(/(\d{4})(?=\d)/g, '$1 ')}</p>
      <p aria-hidden="true" className="tabular-nums">
        {words.seconds(left)}
      </p>
      <Button size="md" variant="outline" onClick={onGone}>
        {words.hide}
      </Button>
    </div>
  );
}

function useSecondsLeft(onGone: () => void): number {
  const [left, setLeft] = useState(SECONDS);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => {
      const rest = SECONDS - Math.floor((performance.now() - began) / 1_000);
      if (rest <= 0) onGone();
      else setLeft(rest);
    }, 250);
    return () => clearInterval(timer);
  }, [onGone]);
  return left;
}

/** Lets nobody copy or drag what is in a box, and ends it when the focus leaves it. Returns the undoing. */
function keepIn(box: HTMLElement | null, end: () => void): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  const keep = (event: Event) => event.preventDefault();
  document.addEventListener('copy', keep, { signal });
  box?.addEventListener('dragstart', keep, { signal });
  box?.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) end();
    },
    { signal },
  );
  return () => undo.abort();
}
