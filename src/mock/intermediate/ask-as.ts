import { readGivenText } from '../../files/regular-file.js';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../../individual-number/new-id.js';
import { openIntermediateServer } from '../../../adapters/intermediate-server/adapter.js';
import { readCredentials } from '../../../adapters/intermediate-server/credentials.js';
import type { IntermediateServer } from '../../../adapters/intermediate-server/model.js';
import type { AnswerContent } from '../../../adapters/intermediate-server/protocol/copies.js';
import type { InquiryStatus } from '../../../adapters/intermediate-server/protocol/inquiries.js';
import { CLOSED_INQUIRY_STATES } from '../../../adapters/intermediate-server/protocol/terms.js';
import { GatewayError } from '../../errors/gateway-error.js';
import { Sealed } from '../../individual-number/sealed.js';
import { Persons } from './persons.js';
import { CityPeople, type CityPlace } from './seed/city-people.js';
import { writtenAddress } from '../stand-in-address.js';
import { stateFileOf, type ForCity } from './start-for-city.js';

export interface AskAs {
  readonly dataDirectory: string;
  readonly city: ForCity['city'];
  readonly place: CityPlace;
  /** Where the stand-in listens; null: as it has written down itself. */
  readonly url: URL | null;
  /** 機関コード of the body that asks, and of the city that it asks. */
  readonly institution: string;
  readonly provider: string;
  readonly staff: string;
  /** 宛名番号 of the city's own. */
  readonly atenaNumber: string;
  readonly row: string;
  readonly items: readonly string[];
  /** Milliseconds to wait for the end of the inquiry; what waits for an approval is told as it stands then. */
  readonly patience: number;
}

export interface AskedAs {
  readonly status: InquiryStatus;
  /** Null while there is no answer. */
  readonly content: AnswerContent | null;
}

const POLL_MS = 100;

/**
 * Plays another body of the network: asks the city about one of its people, over the socket, as that body's own
 * server would. For walk-throughs with synthetic people only: a body knows a person by a number of its own, which
 * is looked up in the stand-in's state, and no real server lets anybody do that.
 */
export async function askAs(options: AskAs): Promise<AskedAs> {
  const { dataDirectory, institution, patience, staff } = options;
  const credentials = readCredentials(
    join(dataDirectory, 'keys', `intermediate-${institution}.json`),
    readGivenText,
  );
  const subject = new Sealed(numberAt(options));
  const url = options.url ?? writtenAddress(dataDirectory, 'intermediate');
  if (url === null) throw notRunning();
  const server = openIntermediateServer({ url, credentials });
  const call = () => ({ staff, signal: AbortSignal.timeout(10_000) });
  try {
    const { row, provider, items } = options;
    const inquiry = {
      ...{ requestId: newId(), row, provider, items: [...items] },
      ...{ condition: { kind: 'ALL' } as const, hidden: false },
    };
    const first = await server.request(inquiry, subject, call());
    return await followed(server, first, { call, until: Date.now() + patience });
  } finally {
    await server.close();
  }
}

interface Following {
  readonly call: () => { readonly staff: string; readonly signal: AbortSignal };
  readonly until: number;
}

async function followed(
  server: IntermediateServer,
  first: InquiryStatus,
  { call, until }: Following,
): Promise<AskedAs> {
  let status = first;
  while (!CLOSED_INQUIRY_STATES.has(status.state) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    [status = first] = (await server.inquiries([first.requestId], call())).flatMap((one) => one ?? []);
  }
  const heard = status.state === 'ANSWERED' ? await server.answer(status.processingNumber, call()) : null;
  return { status, content: heard?.answer?.content ?? null };
}

/** What the asking body calls the person. */
function numberAt({ dataDirectory, city, place, institution, provider, atenaNumber }: AskAs): string {
  const people = new CityPeople(place);
  const state = new Database(stateFileOf(dataDirectory, city), { readonly: true, fileMustExist: true });
  try {
    const persons = new Persons(state);
    const own = people.integratedOf(atenaNumber);
    const link = own === null ? null : persons.findLink(provider, own);
    const integrated = link === null ? null : persons.integratedOf(institution, link);
    if (integrated === null) throw unknownThere();
    return integrated;
  } finally {
    state.close();
    people.close();
  }
}

function notRunning(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'The stand-in is not running here. Start it with npm start or sekisho mock intermediate, or name it with --url.',
    ja: '模擬サーバーが起動していません。npm start 又は sekisho mock intermediate で起動するか、--url で指定してください。',
  });
}

function unknownThere(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'That body does not know this person. Take a number from examples.json (movedIn, movedOut, protectedOne).',
    ja: 'その機関はこの方を知りません。examples.json(movedIn、movedOut、protectedOne)の宛名番号を使ってください。',
  });
}
