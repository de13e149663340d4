import { connect, createServer, isIPv4, type Server, type Socket } from 'node:net';
import type { Closable } from '../background/closing.js';
import type { ZoneRange } from '../config/settings.js';
import { zoneFinder } from '../identity/zone.js';
import type { Zone } from '../policy/terms.js';

/** An address at which the demo is met from a zone. */
export interface DemoDoor {
  readonly zone: Zone;
  /** `http://127.0.0.2:4000` */
  readonly origin: string;
}

/**
 * A browser on this machine always comes from 127.0.0.1, so that the demo would have one zone. Each zone that is a
 * single address of this machine has a door: it listens there, and goes on to the gateway from that very address.
 * The gateway still tells the zone by where the connection comes from. No production has this: the gateway opens it
 * in the demo alone, which nobody can reach from elsewhere.
 */
export class DemoDoors implements Closable {
  private readonly servers: Server[] = [];
  /** Connections that browsers keep open. */
  private readonly through = new Set<Socket>();
  private readonly open: DemoDoor[] = [];

  /** The gateway's own address first. */
  get list(): readonly DemoDoor[] {
    return this.open;
  }

  /** An address that this machine does not have, or that is taken, has no door. */
  async openFor(gateway: { readonly host: string; readonly port: number }, zones: readonly ZoneRange[]) {
    const { host, port } = gateway;
    if (!isIPv4(host)) return;
    const own = zoneFinder(zones)(host);
    if (own !== null) this.open.push({ zone: own, origin: `http://${host}:${port}` });
    for (const { zone, cidr } of zones) {
      const [address = '', length] = cidr.split('/');
      if (length !== '32' || address === host || !address.startsWith('127.')) continue;
      const server = await this.listen(address, gateway).catch(() => null);
      if (server === null) continue;
      this.servers.push(server);
      this.open.push({ zone, origin: `http://${address}:${port}` });
    }
  }

  async close(): Promise<void> {
    for (const socket of this.through) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((done) => server.close(done))));
  }

  private listen(
    address: string,
    { host, port }: { readonly host: string; readonly port: number },
  ): Promise<Server> {
    const server = createServer((inside) => {
      const onward = connect({ host, port, localAddress: address });
      this.join(inside, onward);
      this.join(onward, inside);
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, () => resolve(server));
    });
  }

  private join(from: Socket, to: Socket): void {
    this.through.add(from);
    from.pipe(to);
    from.once('error', () => to.destroy());
    from.once('close', () => {
      this.through.delete(from);
      to.destroy();
    });
  }
}
