import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** What `identity-provider.ts` starts: an OpenID provider whose one user is signed in as soon as they come. */
const [first, redirectUri, id, secret] = process.argv.slice(2);
let [account, authTime] = [first, null];
process.on('message', (how) => {
  ({ account = account, authTime = null } = how);
});
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: id,
        client_secret: secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        // With these its ID tokens have a `sid`.
        backchannel_logout_uri: `${redirectUri}/none`,
        backchannel_logout_session_required: true,
      },
    ],
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: false },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'amr', 'sid', 'auth_time'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, {
        login: { accountId: account, amr: ['uid', 'palm_vein'], ...(authTime !== null && { ts: authTime }) },
      });
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope('openid');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  process.send(url);
});
