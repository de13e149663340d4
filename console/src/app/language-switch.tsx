import { Button } from '../dads/button.js';
import { useWords } from '../words/catalogue.js';
import { changeLanguage, useLanguage } from '../words/language.js';
import { appWords } from './words.js';

/** Named in the language that it leads to, for whoever cannot read this one. */
export function LanguageSwitch() {
  const words = useWords(appWords);
  const other = useLanguage() === 'ja' ? 'en' : 'ja';
  return (
    <Button size="sm" variant="text" lang={other} onClick={() => changeLanguage(other)}>
      {words.language}
    </Button>
  );
}
