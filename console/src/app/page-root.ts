import { createRoot, type Root } from 'react-dom/client';

/** A page that is drawn where `index.html` has its place. */
export interface PageRoot {
  readonly place: HTMLElement;
  readonly root: Root;
}

/** Browsers keep a page that is left for the way back, `no-store` or not: what is kept of this one is empty. */
export function openPage(): PageRoot {
  const place = document.getElementById('page');
  if (place === null) throw new Error('index.html has no place for the page');
  const root = createRoot(place);
  window.addEventListener('pagehide', () => {
    root.unmount();
    place.replaceChildren();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  return { place, root };
}
