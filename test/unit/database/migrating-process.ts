import { createInterface } from 'node:readline';
import 'reflect-metadata';
import { INDEX_MIGRATIONS } from '../../../src/audit/index/index-migrations.js';
import { connectStore } from '../../../src/database/connection.js';
import { migrate } from '../../../src/database/migrate.js';

/** A process that migrates every index it is given, and says which steps it was that it applied itself. */
async function main(): Promise<void> {
  process.stdout.write('ready\n');
  for await (const path of createInterface({ input: process.stdin })) {
    const source = await connectStore({ url: { kind: 'sqlite', path } }, []);
    const applied = await migrate(source, INDEX_MIGRATIONS);
    await source.destroy();
    process.stdout.write(`${JSON.stringify(applied.map(({ number }) => number))}\n`);
  }
}

void main();
