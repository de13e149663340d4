import { GatewayError } from '../errors/gateway-error.js';

/** Rows of conditions, one of which must be used whole; null where none is needed (`purposes.json`, `enough`). */
export type EnoughConditions = readonly (readonly string[])[] | null;

/**
 * A purpose that answers about one person does not list the city: whoever asks names something of the person
 * (R069, R072). `used` are names of the filter's conditions. Throws BAD_USER_INPUT, naming what would do.
 */
export function requireEnough(enough: EnoughConditions, used: ReadonlySet<string>): void {
  if (enough === null || enough.some((row) => row.every((condition) => used.has(condition)))) return;
  const [en, ja] = [
    enough.map((row) => row.join(' and ')).join(', or '),
    enough.map((row) => row.join('と')).join('、又は'),
  ];
  throw new GatewayError('BAD_USER_INPUT', {
    detail: 'conditions do not suffice for the purpose',
    en: `Under this purpose residents are searched, not listed. Add a condition: ${en}.`,
    ja: `この利用目的では、住民の一覧は表示できません。次の条件を指定してください: ${ja}。`,
  });
}
