/** Ends what may be seen by one who looks with whatever takes the window out of their sight. Returns the undoing. */
export function endWithSight(end: () => void): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  for (const name of ['blur', 'pagehide', 'beforeprint']) window.addEventListener(name, end, { signal });
  document.addEventListener('visibilitychange', end, { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && end(), { signal });
  return () => undo.abort();
}
