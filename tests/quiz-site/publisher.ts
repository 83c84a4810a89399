import { notFound, type Reply, type SiteRequest } from './http.ts';
import { embedCode, type SiteState } from './model.ts';

export const publisherHost = 'publisher.example';

/** A page of somebody else's, with the embed code of the quiz whose key is its path. */
export function publisherReply(site: SiteState, { path }: SiteRequest): Reply {
  const quiz = site.quizzes.find(({ key }) => path === `/${key}`);
  if (!quiz) return notFound();
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': 'default-src https:' },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Daily Example</title></head>
<body><h1>The Daily Example</h1><p>How much do you know? Take our quiz.</p>${embedCode(quiz)}</body></html>`,
  };
}
