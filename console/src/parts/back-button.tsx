import { Button } from '../dads/button.js';
import { cameFromHere, goBack } from '../session/way-back.js';
import { useWords } from '../words/catalogue.js';
import { partWords } from './words.js';

/** The way back as the browser has it, for those who were told not to use the browser's. */
export function BackButton({ children }: { readonly children?: string }) {
  const words = useWords(partWords);
  if (!cameFromHere()) return null;
  return (
    <Button size="sm" variant="outline" onClick={goBack}>
      {children ?? words.backWhere}
    </Button>
  );
}
