import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { useRefused } from '../../../parts/refused.js';
import { useWords } from '../../../words/catalogue.js';
import { Faults } from '../record/faults.js';
import { Reason } from '../record/reason.js';
import { isFinal } from '../record/use-change.js';
import { Differences, offersCorrection } from './differences.js';
import { KeptFields } from './kept-fields.js';
import { OwnFields } from './own-fields.js';
import { Whose } from './whose.js';
import type { Typing } from './use-typing.js';
import { Warnings } from '../record/warnings.js';
import { slipWords } from './words.js';

/** The slip at hand. Enter goes on from every field of it; what it comes to is said above the keys. */
export function SlipForm({ typing }: { readonly typing: Typing }) {
  const words = useWords(slipWords);
  const { hand, judged, error } = typing;
  const { outcome } = judged;
  const errors = (outcome?.userErrors ?? []).filter(isFinal);
  const refused = useRefused({ errors, fault: judged.fault });
  const { at } = refused;
  const warnings = outcome?.warnings ?? [];
  return (
    <form
      autoComplete="off"
      aria-label={words.slip}
      onSubmit={(event) => {
        event.preventDefault();
        const entered = event.currentTarget;
        void typing.goOn().then(() => refused.showFirst(entered));
      }}
    >
      <KeptFields {...{ typing, at }} />
      <OwnFields {...{ typing, at }} />
      <Whose typing={typing} />
      {hand.resident !== null && hand.isSecond && <Differences typing={typing} />}
      <Warnings warnings={warnings} />
      {(warnings.length > 0 || offersCorrection(hand)) && (
        <Reason value={hand.slip.reason} error={at('reason')} onChange={(reason) => hand.edit({ reason })} />
      )}
      {refused.rest((others) => (
        <Faults errors={others} />
      ))}
      {error !== null && <Banner kind="error" title={error} alert />}
      <div className="flex flex-wrap gap-4">
        <Button size="lg" variant="solid-fill" type="submit" aria-disabled={judged.pending}>
          {hand.isSecond ? words.compare : words.save}
        </Button>
        {hand.number !== '' && (
          <Button size="lg" variant="outline" onClick={typing.layAside}>
            {words.aside}
          </Button>
        )}
      </div>
    </form>
  );
}
