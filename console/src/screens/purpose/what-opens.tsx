import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { WhatAPurposeOpensDocument } from './operations.generated.js';
import type { PurposeMenu } from './purpose-menu.js';
import { purposeWords } from './words.js';

/** What the gateway would let this account do under a purpose, asked when somebody wants to know. */
export function WhatOpens({ purpose }: Pick<PurposeMenu, 'purpose'>) {
  const words = useWords(purposeWords);
  const [wanted, setWanted] = useState(false);
  return (
    <details className="mt-3" onToggle={({ currentTarget }) => setWanted(currentTarget.open)}>
      <summary className="w-fit cursor-pointer text-key-900 underline underline-offset-4 focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black">
        {words.opens}
      </summary>
      {wanted && <Permissions purpose={purpose} />}
    </details>
  );
}

function Permissions({ purpose }: Pick<PurposeMenu, 'purpose'>) {
  const words = useWords(purposeWords);
  const both = useBoth();
  const asked = useAsk(WhatAPurposeOpensDocument, { purpose });
  return (
    <Answered asked={asked}>
      {({ viewer }) => (
        <table className="mt-2 w-full text-left text-dns-14N-130 [overflow-wrap:anywhere]">
          <tbody>
            {(viewer.permissions ?? [])
              .filter(({ allowed, needs }) => allowed || needs.length > 0)
              // What opens first, and the verbs of one class together: the gateway lists them in no order.
              .sort(
                (a, b) => Number(b.allowed) - Number(a.allowed) || a.classJa.localeCompare(b.classJa, 'ja'),
              )
              .map((one, at) => (
                <tr key={at} className="border-t border-solid-gray-200 align-top">
                  <th scope="row" className="py-1 pr-4 font-400 desktop:whitespace-nowrap">
                    {both({ ja: one.classJa, en: one.classEn })} ・ {both({ ja: one.verbJa, en: one.verbEn })}
                  </th>
                  <td className="py-1 pr-4 desktop:whitespace-nowrap">
                    {[
                      one.allowed ? words.open : words.closed,
                      ...one.needs.map((need) => words.needs[need]),
                    ].join(' / ')}
                  </td>
                  <td className="py-1">{both({ ja: one.textJa, en: one.textEn })}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </Answered>
  );
}
