import { dirname } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { DataSource } from 'typeorm';
import { connectStore, storeFault } from '../database/connection.js';
import {
  migrate,
  migrateBack,
  type Migration,
  type MigrationState,
  type RoomMigrations,
} from '../database/migrate.js';
import { NewerStoreError } from '../database/migration-errors.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { MIGRATED_ROOMS, stateOfRoom, urlOfRoom } from '../gateway/migrated-rooms.js';
import type { CommandContext } from './context.js';
import { requireFolder } from './required-path.js';

interface Target {
  readonly migrations: RoomMigrations;
  /** Number of the step that stays the newest. */
  readonly to: number;
}

/** `sekisho store`: the databases of the gateway itself, between a change of its version and its next start. */
export function storeCommands(program: Command, context: CommandContext): void {
  const store = program
    .command('store')
    .description('ゲートウェイ自身のデータベース / The databases of the gateway itself');
  store
    .command('migrate')
    .description('表を新しい版に合わせる / Apply the pending migrations')
    .option('--check', '表示だけ行う / only show; exit 1 where a step is pending or the store is newer')
    .addOption(
      new Option('--to <ROOM=NUMBER>', '手順を戻す / take steps back, until NUMBER is the newest applied')
        .argParser(readTarget)
        .conflicts('check'),
    )
    .action(({ check, to }: { readonly check?: true; readonly to?: Target }) => {
      requireFolders(context);
      if (to !== undefined) return takeBack(to, context);
      return check === true ? show(context) : apply(context);
    });
}

/** A data folder that was mistyped has no databases to bring up to date, and none are made in it. */
function requireFolders(context: CommandContext): void {
  for (const migrations of MIGRATED_ROOMS) {
    const url = urlOfRoom(migrations, context.settings());
    if (url.kind === 'sqlite') requireFolder(dirname(url.path));
  }
}

async function show(context: CommandContext): Promise<void> {
  for (const migrations of MIGRATED_ROOMS) {
    try {
      const state = await stateOf(migrations, context);
      context.print(lineOf(migrations, state));
      if (state.pending.length > 0) context.exitCode(1);
    } catch (error) {
      if (!(error instanceof NewerStoreError)) throw error;
      context.print(`${migrations.room}: ${error.ja} / ${error.en}`);
      context.exitCode(1);
    }
  }
}

async function apply(context: CommandContext): Promise<void> {
  // All are looked at before the first is written to: a newer one stops the whole.
  for (const migrations of MIGRATED_ROOMS)
    context.print(lineOf(migrations, await stateOf(migrations, context)));
  for (const migrations of MIGRATED_ROOMS)
    for (const step of await withDatabase(migrations, context, (source) => migrate(source, migrations)))
      context.print(`${migrations.room}: 適用しました / applied: ${named(step)}`);
}

async function takeBack({ migrations, to }: Target, context: CommandContext): Promise<void> {
  const { room, steps } = migrations;
  const { applied } = await stateOf(migrations, context);
  if (applied <= to) {
    context.print(
      `${room}: 戻す手順はありません(手順${applied}) / nothing to take back (at step ${applied})`,
    );
    return;
  }
  for (const step of steps.slice(to, applied).toReversed())
    context.print(`${room}: 戻します / taking back: ${named(step)}`);
  await withDatabase(migrations, context, (source) => migrateBack(source, migrations, to));
  context.print(
    `${room}: 手順${to}に戻しました。この版を起動すると再び適用されます。古い版を起動してください。` +
      ` / back at step ${to}. This version applies the steps again when it starts: start the older one.`,
  );
}

function stateOf(migrations: RoomMigrations, context: CommandContext): Promise<MigrationState> {
  return stateOfRoom(migrations, context.settings()).catch((error: unknown) => {
    throw faultOf(migrations, error);
  });
}

async function withDatabase<T>(
  migrations: RoomMigrations,
  context: CommandContext,
  work: (source: DataSource) => Promise<T>,
): Promise<T> {
  let source: DataSource | null = null;
  try {
    source = await connectStore({ url: urlOfRoom(migrations, context.settings()) }, []);
    return await work(source);
  } catch (error) {
    throw faultOf(migrations, error);
  } finally {
    await source?.destroy();
  }
}

function faultOf({ room }: RoomMigrations, error: unknown): GatewayError {
  return storeFault(error, { log: `${room} migrations`, ja: room, en: room });
}

function lineOf({ room }: RoomMigrations, { applied, pending }: MigrationState): string {
  const steps = pending.map(named).join(', ');
  return steps === ''
    ? `${room}: 手順${applied}、未適用なし / at step ${applied}, nothing pending`
    : `${room}: 手順${applied}、未適用あり / at step ${applied}, pending: ${steps}`;
}

const named = ({ number, name }: Migration): string => `${number} ${name}`;

/** Step 1 made the tables; to take it back would destroy every row, which no going back to a version needs. */
function readTarget(text: string): Target {
  const [, room, number] = /^([a-z-]+)=(\d{1,6})$/.exec(text) ?? [];
  const migrations = MIGRATED_ROOMS.find((known) => known.room === room);
  const to = Number(number);
  if (migrations === undefined || to < 1 || to > migrations.steps.length) {
    const targets = MIGRATED_ROOMS.map((known) => `${known.room}=1–${known.steps.length}`);
    throw new InvalidArgumentError(targets.join(', '));
  }
  return { migrations, to };
}
