import type { KeyboardEvent, ReactNode } from 'react';

export interface TableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** Arrow keys go from row to row by what can be pressed in each. */
  readonly arrows?: boolean;
  readonly children: ReactNode;
}

/** Plain HTML, as the Digital Agency's design system wants tables. */
export function Table({ caption, heads, arrows = false, children }: TableProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left" onKeyDownCapture={arrows ? goByArrows : undefined}>
        <caption className="mb-2 text-left text-dns-16B-130">{caption}</caption>
        <thead>
          <tr className="border-y border-solid-gray-420 bg-solid-gray-50">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-2 text-dns-14B-130">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function Row({ children, muted = false }: { readonly children: ReactNode; readonly muted?: boolean }) {
  return (
    <tr
      className={`border-b border-solid-gray-200 align-top ${muted ? 'text-solid-gray-600 line-through' : ''}`}
    >
      {children}
    </tr>
  );
}

export function Cell({ children }: { readonly children: ReactNode }) {
  return <td className="px-3 py-2">{children}</td>;
}

function goByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a, tbody button')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}
