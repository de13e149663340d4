import { request, type IncomingHttpHeaders } from 'node:http';

export interface Page {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Address that the connection comes from. */
  readonly from?: string;
}

/** As much of a browser as a sign-in needs: cookies by host and name, and no redirect followed by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();

  visit(address: string | URL, { method = 'GET', headers = {}, body, from }: Visit = {}): Promise<Page> {
    const url = new URL(address);
    const cookie = [...this.cookies]
      .filter(([name]) => name.startsWith(`${url.host} `))
      .map(([name, value]) => `${name.slice(url.host.length + 1)}=${value}`)
      .join('; ');
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method,
          ...(from !== undefined && { localAddress: from }),
          headers: { ...(cookie !== '' && { cookie }), ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('end', () => {
            this.keep(url.host, response.headers['set-cookie'] ?? []);
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          });
        },
      );
      sent.once('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** As the console's page sends it. */
  fromPage(address: string | URL, { headers, ...visit }: Visit = {}): Promise<Page> {
    const own = {
      ...{ 'content-type': 'application/json', origin: new URL(address).origin },
      ...{ 'sec-fetch-site': 'same-origin', 'sekisho-console': '1' },
    };
    return this.visit(address, { method: 'POST', ...visit, headers: { ...own, ...headers } });
  }

  private keep(host: string, lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(`${host} ${name}`);
      else this.cookies.set(`${host} ${name}`, value);
    }
  }
}
