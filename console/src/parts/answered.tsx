import type { ReactNode } from 'react';
import { Button } from '../dads/button.js';
import type { Asked } from '../graph/use-ask.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { Banner } from './banner.js';
import { FaultBox } from './fault-box.js';
import { Loading } from './loading.js';
import { Warnings } from './warnings.js';
import { partWords } from './words.js';

export interface AnsweredProps<Data> {
  readonly asked: Asked<Data>;
  /** Name of what is waited for, where it takes long. */
  readonly from?: string;
  readonly children: (data: Data) => ReactNode;
}

/**
 * Draws an answer once it is there; before that that it is waited for, instead of it what went wrong. What stands is left
 * there while the same is asked anew: focus, scroll and what is typed in it would be lost else. Where parts of it
 * failed, that is said above the rest, with the same way to ask again: a list that did not come looks like none.
 */
export function Answered<Data>({ asked, from, children }: AnsweredProps<Data>) {
  if (asked.pending) return <Loading from={from} />;
  const whole = asked.faults.filter(({ path }) => path === null);
  const { data } = asked;
  if (data === null || whole.length > 0 || isLost(asked))
    return (whole.length > 0 ? whole : asked.faults.slice(0, 1)).map((fault, at) => (
      <FaultBox key={at} fault={fault} again={asked.again} />
    ));
  return (
    <div aria-busy={asked.renewing || undefined} className="aria-busy:cursor-progress">
      <Warnings told={asked} />
      {asked.faults.length > 0 && <Partial asked={asked} />}
      {children(data)}
    </div>
  );
}

/** Nothing came of it but why: whoever draws it would take what is lost for what is not there. */
const isLost = ({ data, faults }: Asked<unknown>): boolean =>
  faults.length > 0 && Object.values(data ?? {}).every((value) => value === null);

function Partial({ asked: { faults, faultsNotTold, again } }: { readonly asked: Asked<unknown> }) {
  const both = useBoth();
  const words = useWords(partWords);
  const texts = [...new Set(faults.map(({ text }) => both(text)))];
  const [{ request = null } = {}] = faults;
  return (
    <Banner kind="warning" title={words.incompleteTitle}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {faultsNotTold > 0 && <p>{words.moreLost(faultsNotTold)}</p>}
      {request !== null && (
        <p className="text-dns-14N-130 mt-2 text-solid-gray-700">{words.request(request)}</p>
      )}
      <Button size="sm" variant="outline" className="mt-3" onClick={again}>
        {words.again}
      </Button>
    </Banner>
  );
}
