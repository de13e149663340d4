import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CityFiles } from '../../noninterference/city-files.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { testCity } from '../city.js';

/** A city of its own, one secret and one store, and gateways over them that come and go. */
export class StatisticsWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-statistics-'));
  readonly files: CityFiles;
  readonly store = join(this.folder, 'store.sqlite');
  private readonly gateways: TestGateway[] = [];

  /** @param secret rounds the tables; two worlds with the same one can be compared cell by cell */
  constructor(
    readonly secret = randomBytes(32).toString('base64url'),
    city = join(testCity().directory, '132101'),
  ) {
    this.files = CityFiles.copy(city, join(this.folder, 'city'));
  }

  async start(overrides: Record<string, string> = {}): Promise<TestGateway> {
    const gateway = await startTestGateway({
      ...this.files.environment,
      SEKISHO_STORE_URL: `sqlite:${this.store}`,
      SEKISHO_AUDIT_SECRET: this.secret,
      ...overrides,
    });
    this.gateways.push(gateway);
    return gateway;
  }

  async close(): Promise<void> {
    for (const gateway of this.gateways) await gateway.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
