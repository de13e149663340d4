import { GatewayError } from '../errors/gateway-error.js';
import { documentId } from './document-id.js';
import type { Manifest } from './manifest.js';

/**
 * The documents of a signed manifest, and no others. Not a cache: nothing a caller sends can be added to it,
 * which is what sets it apart from automatic persisted queries.
 */
export class TrustedDocuments {
  private readonly texts: ReadonlyMap<string, string>;

  constructor({ documents }: Pick<Manifest, 'documents'>) {
    this.texts = new Map(Object.entries(documents));
  }

  get size(): number {
    return this.texts.size;
  }

  /** The text of a listed document, asked for by its id or word for word. Throws FORBIDDEN for any other. */
  textOf({ query, documentId: id }: { readonly query?: unknown; readonly documentId?: unknown }): string {
    if (query === undefined) {
      const text = typeof id === 'string' ? this.texts.get(id) : undefined;
      return text ?? refuse('documentId');
    }
    return typeof query === 'string' && this.texts.has(documentId(query)) ? query : refuse('query');
  }
}

/**
 * The ground names no hash of what was sent: from the hash of a short text with a number in it, the number is
 * soon found.
 */
function refuse(what: 'documentId' | 'query'): never {
  throw new GatewayError('FORBIDDEN', {
    detail: `trusted documents: ${what} not listed`,
    en: 'This gateway carries out registered documents only, and this is none. Have its owner register and sign it.',
    ja: 'この窓口は登録済みのクエリだけを実行します。このクエリは登録されていません。主管課に登録と署名を依頼してください。',
  });
}
