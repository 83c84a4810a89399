import type { RuleView } from '@/lib/messages/client.ts';
import { type Translate, withoutIsolates } from '../i18n.ts';
import { ruleRows } from '../rule-rows.ts';

/**
 * What an author can paste into a page of their own: which badges can be earned, and for what. It runs no script and
 * loads nothing but the badges' pictures, and it cannot know anybody's result.
 */
export function htmlSnippet(rule: RuleView, say: Translate): string {
  const t = withoutIsolates(say);
  const rows = ruleRows(rule.awardFor, t).filter((it) => it.badge);
  const badges = rows.flatMap(({ badge, condition }) => {
    if (!badge) return [];
    const picture = pictureOf(badge.imageUrl);
    return [
      `  <div style="display: flex; align-items: center; gap: 12px; margin: 12px 0 0;">`,
      ...(picture ? [`    ${picture}`] : []),
      `    <div><strong>${escaped(badge.name)}</strong><br>${escaped(condition)}</div>`,
      '  </div>',
    ];
  });
  const how = t(rule.issue.suppressMail ? 'snippet_how_without_mail' : 'snippet_how');
  return [
    `<div style="${boxStyle}">`,
    `  <p style="margin: 0; font-size: 16px; font-weight: 600;">${escaped(t(rows.length > 1 ? 'snippet_heading_several' : 'snippet_heading'))}</p>`,
    ...badges,
    `  <p style="margin: 12px 0 0;">${escaped(how)}</p>`,
    '</div>',
  ].join('\n');
}

// No colours but the page's own: nobody knows on which ground it will stand.
const boxStyle =
  'max-width: 640px; box-sizing: border-box; padding: 16px; border: 1px solid; border-radius: 10px; font-size: 14px; line-height: 1.45; color: inherit;';

function pictureOf(imageUrl: string | null): string | null {
  if (!imageUrl || !URL.canParse(imageUrl)) return null;
  const url = new URL(imageUrl);
  if (url.protocol !== 'https:') return null;
  return `<img src="${escaped(url.href)}" alt="" width="96" height="96" style="flex: none; object-fit: contain;" referrerpolicy="no-referrer">`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (it) => entities[it] ?? it);
}
