/** Puts the whole player into a frame without an address, as some players do to keep the page's styles out. */
const frame = document.createElement('iframe');
frame.title = 'Player';
frame.width = '100%';
frame.height = '800';
document.body.append(frame);
const inner = frame.contentDocument;
inner.open();
inner.write('<!doctype html><html lang="en"><body><main id="player"></main></body></html>');
inner.close();
const script = inner.createElement('script');
script.type = 'module';
script.src = '/packs/assessment_response.js';
inner.body.append(script);
