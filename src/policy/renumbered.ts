/**
 * Since 2021-09-01 (令和3年法律第37号) items of article 19 of the Number Act have other numbers: what the assessment and
 * old records call 7号 and 15号 is 8号 and 16号 (R047). A record keeps what it was written with.
 */
const ITEMS: ReadonlyMap<string, string> = new Map([
  ['7', '8'],
  ['15', '16'],
]);
export const RENUMBERED_ON = '2021-09-01';

/**
 * A citation from before the renumbering as it reads on a day, `YYYY-MM-DD`: 番号法第19条第15号 is 番号法第19条第16号 on
 * 2023-06-27. One that names neither item is returned as it is.
 */
export function citedOn(citation: string, day: string): string {
  if (day < RENUMBERED_ON) return citation;
  return citation.replace(/(?<=19条第?)\d+(?=号)/g, (item: string) => ITEMS.get(item) ?? item);
}

/** Whether a citation names an item by the number that it had before, though it is of today. */
export function isOutdated(citation: string): boolean {
  return citedOn(citation, RENUMBERED_ON) !== citation;
}
