import { useLanguage } from './language.js';

/** Numbers in groups, as the language of the page writes them: not as the browser's own, which nobody has chosen here. */
export function useNumber(): (value: number) => string {
  const language = useLanguage();
  const format = new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-GB');
  return (value) => format.format(value);
}
