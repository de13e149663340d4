import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { NO_ITEMS } from '../../../src/sources/sources.js';
import { atena, MovementWorld } from './movement-world.js';

/** docs/attacks.md Y2: a writer that is killed within a transaction leaves a file that readers read on. */
test('what a killed writer left half written is undone by whoever reads next', async () => {
  const world = new MovementWorld([{ number: atena(1) }]);
  await world.start();
  try {
    const kill = `const db = require('better-sqlite3')(${JSON.stringify(world.registryFile)});
      db.pragma('cache_size = 1'); db.exec('BEGIN IMMEDIATE');
      db.exec("UPDATE JUKI_KIHON SET JUMIN_JOTAI = '3'");
      db.exec('CREATE TABLE t (x)'); for (let i = 0; i < 2000; i++) db.exec("INSERT INTO t VALUES (randomblob(500))");
      process.kill(process.pid, 'SIGKILL');`;
    spawnSync(process.execPath, ['-e', kill], { cwd: process.cwd() });
    expect(existsSync(`${world.registryFile}-journal`)).toBe(true);
    const { signal } = world;
    const [found] = await world.sources.registry.loadPolicyAttributes([atena(1)], [], {
      signal,
      items: NO_ITEMS,
    });
    expect(found?.status).toBe('RESIDENT');
    expect(world.status(atena(1))).toBe('1');
  } finally {
    await world.end();
  }
});
