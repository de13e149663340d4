import type { BodyKind, Edition, PermissionList, Procedure } from './permission-list.js';

export interface ExchangeRequest {
  /** As the inquirer cites it. */
  readonly row: string;
  /** Day whose law applies, `YYYY-MM-DD`: that of the request (R002, R047). */
  readonly day: string;
  readonly inquirer: BodyKind;
  readonly provider: BodyKind;
  readonly items: readonly string[];
  /** Which side the city is on, where its own assessment narrows the list (R043, R045); null for two others. */
  readonly city: 'INQUIRER' | 'PROVIDER' | null;
}

export type Permission =
  | { readonly permitted: true; readonly procedure: Procedure; readonly edition: Edition }
  | {
      readonly permitted: false;
      readonly code: RefusalByList;
      readonly row: string;
      readonly article: string | null;
    };

export type RefusalByList =
  | 'ROW_UNKNOWN'
  | 'ROW_NOT_IN_FORCE'
  | 'WRONG_DIRECTION'
  | 'INQUIRER_NOT_LISTED'
  | 'PROVIDER_NOT_LISTED'
  | 'ITEM_NOT_LISTED';

/**
 * Whether the list allows an exchange (R188, R200). What it does not name is refused, by the first ground that
 * applies.
 */
export function judgeExchange(list: PermissionList, asked: ExchangeRequest): Permission {
  const { row, day } = asked;
  const everywhere = listingsOf(list, row);
  const found = everywhere.find(({ edition }) => inForce(edition, day));
  if (found === undefined) {
    const code = everywhere.length === 0 ? 'ROW_UNKNOWN' : 'ROW_NOT_IN_FORCE';
    return { permitted: false, code, row, article: everywhere[0]?.edition.article ?? null };
  }
  const code = groundAgainst(found.procedure, asked);
  return code === null
    ? { permitted: true, ...found }
    : { permitted: false, code, row, article: found.edition.article };
}

/** Citation of a row as it stood on a day (R047), `YYYY-MM-DD`; null where it was not in force. */
export function citationOn(list: PermissionList, row: string, day: string): string | null {
  return listingsOf(list, row).find(({ edition }) => inForce(edition, day))?.edition.citation ?? null;
}

/** Whether two places of the assessment contradict each other about a row (X09), on whatever day. */
export function hasBasisConflict(list: PermissionList, row: string): boolean {
  const [listing] = listingsOf(list, row);
  return listing !== undefined && listing.procedure.conflict !== null;
}

/** What the city may go by on a day (R043, R045), `YYYY-MM-DD`, in the order of the list. */
export function rowsOn(
  { procedures }: PermissionList,
  side: NonNullable<ExchangeRequest['city']>,
  day: string,
): readonly Listing[] {
  return procedures
    .filter(({ city }) => (side === 'INQUIRER' ? city.inquire : city.provide))
    .flatMap((procedure) =>
      procedure.editions
        .filter((edition) => inForce(edition, day))
        .map((edition) => ({ procedure, edition })),
    );
}

export interface Listing {
  readonly procedure: Procedure;
  readonly edition: Edition;
}

function listingsOf({ procedures }: PermissionList, row: string): readonly Listing[] {
  return procedures.flatMap((procedure) =>
    procedure.editions.filter((edition) => edition.row === row).map((edition) => ({ procedure, edition })),
  );
}

function inForce({ from, to }: Edition, day: string): boolean {
  return from <= day && day <= (to ?? '9999-12-31');
}

function groundAgainst(
  { city, inquirers, providers, items }: Procedure,
  asked: ExchangeRequest,
): RefusalByList | null {
  if (asked.city === 'INQUIRER' && !city.inquire) return 'WRONG_DIRECTION';
  if (asked.city === 'PROVIDER' && !city.provide) return 'WRONG_DIRECTION';
  if (!inquirers.includes(asked.inquirer)) return 'INQUIRER_NOT_LISTED';
  if (!providers.includes(asked.provider)) return 'PROVIDER_NOT_LISTED';
  return asked.items.every((item) => items.includes(item)) ? null : 'ITEM_NOT_LISTED';
}
