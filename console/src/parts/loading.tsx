import { useEffect, useState } from 'react';
import { useWords } from '../words/catalogue.js';
import { partWords } from './words.js';

const SOON = 200;
const LONG = 3_000;

/** Nothing for a moment, then bars where lines will be, then what is waited for by name. */
export function Loading({ from }: { readonly from?: string }) {
  const words = useWords(partWords);
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const timers = [SOON, LONG].map((time) => setTimeout(() => setWaited(time), time));
    return () => timers.forEach(clearTimeout);
  }, []);
  // That something comes is told from the first moment: to whoever listens, and to whatever waits until all is there.
  if (waited < SOON) return <div aria-busy="true" />;
  return (
    <div aria-busy="true">
      <p role="status" className="text-solid-gray-700">
        {waited >= LONG && from !== undefined ? words.slow(from) : words.loading}
      </p>
      <div aria-hidden="true" className="mt-3 space-y-3">
        {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => (
          <div key={width} className={`h-5 rounded-4 bg-solid-gray-100 ${width}`} />
        ))}
      </div>
    </div>
  );
}
