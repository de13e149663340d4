import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { Banner } from './banner.js';
import { partWords } from './words.js';

export interface UserErrorLine {
  readonly message: string;
  readonly messageJa: string;
}

/** What the city's rules have against an act, in the gateway's words. Nothing was done. */
export function UserErrors({ errors }: { readonly errors: readonly UserErrorLine[] }) {
  const words = useWords(partWords);
  const both = useBoth();
  if (errors.length === 0) return null;
  return (
    <Banner kind="error" title={words.faultTitle} alert>
      {errors.map(({ message, messageJa }) => (
        <p key={message}>{both({ ja: messageJa, en: message })}</p>
      ))}
    </Banner>
  );
}
