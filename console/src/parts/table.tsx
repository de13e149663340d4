import { Children, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../words/catalogue.js';
import { useOverflow } from './use-overflow.js';
import { partWords } from './words.js';

export interface TableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** Arrow keys go from row to row by what can be pressed in each. */
  readonly arrows?: boolean;
  readonly children: ReactNode;
}

/**
 * Plain HTML, as the Digital Agency's design system wants tables. In a narrow window columns keep a width in which words
 * can be read, and the table scrolls within itself, by the keyboard as well.
 */
export function Table({ caption, heads, arrows = false, children }: TableProps) {
  const words = useWords(partWords);
  const [scroller, overflows] = useOverflow();
  return (
    <div
      ref={scroller}
      className="overflow-x-auto focus-visible:outline-4 focus-visible:outline-black"
      {...(overflows && { tabIndex: 0, role: 'group', 'aria-label': caption })}
    >
      <table
        className="w-full border-collapse text-left max-desktop:[&_:is(td,th)]:min-w-28"
        onKeyDownCapture={arrows ? goByArrows : undefined}
      >
        <caption className="mb-2 text-left text-dns-16B-130">
          <span className="sticky left-0 inline-block max-w-[calc(100vw-3rem)]">{caption}</span>
        </caption>
        <thead>
          <tr className="border-y border-solid-gray-420 bg-solid-gray-50">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-2 text-dns-14B-130 break-keep">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Children.toArray(children).length > 0 ? (
            children
          ) : (
            <NoRow text={words.noRows} columns={heads.length} />
          )}
        </tbody>
      </table>
    </div>
  );
}

/** A table of nothing looks like one that has not come. */
function NoRow({ text, columns }: { readonly text: string; readonly columns: number }) {
  return (
    <tr>
      <td colSpan={columns} className="px-3 py-2 text-solid-gray-600">
        {text}
      </td>
    </tr>
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

/** `sentence`: of text that would be lines of a few letters in the width of a date. */
export function Cell({
  children,
  sentence = false,
}: {
  readonly children: ReactNode;
  readonly sentence?: boolean;
}) {
  return (
    <td className="px-3 py-2">{sentence ? <div className="max-desktop:w-64">{children}</div> : children}</td>
  );
}

function goByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a, tbody button')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}
