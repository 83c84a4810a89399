/** Makes an element. `on...` properties are listeners; `false`, `null` and `undefined` leave an attribute or child out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false),
  );
  return element;
}

/** Tells the server that the player was viewed. */
export function recordView() {
  const request = new XMLHttpRequest();
  request.open('POST', location.pathname.replace(/[^/]*$/, 'record_view_event'));
  request.setRequestHeader('content-type', 'application/json');
  request.send(JSON.stringify({ referrer: document.referrer }));
}
