/** As Chromium has it; not every browser does, and then there is nothing to set up. */
interface TrustedTypes {
  createPolicy(name: string, rules: Readonly<Record<string, (text: string) => string | null>>): unknown;
}

/** What would run a script, however it is written. */
const RUNS = /<\s*(script|iframe|object|embed|base|meta|link)|[\s"'/]on[a-z]+\s*=|javascript:/i;

// For what is written into the page without a policy of its own: descriptions of the graph as marked-up text, and the
// editor's workers. Scripts come from this page's own files and nothing else.
(globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', {
  createHTML: (html) => (RUNS.test(html) ? null : html),
  createScriptURL: (url) =>
    new URL(url, location.href).href.startsWith(`${location.origin}/graphiql/assets/`) ? url : null,
});
