/** Sends a request the old way and gives the JSON of its answer; a session that has ended leads to the sign-in page. */
export function load(path, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(body ? 'POST' : 'GET', path);
    request.responseType = 'json';
    request.onload = () => {
      if (request.status !== 401) return resolve(request.response);
      location.assign(`/users/sign_in?return_to=${encodeURIComponent(location.pathname + location.hash)}`);
    };
    request.onerror = () => reject(new Error(`${path} could not be loaded`));
    if (body) request.setRequestHeader('content-type', 'application/json');
    request.send(body ? JSON.stringify(body) : null);
  });
}

/** The switches of the server, and a call for whoever shows something that depends on them. */
export const flags = { now: {}, changed: () => {} };

new EventSource('/admin/events.json').onmessage = (event) => {
  flags.now = JSON.parse(event.data);
  flags.changed();
};
