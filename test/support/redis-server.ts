import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestRedis {
  readonly url: URL;
  /** To be killed, or stopped and continued. */
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Why no real Redis can be started here, or null. */
export function redisMissing(): string | null {
  const found = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error === undefined;
  return found ? null : 'redis-server is not on the PATH';
}

/**
 * A real redis-server on a free loopback port (or that of one that has ended), empty, with its own folder;
 * ready when this resolves.
 */
export async function startRedis(given?: number): Promise<TestRedis> {
  const port = given ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-redis-'));
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('redis-server ended before it was ready')));
    server.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: new URL(`redis://127.0.0.1:${port}`),
    process: server,
    async stop() {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
