import { char, key, table } from '../../src/database/table.js';

/** T_TOGO_ATENA: one row per person known to the city. */
export const PERSON = table('T_TOGO_ATENA', {
  togoNumber: key(char('TOGO_NO', 15)),
  municipality: char('DANTAI_CD', 6),
  individualNumber: char('KOJIN_BANGO', 12),
  merged: char('SAKUJO_KUBUN', 1),
});

/** T_GYOMU_ATENA: how each system numbers that person, old numbers included. */
export const SYSTEM_NUMBER = table('T_GYOMU_ATENA', {
  business: key(char('GYOMU_KUBUN', 2)),
  number: key(char('GYOMU_NO', 15)),
  togoNumber: char('TOGO_NO', 15),
  current: char('YUKO_KUBUN', 1),
  changedOn: char('HENKO_DATE', 9),
});
