import type { Fault } from '../graph/answer.js';
import { Button } from '../dads/button.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { Banner } from './banner.js';
import { partWords } from './words.js';

/** What went wrong, in the gateway's own words, with what to read out to the system desk. */
export function FaultBox({ fault, again }: { readonly fault: Fault; readonly again?: () => void }) {
  const words = useWords(partWords);
  const both = useBoth();
  const title =
    fault.code === 'RATE_LIMITED'
      ? words.rateTitle
      : fault.code === 'AUDIT_UNAVAILABLE'
        ? words.unsealedTitle
        : fault.code === 'PURPOSE_REQUIRED'
          ? words.purposeTitle
          : words.faultTitle;
  return (
    <Banner kind={fault.code === 'RATE_LIMITED' ? 'warning' : 'error'} title={title} alert>
      <p>{both(fault.text)}</p>
      {fault.retryAfter !== null && <p>{words.retryIn(Math.max(1, Math.ceil(fault.retryAfter / 60)))}</p>}
      <p className="text-dns-14N-130 mt-2 text-solid-gray-700">
        {words.code(fault.code)}
        {fault.request !== null && ` ・ ${words.request(fault.request)}`}
      </p>
      {again !== undefined && (
        <Button size="sm" variant="outline" className="mt-3" onClick={again}>
          {words.again}
        </Button>
      )}
    </Banner>
  );
}
