import { useEffect } from 'react';
import { Dialog } from '../parts/dialog.js';
import { SureButtons } from '../parts/sure-buttons.js';
import { useStore } from '../session/store.js';
import { leaveAnyway, leavingAsked, stay } from '../session/unsent.js';
import { useWords } from '../words/catalogue.js';
import { appWords } from './words.js';

/** Before what was typed and not sent is gone with the screen. */
export function LeaveQuestion() {
  const words = useWords(appWords);
  const asked = useStore(leavingAsked, (state) => state.asked);
  // With the session the screen is gone unasked.
  useEffect(() => stay, []);
  if (asked === null) return null;
  return (
    <Dialog title={words.leaveTitle} onClose={stay}>
      <p className="mb-6">{words.leaveText}</p>
      <SureButtons label={words.leaveNow} onSure={leaveAnyway} onClose={stay} />
    </Dialog>
  );
}
