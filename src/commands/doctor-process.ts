import { createServer } from 'node:net';
import type { Settings } from '../config/settings.js';
import type { Finding } from './doctor-storage.js';

/** Lowest version `package.json` allows. */
const OLDEST_NODE = [20, 19] as const;

export function checkNodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const wanted = OLDEST_NODE.join('.');
  return {
    subject: `Node.js ${version}`,
    fault: enough
      ? null
      : { ja: `Node.js ${wanted} 以上に更新してください。`, en: `Update Node.js to ${wanted} or newer.` },
  };
}

/** Binds the port for a moment, which is the only honest answer to whether it can be bound. */
export function checkPort({ host, port }: Settings): Promise<Finding> {
  const subject = `port ${host}:${port}`;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : 'unknown';
      resolve({
        subject,
        fault: {
          ja: `待ち受けできません(${code})。使用中のプログラムを止めるか、SEKISHO_HOST / SEKISHO_PORT を変えてください。`,
          en: `Cannot listen (${code}). Stop the program that uses it, or change SEKISHO_HOST / SEKISHO_PORT.`,
        },
      });
    });
    probe.listen(port, host, () => probe.close(() => resolve({ subject, fault: null })));
  });
}
