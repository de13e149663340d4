import { groupsBy } from '../collections/group-by.js';
import type { ReviewedDay } from './reviewed-day.js';
import type { PersonSeen, ReviewedOperation } from './reviewed-operation.js';

/** An operation of somebody known. */
export type OperationOfAccount = ReviewedOperation & { readonly account: string };

/** One person in one operation. */
export interface PersonAccess extends PersonSeen {
  readonly operation: OperationOfAccount;
}

/** Those of somebody known, about few enough persons that the user chose them. */
export function pointedOperations(
  operations: readonly ReviewedOperation[],
  { rules }: Pick<ReviewedDay, 'rules'>,
): readonly OperationOfAccount[] {
  return operations.filter(
    (operation): operation is OperationOfAccount =>
      operation.account !== null &&
      operation.persons.length > 0 &&
      operation.persons.length <= rules.pointedUpTo,
  );
}

/** Those of persons, not of machines. */
export function operationsOfPersons(
  operations: readonly ReviewedOperation[],
  { accounts }: Pick<ReviewedDay, 'accounts'>,
): readonly OperationOfAccount[] {
  return operations.filter(
    (operation): operation is OperationOfAccount =>
      operation.account !== null && accounts.get(operation.account)?.kind !== 'service',
  );
}

/** Every look at a person by name. */
export function pointedAccesses(
  operations: readonly ReviewedOperation[],
  day: Pick<ReviewedDay, 'rules'>,
): readonly PersonAccess[] {
  return pointedOperations(operations, day).flatMap((operation) =>
    operation.persons.map((person) => ({ ...person, operation })),
  );
}

/** Every look of the day at a person by name that the test holds for, those of one account together. */
export function accessesByAccount(
  day: Pick<ReviewedDay, 'operations' | 'rules'>,
  test: (access: PersonAccess) => boolean,
): readonly (readonly PersonAccess[])[] {
  return groupsBy(pointedAccesses(day.operations, day).filter(test), ({ operation }) => operation.account);
}
