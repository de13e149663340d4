import { useEffect, useState } from 'react';
import { Button } from '../dads/button.js';
import { askOnce } from '../graph/use-ask.js';
import { Dialog } from '../parts/dialog.js';
import { useWords } from '../words/catalogue.js';
import { StaySignedInDocument } from './operations.generated.js';
import { signOut } from './requests.js';
import { ending, steadyNow } from './session.js';
import { useStore } from './store.js';
import { countdownWords, sessionWords } from './words.js';

/** Seconds before the end in which the page asks whether somebody is still there. */
const ASKED = 60;
/** How often a screen reader says how much is left. */
const SPOKEN_EVERY = 15;

/** Time that is left, by the gateway's clock: in sight, asked about in the last minute, and over when it is over. */
export function Countdown() {
  const words = useWords(countdownWords);
  const at = useStore(ending, (state) => state.at);
  const left = useSecondsUntil(at);
  const over = left !== null && left <= 0;
  useEffect(() => {
    if (over) void signOut(sessionWords.timeUp);
  }, [over]);
  if (left === null || over) return null;
  const seconds = String(left % 60).padStart(2, '0');
  return (
    <>
      <p className={`text-dns-14N-130 tabular-nums ${left <= ASKED ? 'font-700 text-error-1' : ''}`}>
        {words.left(Math.floor(left / 60), seconds)}
      </p>
      {left <= ASKED && <StillThere left={left} />}
    </>
  );
}

const stay = () => void askOnce(StaySignedInDocument, {});

/** Keys that move within the dialog or press what has the focus; any other is an answer. */
const OF_DIALOG = new Set(['Tab', 'Shift', 'Enter', ' ', 'Escape', 'F9']);

function StillThere({ left }: { readonly left: number }) {
  const words = useWords(countdownWords);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (!OF_DIALOG.has(key)) stay();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog title={words.title} onClose={stay}>
      <p>{words.text}</p>
      <p role="status" className="my-3">
        {words.spoken(Math.ceil(left / SPOKEN_EVERY) * SPOKEN_EVERY)}
      </p>
      <div className="flex flex-wrap gap-4">
        <Button size="lg" variant="solid-fill" onClick={stay}>
          {words.stay}
        </Button>
        <Button size="lg" variant="outline" onClick={() => void signOut()}>
          {words.leave}
        </Button>
      </div>
    </Dialog>
  );
}

function useSecondsUntil(at: number | null): number | null {
  const [now, setNow] = useState(steadyNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(steadyNow()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return at === null ? null : Math.floor((at - now) / 1_000);
}
