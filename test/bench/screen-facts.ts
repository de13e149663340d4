import type { BenchCity } from './bench-city.js';
import { chooseBenchPeople } from './bench-people.js';
import { refuseErrors, type Client } from './load.js';
import type { SekishoServer } from './sekisho-server.js';

/** What the operations of the screens are asked about. */
export interface ScreenFacts {
  /** Twenty persons whom nothing closes to a clerk; the first is whose number is known. */
  readonly people: readonly string[];
  readonly number: string;
  /** Whom the cases of each division are about. */
  readonly about: { readonly health: readonly string[]; readonly disclosure: readonly string[] };
  readonly caseNumber: string;
  readonly applicant: { readonly subject: string; readonly birthDate: string };
  /** One of those that the gateway has; null where it has none. */
  readonly provision: string | null;
  readonly inquiry: string | null;
  readonly record: string | null;
}

const PEOPLE = 20;
/** Of the division whose desk hands extracts of the log out. */
export const DISCLOSURE_DIVISION = '総務部総務課';

/** Those facts, and what the gateway itself has: an example of what the screens open by its number. */
export async function openScreenFacts(
  city: BenchCity,
  server: SekishoServer,
  client: Client,
): Promise<ScreenFacts> {
  const known = factsOfCity(city);
  const about = { health: known.people, disclosure: [known.applicant.subject] };
  const asManager = { account: 'manager', purpose: 'INQUIRY', about: about.health };
  const ask = async (asker: Parameters<SekishoServer['headers']>[0], query: string): Promise<string> => {
    const headers = await server.headers(asker);
    return refuseErrors(await client.ask({ headers, body: JSON.stringify({ query }) })).text;
  };
  const firstOf = (text: string): string | null => /"(?:id|record)":"([^"]+)"/.exec(text)?.[1] ?? null;
  const auditor = { account: 'auditor', purpose: 'AUDIT', about: null };
  return {
    ...{ ...known, about, caseNumber: (await server.headers(asManager))['sekisho-case'] ?? '' },
    provision: firstOf(await ask(asManager, '{ provisionRequests(first: 1) { nodes { id } } }')),
    inquiry: firstOf(await ask(asManager, '{ informationRequests(first: 1) { nodes { id } } }')),
    record: firstOf(
      await ask(auditor, '{ accountHistory(account: "clerk", first: 1) { nodes { record } } }'),
    ),
  };
}

/** Those facts that are in the city. */
function factsOfCity(city: BenchCity): Pick<ScreenFacts, 'people' | 'number' | 'applicant'> {
  const { person, residents } = chooseBenchPeople(city);
  const people = [person, ...residents.filter((one) => one !== person)].slice(0, PEOPLE);
  const [{ number = '' } = {}] = city.rows<{ number: string }>(
    'address-name',
    `SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA JOIN T_GYOMU_ATENA USING (TOGO_NO)
     WHERE GYOMU_KUBUN = 'JK' AND TRIM(GYOMU_NO) = ?`,
    person,
  );
  const [{ birth = '' } = {}] = city.rows<{ birth: string }>(
    'registry',
    'SELECT UMARE_YMD AS birth FROM JUKI_KIHON WHERE ATENA_NO = ?',
    person,
  );
  const birthDate = `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6, 8)}`;
  return { people, number, applicant: { subject: person, birthDate } };
}
