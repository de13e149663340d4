import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { FaultBox } from '../../../parts/fault-box.js';
import { useWords } from '../../../words/catalogue.js';
import { Faults } from '../record/faults.js';
import { Reason } from '../record/reason.js';
import { Differences, offersCorrection } from './differences.js';
import { KeptFields } from './kept-fields.js';
import { OwnFields } from './own-fields.js';
import { Whose } from './whose.js';
import { faultsOf } from './use-going-on.js';
import type { Typing } from './use-typing.js';
import { Warnings } from '../record/warnings.js';
import { slipWords } from './words.js';

/** Items of the slip at which its form says what the gateway has against them. */
const FIELDS: ReadonlySet<string> = new Set([
  ...['atenaNumber', 'coupon', 'vaccine', 'date', 'dose', 'manufacturer', 'lot', 'doseMl'],
  ...['institution', 'place', 'doctor'],
]);

/** The slip at hand. Enter goes on from every field of it; what it comes to is said above the keys. */
export function SlipForm({ typing }: { readonly typing: Typing }) {
  const words = useWords(slipWords);
  const { hand, judged, error } = typing;
  const { outcome } = judged;
  const faults = outcome === null ? [] : faultsOf(outcome, hand.slip);
  const others = (outcome?.userErrors ?? []).filter(
    ({ field, code }) => code !== 'REASON_NEEDED' && !(field !== null && FIELDS.has(field)),
  );
  const warnings = outcome?.warnings ?? [];
  return (
    <form
      autoComplete="off"
      aria-label={words.slip}
      onSubmit={(event) => {
        event.preventDefault();
        void typing.goOn();
      }}
    >
      <KeptFields typing={typing} faults={faults} />
      <OwnFields typing={typing} faults={faults} />
      <Whose typing={typing} />
      {hand.resident !== null && hand.isSecond && <Differences typing={typing} />}
      <Warnings warnings={warnings} />
      {(warnings.length > 0 || offersCorrection(hand)) && (
        <Reason value={hand.slip.reason} onChange={(reason) => hand.edit({ reason })} />
      )}
      <Faults errors={others} />
      {judged.fault !== null && <FaultBox fault={judged.fault} />}
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
