import { Button } from '../dads/button.js';
import { PageHeading } from '../parts/heading.js';
import { hideScreen } from '../session/session.js';
import { Countdown } from '../session/countdown.js';
import { useWords } from '../words/catalogue.js';
import { appWords } from './words.js';

/** In the place of everything, not above it: what was on the screen is nowhere any more. */
export function Curtain() {
  const words = useWords(appWords);
  return (
    <main className="mx-auto max-w-xl px-4 py-24 text-center">
      <PageHeading>{words.hiddenTitle}</PageHeading>
      <p className="mb-8">{words.hiddenText}</p>
      <Button size="lg" variant="solid-fill" onClick={() => hideScreen(false)}>
        {words.show}
      </Button>
      <div className="mt-8">
        <Countdown />
      </div>
    </main>
  );
}
