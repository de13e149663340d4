import { GatewayError } from '../../../src/errors/gateway-error.js';
import { closedForPerson } from '../../../src/commands/permit-person.js';
import type { PersonCommand } from '../../../src/commands/command-rules.js';
import type { PersonFacts } from '../../../src/persons/persons.js';
import { MUNICIPALITY } from '../../../src/about.js';
import { clerk } from '../cases/desk.js';
import { policy } from '../policy/harness.js';

/** Somebody at a terminal works on those alone on whom they may act at the door (docs/attacks.md P10). */

const OWN = '000000000000001';
const people: Readonly<Record<string, Partial<PersonFacts>>> = {
  [OWN]: { householdNumber: 'A' },
  '000000000000002': { householdNumber: 'A' },
  '000000000000003': { householdNumber: 'B' },
  '000000000000004': { householdNumber: 'B', underSupportMeasures: true },
  '000000000000005': { householdNumber: '' },
  '000000000000006': { householdNumber: 'B', municipality: '132144' },
};
const facts = {
  status: 'RESIDENT',
  municipality: MUNICIPALITY,
  underSupportMeasures: false,
  sharesHome: false,
};
const persons = {
  of: async (number: string) =>
    ({ ...facts, ...people[number], atenaNumber: number, numbers: [number] }) as PersonFacts,
};
const closedTo = async (
  ownAtenaNumber: string | null,
  command: PersonCommand = 'record decide',
): Promise<readonly string[]> => {
  const closed: string[] = [];
  for (const number of Object.keys(people)) {
    const principal = { ...clerk(), ownAtenaNumber };
    const error = await closedForPerson({ policy, persons, principal, command }, number);
    if (error === null) continue;
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    closed.push(number);
  }
  return closed;
};

test('nobody decides about their own household, nor about whom another municipality keeps', async () => {
  expect(await closedTo(OWN)).toEqual([OWN, '000000000000002', '000000000000006']);
  expect(await closedTo(null)).toEqual(['000000000000006']);
  expect(await closedTo('000000000000005')).toEqual(['000000000000006']);
  // Of a file nobody has chosen whom it is about; whoever runs the command may have written it.
  expect(await closedTo(OWN, 'record import')).toEqual([OWN, '000000000000002', '000000000000006']);
});
