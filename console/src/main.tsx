import { Provider } from 'urql';
import { App } from './app/app.js';
import './app/page.css';
import { openPage } from './app/page-root.js';
import { client } from './graph/client.js';
import { lookUpSession } from './session/requests.js';

const { place, root } = openPage();

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
