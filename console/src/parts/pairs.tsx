import type { ReactNode } from 'react';

/** Figures and states, name by name; nothing of them is about a person. */
export function Pairs({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="font-700">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
