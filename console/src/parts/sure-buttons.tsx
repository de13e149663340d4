import { Button } from '../dads/button.js';
import { useWords } from '../words/catalogue.js';
import { commonWords } from '../words/common-words.js';

export interface SureButtonsProps {
  /** What is done, in the words of the act. */
  readonly label: string;
  /** It is being done: pressed again it does nothing. */
  readonly pending?: boolean;
  readonly onSure: () => void;
  readonly onClose: () => void;
}

/** The foot of a dialog that asks whether something is to be done. */
export function SureButtons({ label, pending, onSure, onClose }: SureButtonsProps) {
  const { cancel } = useWords(commonWords);
  return (
    <div className="flex flex-wrap gap-4">
      <Button size="lg" variant="solid-fill" aria-disabled={pending} onClick={onSure}>
        {label}
      </Button>
      <Button size="lg" variant="outline" onClick={onClose}>
        {cancel}
      </Button>
    </div>
  );
}
