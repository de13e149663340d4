import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { leaveBy } from '../session/unsent.js';
import { Button } from '../dads/button.js';
import { Checkbox } from '../dads/checkbox.js';
import { Dialog } from '../parts/dialog.js';
import { useWords } from '../words/catalogue.js';
import { commonWords } from '../words/common-words.js';
import { useBoth } from '../words/language.js';
import { useOffered } from './opens.js';
import { appWords } from './words.js';

let lettersOn = true;

const TYPED_INTO = 'input, select, textarea, [contenteditable]';

/** Letter keys that open screens; not where something is typed, and off for whoever does not want them (WCAG 2.1.4). */
export function Keys() {
  const [listed, setListed] = useState(false);
  const began = useRef(false);
  const offered = useOffered();
  const [, navigate] = useLocation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, altKey, metaKey } = event;
      if (!lettersOn || ctrlKey || altKey || metaKey) return;
      if (target instanceof Element && target.closest(TYPED_INTO) !== null) return;
      const screen = offered.find((one) => one.key === key);
      if (began.current && screen !== undefined) {
        leaveBy(() => navigate(screen.path, { replace: location.pathname === screen.path }));
      } else if (key === '?') setListed(true);
      began.current = key === 'g';
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [offered, navigate]);
  return listed ? <KeyList onClose={() => setListed(false)} /> : null;
}

function KeyList({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(appWords);
  const common = useWords(commonWords);
  const [off, setOff] = useState(!lettersOn);
  return (
    <Dialog title={words.keysTitle} onClose={onClose}>
      <KeyRows />
      <Checkbox
        checked={off}
        onChange={({ target }) => {
          lettersOn = !target.checked;
          setOff(target.checked);
        }}
      >
        {words.keysOff}
      </Checkbox>
      <Button size="md" variant="outline" onClick={onClose}>
        {common.close}
      </Button>
    </Dialog>
  );
}

/** Which keys there are, of the screens that are offered now. */
export function KeyRows() {
  const words = useWords(appWords);
  const both = useBoth();
  const offered = useOffered();
  const rows: readonly (readonly [string, string])[] = [
    ['F9', words.keyHide],
    ['?', words.keyKeys],
    ['Esc', words.keyClose],
    ...offered
      .filter(({ key }) => key !== undefined)
      .map(({ key, title }) => [`g ${key}`, both(title)] as const),
  ];
  return (
    <dl className="grid grid-cols-[6rem_1fr] gap-2">
      {rows.map(([key, what]) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="rounded-4 border border-solid-gray-420 px-2">{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
