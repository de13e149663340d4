import type { APIResponse, Route } from 'playwright-core';

/** The answer to a question of the page, asked in its stead: a browser says itself that it is no other site's. */
export async function fetchAsPage(route: Route): Promise<APIResponse> {
  const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' };
  return route.fetch({ headers });
}
