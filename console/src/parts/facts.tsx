import type { ReactNode } from 'react';
import type { Told } from '../graph/answer.js';
import { Value } from './value.js';

/** What is known of somebody, name by name. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] border-t border-solid-gray-420">{children}</dl>
  );
}

export interface FactProps {
  readonly label: string;
  readonly told: Told;
  readonly at: readonly (string | number)[];
  /** From which system, and as of when. */
  readonly from?: string;
  readonly children: ReactNode;
}

export function Fact({ label, told, at, from, children }: FactProps) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-b border-solid-gray-200 py-2">
      <dt className="pr-6 font-700">{label}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-4 [overflow-wrap:anywhere]">
        <span>
          <Value told={told} at={at}>
            {children}
          </Value>
        </span>
        {from !== undefined && <span className="text-dns-14N-130 ml-auto text-solid-gray-600">{from}</span>}
      </dd>
    </div>
  );
}
