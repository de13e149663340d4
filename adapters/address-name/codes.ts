/** GYOMU_KUBUN: whose 宛名番号 a row of T_GYOMU_ATENA holds. */
export const REGISTRY = 'JK';
export const HEALTH = 'KK';

/** How many digits the numbers of each system have. A row of any other system may be anybody's. */
export const DIGITS: ReadonlyMap<string, number> = new Map([
  [REGISTRY, 15],
  [HEALTH, 10],
]);

/** SAKUJO_KUBUN: whether the row was merged into another one. */
export const MERGED: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['1', true],
]);

/** YUKO_KUBUN: a current number, or an old one whose rows were never rewritten. */
export const CURRENT: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['1', true],
]);
