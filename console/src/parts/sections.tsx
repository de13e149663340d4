import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';

export interface Section<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

export interface SectionsProps<Id extends string> {
  /** What the list of sections is called. */
  readonly label: string;
  readonly sections: readonly Section<Id>[];
  readonly current: Id;
  readonly onChange: (id: Id) => void;
}

/**
 * Pages within a screen, none of which has an address: what is looked up in them is nobody else's to find in a history.
 * Which is open is told by its line: a transparent one would be drawn under all of them where colours are the system's.
 */
export function Sections<Id extends string>({ label, sections, current, onChange }: SectionsProps<Id>) {
  return (
    <nav aria-label={label} className="mb-6 border-b border-solid-gray-420">
      <ul className="flex flex-wrap">
        {sections.map(({ id, label: name }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current ? 'page' : undefined}
              className="-mb-px px-3 pt-2 pb-3 text-dns-16N-130 hover:underline focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black aria-[current=page]:border-b-4 aria-[current=page]:border-key-900 aria-[current=page]:pb-2 aria-[current=page]:font-700 aria-[current=page]:text-key-1000"
              onClick={() => onChange(id)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const CloseContext = createContext<() => void>(() => undefined);

/** Closes what is opened around: what was done there is done, and nothing of it is left to be sent once more. */
export const useClose = (): (() => void) => useContext(CloseContext);

/** Something long that is opened when somebody wants it, and asked for only then. */
export function Opened({ title, children }: { readonly title: string; readonly children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  const line = useRef<HTMLElement>(null);
  const close = useCallback(() => {
    line.current?.focus();
    setOpen(false);
  }, []);
  return (
    <details className="my-3" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary
        ref={line}
        className="w-fit cursor-pointer text-key-900 underline underline-offset-4 focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black"
      >
        {title}
      </summary>
      {open && (
        <CloseContext value={close}>
          <div className="mt-2">{children()}</div>
        </CloseContext>
      )}
    </details>
  );
}
