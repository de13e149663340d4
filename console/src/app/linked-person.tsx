import type { ReactNode } from 'react';
import { PersonLink } from '../parts/person-link.js';
import { useOffered } from './opens.js';

export interface LinkedPersonProps {
  readonly atenaNumber: string;
  /** The number, where it is left out. */
  readonly children?: ReactNode;
}

/** Opens the person where there is a screen for that. */
export function LinkedPerson({ atenaNumber, children = atenaNumber }: LinkedPersonProps) {
  const isOpened = useOffered().some(({ path }) => path === '/resident');
  return isOpened ? <PersonLink atenaNumber={atenaNumber}>{children}</PersonLink> : <>{children}</>;
}
