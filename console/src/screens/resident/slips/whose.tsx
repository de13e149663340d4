import { Banner } from '../../../parts/banner.js';
import { FaultBox } from '../../../parts/fault-box.js';
import { Loading } from '../../../parts/loading.js';
import { Value } from '../../../parts/value.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import { WhoItIs } from '../who-it-is.js';
import type { Typing } from './use-typing.js';
import { slipWords } from './words.js';

/** Whose number was typed: whoever types it holds name and birth against the slip before it is saved. */
export function Whose({ typing: { hand } }: { readonly typing: Typing }) {
  const words = useWords(slipWords);
  const common = useWords(commonWords);
  const { told, resident, pending } = hand;
  return (
    <div aria-live="polite" className="my-4 min-h-16">
      {pending && <Loading from={common.system.RESIDENT_REGISTRY} />}
      {told?.faults.slice(0, 1).map((fault) => (
        <FaultBox key={fault.code} fault={fault} again={() => void hand.look(hand.number, true)} />
      ))}
      {told?.data != null && resident === null && told.faults.length === 0 && (
        <Banner kind="warning" title={words.unknown} />
      )}
      {told !== null && resident !== null && (
        <section aria-label={words.whose} className="rounded-8 bg-key-50 px-4 py-3">
          <div className="flex flex-wrap items-baseline gap-x-6">
            <WhoItIs told={told} resident={resident} />
          </div>
          <p>{words.whoseHelp}</p>
          {resident.immunizations === null && (
            <p>
              <Value told={told} at={['resident', 'immunizations']}>
                {null}
              </Value>
            </p>
          )}
        </section>
      )}
    </div>
  );
}
