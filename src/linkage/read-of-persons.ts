import type { AddressNameItem } from '../../adapters/address-name/model.js';
import type { IntegratedNumber, IntermediateCall } from '../../adapters/intermediate-server/model.js';
import { MAX_PERSONS } from '../../adapters/intermediate-server/protocol/terms.js';
import type { Subject } from '../guard/subject.js';
import { integratedNumberOf, notNumbered, tried } from '../persons/person-keys.js';
import type { Caller } from './caller.js';

const INTEGRATED: ReadonlySet<AddressNameItem> = new Set(['integratedNumber']);

type ReadAtServer<Row> = (
  persons: readonly IntegratedNumber[],
  call: IntermediateCall,
) => Promise<readonly (readonly Row[])[]>;

/**
 * What the server holds of each of these persons, in their order. One statement reads their keys, then one call
 * goes out for each 200 persons, all on the request's budget. The calls go one after another, each with its own
 * time limit: at once they would queue at the server and the last would time out. Of a person without a
 * key that can be read, why nothing can be said of them.
 */
export async function readOfPersons<Row>(
  caller: Caller,
  persons: readonly Subject[],
  read: ReadAtServer<Row>,
): Promise<readonly (readonly Row[] | Error)[]> {
  const { sources, signal } = caller.parts;
  const numbers = persons.map(({ atenaNumber }) => atenaNumber);
  const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadMany(numbers, { signal: live, items: INTEGRATED }),
  );
  const found = new Map<string, readonly Row[] | Error>();
  const known = numbers.flatMap((number, at) => {
    const integrated = tried(() => integratedNumberOf(keys[at])) ?? notNumbered('INTERMEDIATE_SERVER');
    if (!(integrated instanceof Error)) return [{ number, integrated }];
    found.set(number, integrated);
    return [];
  });
  for (let start = 0; start < known.length; start += MAX_PERSONS) {
    const part = known.slice(start, start + MAX_PERSONS);
    const asked = part.map(({ integrated }) => integrated);
    const rows = await caller.ask((call) => read(asked, call));
    part.forEach(({ number }, at) => found.set(number, rows[at] ?? []));
  }
  return numbers.map((number) => found.get(number) ?? []);
}
