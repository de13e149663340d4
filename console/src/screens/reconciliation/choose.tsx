import { useId } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { useWords } from '../../words/catalogue.js';
import type { Finding } from './page.js';
import type { Chosen } from './use-chosen.js';
import { reconciliationWords } from './words.js';

/** Whether a finding is one of those that are decided together. */
export function Choose({ finding, chosen }: { readonly finding: Finding; readonly chosen: Chosen }) {
  const words = useWords(reconciliationWords);
  const why = useId();
  const accepted = chosen.accepts(finding);
  return (
    <div className="mt-2">
      <Checkbox
        checked={chosen.has(finding)}
        aria-disabled={accepted ? undefined : true}
        aria-describedby={accepted ? undefined : why}
        onChange={({ target }) => chosen.set(finding, target.checked)}
      >
        {words.choose} <span className="sr-only">{words.chooseOne(finding.atenaNumber ?? '')}</span>
      </Checkbox>
      {!accepted && (
        <p id={why} className="text-dns-14N-130">
          {words.otherKind}
        </p>
      )}
    </div>
  );
}
