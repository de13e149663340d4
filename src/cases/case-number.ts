/** `2023-0001`: fiscal year and running number. */
export function caseNumber(fiscalYear: number, serial: number): string {
  return `${fiscalYear}-${String(serial).padStart(4, '0')}`;
}
