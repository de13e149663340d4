import type { UserErrorLine } from '../../parts/user-errors.js';
import { useBoth } from '../../words/language.js';

/** In the place of a form that whoever reads may not use: why not, in the gateway's words, before anybody tries. */
export function ReviewClosed({ against }: { readonly against: readonly UserErrorLine[] }) {
  const both = useBoth();
  return against.map(({ message, messageJa }) => (
    <p key={message} className="my-3 border-l-4 border-solid-gray-420 pl-3">
      {both({ ja: messageJa, en: message })}
    </p>
  ));
}
