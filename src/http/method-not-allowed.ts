import { GatewayError } from '../errors/gateway-error.js';

/**
 * Any method but POST. GET leaves documents in the logs and histories of everything on the way. Answered with
 * 405 and `Allow` (GraphQL over HTTP, section 6.2; RFC 9110, section 15.5.6).
 */
export class MethodNotAllowed extends GatewayError {
  constructor() {
    super('BAD_USER_INPUT', {
      detail: 'method',
      en: 'Send operations by POST. In Apollo Client leave useGETForQueries off; in urql set preferGetMethod: false.',
      ja: '操作は POST で送ってください。Apollo Client では useGETForQueries を使わず、urql では preferGetMethod: false にしてください。',
    });
  }
}
