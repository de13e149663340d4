import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { INDEX_MIGRATIONS } from '../../../src/audit/index/index-migrations.js';
import { migrate } from '../../../src/database/migrate.js';
import { ROOT } from '../../support/gateway.js';
import { appliedIn, rowsOf, StoresBefore } from './before-migrations.js';

const ROUNDS = 12;

interface Migrator {
  /** Next line that it prints. */
  line(): Promise<string>;
  migrate(path: string): void;
  end(): Promise<void>;
}

function startMigrator(): Migrator {
  const program = join(ROOT, 'test/unit/database/migrating-process.ts');
  const child = spawn(process.execPath, ['-r', join(ROOT, 'test/support/ts-hook.cjs'), program], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    line: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the process ended');
      return value;
    },
    migrate: (path) => void child.stdin.write(`${path}\n`),
    end: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

test('of three processes that migrate one store at once, one applies each step and no row is lost', async () => {
  const migrators = [startMigrator(), startMigrator(), startMigrator()];
  try {
    for (const { line } of migrators) expect(await line()).toBe('ready');
    for (let round = 0; round < ROUNDS; round++) {
      const before = new StoresBefore();
      const accesses = rowsOf(before.index)['access_sighting'];
      for (const migrator of migrators) migrator.migrate(before.index);
      const applied = await Promise.all(
        migrators.map(async ({ line }) => JSON.parse(await line()) as number[]),
      );
      expect(applied.flat().toSorted()).toEqual([1, 2]);
      expect(appliedIn(before.index)).toEqual({ index: 2 });
      expect(rowsOf(before.index)['access_subject']).toEqual(accesses);
      await before.remove();
    }
  } finally {
    for (const { end } of migrators) await end();
  }
});

test('of four connections of one process, too', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const before = new StoresBefore();
    const sources = await Promise.all([1, 2, 3, 4].map(() => before.connect(before.index)));
    const applied = await Promise.all(sources.map((source) => migrate(source, INDEX_MIGRATIONS)));
    expect(
      applied
        .flat()
        .map(({ number }) => number)
        .toSorted(),
    ).toEqual([1, 2]);
    await before.remove();
  }
});
