import type { BuildRoutes } from './build.ts';
import { html } from './html.ts';
import { form, json, noContent, notFound, page, type Reply, redirect, type SiteRequest } from './http.ts';
import type { SiteState } from './model.ts';
import type { Packs } from './packs.ts';
import { publisherHost, publisherReply } from './publisher.ts';

const publicPath = /^\/assessments\/[^/]+\/(assessment_responses(\/|$)|embed_script\.js$)/;

/** Answers what all builds have in common: assets, the embed script, the view event, and signing in. */
export async function commonReply(
  site: SiteState,
  request: SiteRequest,
  packs: Packs,
  routes: BuildRoutes,
): Promise<Reply | null> {
  const { path, method } = request;
  if (request.host === publisherHost) return publisherReply(site, request);
  if (path.startsWith('/packs/')) return packs.serve(path);
  if (request.host === 'static.credspark.com') return notFound();
  if (path === '/favicon.ico') return noContent();
  if (path.endsWith('/embed_script.js')) return packs.serve('/packs/embed_script.js');
  if (path.endsWith('/assessment_responses/record_view_event')) return noContent();
  if (path === '/users/sign_in') {
    if (method === 'GET') return page(signInPage(packs, request.query.get('return_to') ?? routes.homePath));
    site.settings.signedOut = false;
    const target = (await form(request)).get('return_to') ?? '';
    return redirect(/^\/(?!\/)/.test(target) ? target : routes.homePath);
  }
  if (site.settings.signedOut && !publicPath.test(path)) {
    const wantsData = path.startsWith('/app_api/') || path.endsWith('.json');
    if (wantsData) return json({ error: 'You need to sign in.' }, { status: 401 });
    return redirect(`/users/sign_in?return_to=${encodeURIComponent(path)}`);
  }
  return path === '/' ? redirect(routes.homePath) : null;
}

function signInPage(packs: Packs, returnTo: string) {
  return html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in – CredSpark</title>
<link rel="stylesheet" href="${packs.url('style.css')}"></head>
<body class="sign-in"><main>
<p class="brand">CredSpark</p>
<h1>Sign in</h1>
<p>Your session has ended. Sign in to go on.</p>
<form method="post" action="/users/sign_in">
<input type="hidden" name="return_to" value="${returnTo}">
<label>Email <input type="email" name="user[email]" value="author@example.com" autocomplete="username"></label>
<label>Password <input type="password" name="user[password]" autocomplete="current-password"></label>
<button type="submit">Sign in</button>
</form>
</main></body></html>`;
}
