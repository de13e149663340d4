/** `node:http` with hand-written SQL: an answer for each of the bench's questions, and no GraphQL at all. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HandWritten, standingOf, type NewDose, type ResidentRow } from './hand-written.js';
import { ageOn, compactDay, sexOf, statusOf } from './legacy-values.js';
import { readPeerSettings, tellAddress } from './peer-settings.js';

interface Asked {
  readonly operationName: string;
  readonly variables: { id: string; ids: readonly string[]; first: number; input: NewDose };
}

const city = new HandWritten(readPeerSettings());

function person(id: string): object | null {
  const row = city.resident(id);
  if (row === undefined) return null;
  const { roman, former } = row;
  const member = memberOf(row);
  const since = compactDay(row.since);
  const until = compactDay(row.until);
  return {
    ...member,
    name: { ...member.name, roman, former },
    residentSince: since && { iso: since.iso, wareki: since.wareki, precision: since.precision },
    residentUntil: until && { iso: until.iso },
    immunizations: city.doses([row.id]).get(row.id) ?? [],
  };
}

function memberOf(row: ResidentRow) {
  const born = compactDay(row.born);
  const since = compactDay(row.since);
  const { kanji, kana, alias } = row;
  return {
    atenaNumber: row.id,
    status: statusOf(row.status),
    sex: sexOf(row.sex),
    age: ageOn(born?.iso ?? null, city.today),
    name: { kanji, kana, alias },
    birthDate: born && { iso: born.iso, wareki: born.wareki, precision: born.precision },
    residentSince: since && { iso: since.iso },
  };
}

function page(ids: readonly string[], first: number): object {
  const rows = city.residents(ids, first);
  const doses = city.doses(rows.map(({ id }) => id));
  return { nodes: rows.map(({ id }) => ({ atenaNumber: id, immunizations: doses.get(id) ?? [] })) };
}

function households(ids: readonly string[], first: number): object {
  const rows = city.residents(ids, first);
  const members = city.members(rows.map(({ household }) => household));
  return {
    nodes: rows.map(({ household }) => ({
      household: {
        members: (members.get(household) ?? []).map((row) => ({
          ...standingOf(row),
          resident: memberOf(row),
        })),
      },
    })),
  };
}

function answer({ operationName, variables: { id, ids, first, input } }: Asked): object {
  switch (operationName) {
    case 'person':
      return { resident: person(id) };
    case 'page':
      return { residents: page(ids, first) };
    case 'households':
      return { residents: households(ids, first) };
    case 'coverage':
      return { immunizationCoverage: city.coverage() };
    default:
      return { recordImmunization: { userErrors: [], immunization: recorded(input) } };
  }
}

function recorded(input: NewDose): object {
  const { id, dose, vaccine, date, billingMonth, setting, manufacturer, lot, doseMl } = city.record(input);
  return { id, dose, vaccine, date, billingMonth, setting, manufacturer, lot, doseMl };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
    const body = JSON.stringify({ data: answer(asked) });
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => tellAddress((server.address() as AddressInfo).port));
