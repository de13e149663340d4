import { canonicalHash, type Canonical } from '../../json/canonical.js';
import { Refused, type Caller } from './caller.js';
import type { State } from './state.js';

/**
 * What an institution asked for under its request ids: asked again it is answered again and done no second time.
 */
export class IdempotentActs {
  constructor(private readonly state: State) {}

  /** Within the transaction of the call. */
  once<Request extends Canonical & { readonly requestId: string }, Response>(
    { institution }: Caller,
    operation: string,
    request: Request,
    act: () => Response,
  ): Response {
    const content = canonicalHash(request);
    const known = this.state
      .prepare<[string, string], { operation: string; content: string; response: string }>(
        'SELECT * FROM act WHERE institution = ? AND request_id = ?',
      )
      .get(institution, request.requestId);
    if (known !== undefined) {
      if (known.operation !== operation || known.content !== content) throw new Refused('CONFLICT');
      return JSON.parse(known.response) as Response;
    }
    const response = act();
    this.state
      .prepare('INSERT INTO act VALUES (?, ?, ?, ?, ?)')
      .run(institution, request.requestId, operation, content, JSON.stringify(response));
    return response;
  }
}
