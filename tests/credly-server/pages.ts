import type { Answer } from './answers.ts';
import type { RecordedRequest } from './requests.ts';
import type { World } from './world.ts';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

function page(title: string, content: string, status = 200): Answer {
  return {
    status,
    text: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #22303c }
img { width: 12rem; display: block } button { font: inherit; padding: .5rem 1.25rem }
footer { margin-top: 3rem; color: #5c6b78; font-size: .875rem }
</style></head><body><h1>${escapeHtml(title)}</h1>${content}
<footer>A local stand-in for Credly: nothing here reaches the internet.</footer></body></html>`,
  };
}

function picture(url: string | null): string {
  return url ? `<img src="${escapeHtml(url)}" alt="">` : '';
}

function badgePage({ method, path }: RecordedRequest, world: World): Answer | undefined {
  const [, id, accept] = /^\/badges\/([^/]+)(\/accept)?$/.exec(path) ?? [];
  const badge = world.badges.find((each) => each.id === id);
  if (!badge) return undefined;
  if (accept && method === 'POST') {
    if (badge.state === 'pending') world.acceptBadge(badge.id);
    return { status: 303, headers: { Location: `/badges/${badge.id}` } };
  }
  const form = accept && badge.state === 'pending' ? '<form method="post"><button>Accept badge</button></form>' : '';
  return page(
    badge.badge_template.name,
    `${picture(badge.image_url)}<p>Issued to ${escapeHtml(badge.issued_to)}, ${badge.state}.</p>${form}`,
  );
}

function templatePage({ path }: RecordedRequest, world: World): Answer | undefined {
  const template = world.templates.find(({ url }) => URL.canParse(url) && new URL(url).pathname === path);
  return template && page(template.name, `${picture(template.image_url)}<p>${escapeHtml(template.description)}</p>`);
}

function organizationPage({ path }: RecordedRequest, world: World): Answer | undefined {
  const organization = world.organizations.find((each) => new URL(each.vanity_url).pathname === path);
  return organization && page(organization.name, picture(organization.photo_url));
}

/** Answers the hosts people visit: badges (which can be accepted there), templates and organizations. */
export function answerPage(request: RecordedRequest, world: World): Answer {
  if (request.method === 'OPTIONS') return { status: 404 };
  if (request.path === '/') return page('Credly', '<p>Sign in to see your badges.</p>');
  return (
    badgePage(request, world) ??
    templatePage(request, world) ??
    organizationPage(request, world) ??
    page('Page not found', '', 404)
  );
}
