import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { openPerson } from '../session/session.js';

/** Opens somebody, which is an access of its own: it is pressed, and nobody is opened by being found. */
export function PersonLink({
  atenaNumber,
  children,
}: {
  readonly atenaNumber: string;
  readonly children: ReactNode;
}) {
  const [, navigate] = useLocation();
  return (
    <button
      type="button"
      data-leaves
      className="text-left text-blue-1000 underline focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black"
      onClick={() => {
        openPerson(atenaNumber);
        navigate('/resident');
      }}
    >
      {children}
    </button>
  );
}
