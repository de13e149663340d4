import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './app/app.js';
import './app/page.css';
import { client } from './graph/client.js';
import { lookUpSession } from './session/requests.js';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no place for the page');
const root = createRoot(place);

// Browsers keep a page that is left for the way back, `no-store` or not: what is kept of this one is empty.
window.addEventListener('pagehide', () => {
  root.unmount();
  place.replaceChildren();
});
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
// Covered at once where the window goes out of sight; F9 is for what must be gone.
document.addEventListener('visibilitychange', () => {
  place.style.visibility = document.hidden ? 'hidden' : '';
});

root.render(
  <Provider value={client}>
    <App />
  </Provider>,
);
void lookUpSession();
