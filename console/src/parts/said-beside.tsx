import { useEffect, useRef } from 'react';
import { Button } from '../dads/button.js';
import { closeSaid, said } from '../graph/said.js';
import { Store, useStore } from '../session/store.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { partWords } from './words.js';

const IN_SIGHT =
  'said-beside sticky bottom-0 z-20 max-h-[40vh] overflow-y-auto border-t-4 border-warning-yellow-2 bg-white px-4 py-2';

/** Dialogs that are open, the topmost last: nothing but what is in it is seen, read out or pressed. */
const dialogs = new Store<{ readonly open: readonly string[] }>({ open: [] });

/** As long as it is drawn, a dialog of this name is above all else. */
export function useAbove(dialog: string): void {
  useEffect(() => {
    const others = () => dialogs.read().open.filter((one) => one !== dialog);
    dialogs.change({ open: [...others(), dialog] });
    return () => dialogs.change({ open: others() });
  }, [dialog]);
}

/**
 * What there is to know about answers to what was pressed: at the lower edge of the window, whatever part of the page is
 * in it. What scrolls to something leaves room for it (`page.css`).
 *
 * @param within name of the dialog that it is drawn in; null in the frame
 */
export function SaidBeside({ within = null }: { readonly within?: string | null }) {
  const both = useBoth();
  const words = useWords(partWords);
  const beside = useStore(said, (state) => state.texts);
  const isAbove = useStore(dialogs, ({ open }) => (open.at(-1) ?? null) === within);
  const texts = isAbove ? beside : [];
  const from = useRef<Element | null>(null);
  const isShown = texts.length > 0;
  const close = () => {
    closeSaid();
    // The button is gone, and the focus is to be somewhere.
    const back = from.current?.isConnected === true ? from.current : document.getElementById('content');
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  };
  return (
    <div {...(isShown && { role: 'region', 'aria-label': words.warningTitle, className: IN_SIGHT })}>
      {isShown && (
        <Button
          size="xs"
          variant="outline"
          className="float-right ml-4"
          onFocus={({ relatedTarget }) => {
            from.current = relatedTarget;
          }}
          onClick={close}
        >
          {words.closeWarnings}
        </Button>
      )}
      {/* There before anything is said: what comes with its words is not read out everywhere. */}
      <div aria-live="polite" className="text-dns-16N-130">
        {isShown && (
          <p className="font-700">
            <span aria-hidden="true">! </span>
            {words.warningTitle}
          </p>
        )}
        {texts.map((text) => (
          <p key={text.ja}>{both(text)}</p>
        ))}
      </div>
    </div>
  );
}
