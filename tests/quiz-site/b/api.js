/** Fetches JSON from the editor's own API; a session that has ended leads to the sign-in page. */
export async function api(path, { method = 'GET', body } = {}) {
  const response = await fetch(`/app_api/${path}`, {
    method,
    headers: {
      accept: 'application/json',
      'x-requested-with': 'app',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.status === 401) {
    location.assign(`/users/sign_in?return_to=${encodeURIComponent(location.pathname)}`);
    return new Promise(() => {});
  }
  return response.json();
}

/** The switches of the server, and a call for everyone who cares when they change. */
export const flags = { now: {}, listeners: new Set() };

new EventSource('/app_api/events').addEventListener('message', (event) => {
  flags.now = JSON.parse(event.data);
  for (const listener of flags.listeners) listener();
});
