import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Command } from 'commander';
import { MUNICIPALITY, NEIGHBOUR } from '../about.js';
import { readManifest } from '../city/manifest.js';
import { GatewayError } from '../errors/gateway-error.js';
import { chooseDayPeople } from '../mock/day/choose-people.js';
import { prepareDay, type DayPeople, type OtherSystems } from '../mock/day/other-systems.js';
import { takeOver } from '../mock/day/take-over.js';
import { stateFileOf } from '../mock/vrs/start-for-city.js';
import type { CommandContext } from './context.js';

/** `sekisho mock day`: the part of the other systems in docs/a-day.md, over the embedded city. */
export function dayCommand(mock: Command, context: CommandContext): void {
  mock
    .command('day')
    .description(
      'docs/a-day.md で Sekisho の外のシステムがすることを行い、だれの話かを示す。npm start の横で / Does what the other systems do in docs/a-day.md, beside npm start, and tells whom the page is about',
    )
    .action(() => day(context));
}

/** As often as one likes: prepares once, and takes over whoever has moved in since. */
function day(context: CommandContext): void {
  const { production, city, dataDirectory } = context.settings();
  const manifest = readManifest(join(dataDirectory, 'city'));
  const state = stateFileOf(dataDirectory, city);
  if (production || !city.embedded || manifest === null || !existsSync(state)) throw notHere();
  const open = (name: string) =>
    new Database(join(dataDirectory, 'city', MUNICIPALITY, `${name}.sqlite`), { fileMustExist: true });
  const [registry, health, address] = [open('registry'), open('health'), open('address-name')];
  const vrs = new Database(state, { fileMustExist: true });
  const systems = { registry, health, address, vrs, municipality: MUNICIPALITY, neighbour: NEIGHBOUR };
  try {
    const staff = Object.values(manifest.staff).flatMap((number) => number ?? []);
    const people = prepared(systems, staff, join(dataDirectory, 'day.json'));
    for (const number of takeOver(systems))
      context.warn(`${number} を各システムに取り込みました / taken over`);
    context.print(`protected=${people.protectedOne} former=${people.former}`);
  } finally {
    for (const database of [registry, health, address, vrs]) database.close();
  }
}

function prepared(systems: OtherSystems, staff: readonly string[], file: string): DayPeople {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DayPeople;
  const people = chooseDayPeople(systems.registry, { municipality: MUNICIPALITY, staff });
  prepareDay(systems, people);
  writeFileSync(file, `${JSON.stringify(people)}\n`, { mode: 0o600 });
  return people;
}

function notHere(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'no embedded city with its stand-ins',
    ja: 'デモの市と模擬サーバーがありません。同じ SEKISHO_DATA で npm start を起動してから実行してください。本番では使えません。',
    en: 'There is no demo city with its stand-ins here. Start npm start over the same SEKISHO_DATA first. It is not for production.',
  });
}
