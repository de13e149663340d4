import type { FieldClass } from './classification.js';

/** What there must be before there is a case: finding the person, and opening it. */
export const isBeforeCase = ({
  classification,
  verb,
}: Pick<FieldClass, 'classification' | 'verb'>): boolean =>
  classification === 'CASE' || classification === 'FINDING' || verb === 'IDENTIFY';
