import type { Reply } from '../http/reply.js';
import { PAGE_HEADERS } from './page-headers.js';

/** A page without script that moves on to the console by itself, for a browser that a redirect would send on bare. */
export function movingOn(cookies: readonly string[]): Reply {
  return page(200, cookies, {
    head: '<meta http-equiv="refresh" content="0;url=/">',
    text: '<p><a href="/">画面へ進む / Go on</a></p>',
  });
}

export interface Words {
  readonly ja: string;
  readonly en: string;
}

/** What went wrong at the door, and what to do. The words are ours: nothing of the request is among them. */
export function refusedSignIn(status: number, { ja, en }: Words, cookies: readonly string[]): Reply {
  return page(status, cookies, {
    head: '',
    text: `<p>${ja}</p><p lang="en">${en}</p><p><a href="/">はじめへ / Back</a></p>`,
  });
}

function page(
  status: number,
  cookies: readonly string[],
  { head, text }: { readonly head: string; readonly text: string },
): Reply {
  return {
    status,
    headers: { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8', 'set-cookie': [...cookies] },
    body: `<!doctype html><html lang="ja" translate="no"><meta charset="utf-8"><title>関所 Sekisho</title>${head}<main>${text}</main></html>\n`,
  };
}
