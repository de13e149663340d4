import type { ReactNode } from 'react';

const TONES = {
  good: 'border-green-900 bg-green-50 text-green-1200',
  plain: 'border-solid-gray-600 bg-white text-solid-gray-800',
  warning: 'border-yellow-900 bg-yellow-50 text-yellow-1200',
  bad: 'border-red-900 bg-red-50 text-red-1200',
} as const;
export type Tone = keyof typeof TONES;

/** A state in a word; its colour says nothing that the word does not. */
export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-4 border px-2 py-0.5 text-dns-14B-130 whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
