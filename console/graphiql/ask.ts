/** Why one asks, as the headers of a request say it. */
export interface Why {
  /** '' for none. */
  readonly purpose: string;
  readonly caseNumber: string;
}

export interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

/** The login that this page was opened for: after another sign-in in the browser the gateway refuses it. */
let login: string | null = null;

/** The console's own way: the cookie stands for the token, and what is asked is judged and sealed like anything else. */
export async function ask({ query, operationName, variables }: Operation, why: Why): Promise<object> {
  const response = await fetch('/console/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'sekisho-console': '1',
      ...(login !== null && { 'sekisho-login': login }),
      ...(why.purpose !== '' && { 'sekisho-purpose': why.purpose }),
      ...(why.caseNumber !== '' && { 'sekisho-case': encodeURIComponent(why.caseNumber) }),
    },
    body: JSON.stringify({ query, operationName, variables }),
  });
  login ??= response.headers.get('sekisho-login');
  return (await response.json()) as object;
}

export interface Menu {
  readonly purpose: string;
  readonly nameJa: string;
  readonly nameEn: string;
}

/** Purposes that are open to whoever sits there; none where nobody is signed in. */
export async function ownMenus(): Promise<readonly Menu[]> {
  const query = '{ viewer { menus { purpose nameJa nameEn } } }';
  const { data } = (await ask({ query }, { purpose: '', caseNumber: '' })) as {
    readonly data?: { readonly viewer?: { readonly menus: readonly Menu[] } } | null;
  };
  return data?.viewer?.menus ?? [];
}
