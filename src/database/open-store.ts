import type { DataSource } from 'typeorm';
import { connectStore, type StoreAddress } from './connection.js';
import { migrate, type RoomMigrations } from './migrate.js';
import type { Table } from './table.js';

interface StoreRoom {
  readonly tables: readonly Table[];
  readonly migrations: RoomMigrations;
  /** What its users are told of a fault of the driver. */
  readonly asFault: (error: unknown) => Error;
}

/** Connects a room's store and applies pending migrations. Rejects with the room's own fault, and leaves nothing open. */
export async function openStore(
  address: StoreAddress,
  { tables, migrations, asFault }: StoreRoom,
): Promise<DataSource> {
  const source = await connectStore(address, tables).catch((error: unknown) => {
    throw asFault(error);
  });
  try {
    await migrate(source, migrations);
    return source;
  } catch (error) {
    await source.destroy();
    throw asFault(error);
  }
}
