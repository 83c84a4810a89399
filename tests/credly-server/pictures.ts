import type { Answer } from './answers.ts';
import type { World } from './world.ts';

const size = 600;
const center = size / 2;

/** Calm, distinct pairs: the plate, and the darker tone of its rim. White text on each passes WCAG AA. */
const palette = [
  ['#1f5f8b', '#143f5c'],
  ['#2e7153', '#1d4a36'],
  ['#6a4c93', '#463162'],
  ['#a34a3f', '#6e3029'],
  ['#3d5a80', '#26394f'],
  ['#8a5a1c', '#5c3b11'],
  ['#17706e', '#0e4a49'],
  ['#8c4468', '#5d2c45'],
] as const;

/** What the badge is about, drawn with a pen on a 24 by 24 grid. The first word found in the name decides. */
const emblems: readonly (readonly [RegExp, string])[] = [
  [/data|chart|analy|statist/i, 'M4 20h16M7 16v-4M12 16V6M17 16V9'],
  [/food|kitchen|cook/i, 'M5 11h14a7 7 0 0 1-14 0zM8 20h8M9 4c-1 1.5 1 2.5 0 4M15 4c-1 1.5 1 2.5 0 4'],
  [/project|leader|manage/i, 'M6 21V4M6 5h12l-3 4 3 4H6'],
  [/customer|service|care/i, 'M12 20s-8-4.8-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.2 12 20 12 20z'],
  [/security|safe|privacy/i, 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4'],
  [/workshop|team|participat|event/i, 'M12 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 20c0-4 2.5-6 6-6s6 2 6 6'],
  [/mentor|feedback|facilit|communicat/i, 'M4 5h16v11h-8l-4 4v-4H4zM8 9h8M8 12h5'],
  [/spreadsheet|table/i, 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14'],
  [/test|trial|quiz/i, 'M5 12.5l5 5L19.5 7'],
];
const bookEmblem = 'M12 7c-2-1.5-5-2-8-2v13c3 0 6 .5 8 2 2-1.5 5-2 8-2V5c-3 0-6 .5-8 2zM12 7v13';

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** A regular polygon around the centre, with the first corner at the top. */
function polygon(corners: number, radius: number, attributes: string): string {
  const points = Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI - Math.PI / 2;
    return `${(center + radius * Math.cos(angle)).toFixed(1)},${(center + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `<polygon points="${points.join(' ')}" stroke-linejoin="round" ${attributes}/>`;
}

function circle(radius: number, attributes: string): string {
  return `<circle cx="${center}" cy="${center}" r="${radius}" ${attributes}/>`;
}

const shapes = [
  { outline: (radius: number, attributes: string) => polygon(6, radius, attributes), scale: 1 },
  { outline: circle, scale: 0.96 },
  { outline: (radius: number, attributes: string) => polygon(8, radius, attributes), scale: 0.99 },
];

/** Breaks a name into at most three lines of about equal length. */
function wrap(name: string): string[] {
  const longest = 15;
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, 3);
  if (lines.length > shown.length) shown[2] = `${shown[2]}…`;
  return shown;
}

/** Draws a badge: a plate in the colour and shape of its place in the list, an emblem, its name and its level. */
export function drawBadge(name: string, place: number, caption: string): string {
  const [plate, rim] = palette[place % palette.length] ?? palette[0];
  const { outline, scale } = shapes[place % shapes.length] ?? { outline: circle, scale: 1 };
  const radius = 268 * scale;
  const emblem = emblems.find(([word]) => word.test(name))?.[1] ?? bookEmblem;
  const lines = wrap(name);
  const fontSize = lines.length > 2 || lines.some((line) => line.length > 12) ? 44 : 50;
  const lineHeight = fontSize * 1.14;
  const firstLine = 328 - (lines.length - 2) * (lineHeight / 2);
  const text = lines
    .map(
      (line, index) =>
        `<tspan x="${center}" y="${(firstLine + index * lineHeight).toFixed(1)}">${escapeXml(line)}</tspan>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
<title>${escapeXml(name)}</title>
<defs><linearGradient id="plate" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${plate}"/><stop offset="1" stop-color="${rim}"/></linearGradient></defs>
${outline(radius, `fill="${rim}" stroke="${rim}" stroke-width="36"`)}
${outline(radius - 8, 'fill="#ffffff" stroke="#ffffff" stroke-width="24"')}
${outline(radius - 20, 'fill="url(#plate)" stroke="url(#plate)" stroke-width="20"')}
${outline(radius - 40, 'fill="none" stroke="#ffffff" stroke-opacity="0.32" stroke-width="3"')}
<path d="${emblem}" transform="translate(234 96) scale(5.5)" fill="none" stroke="#ffffff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>
<g fill="#ffffff" text-anchor="middle" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">
<text font-size="${fontSize}" font-weight="700">${text}</text>
<text x="${center}" y="450" font-size="22" font-weight="600" letter-spacing="4" fill-opacity="0.82">${escapeXml(caption.toUpperCase())}</text>
</g></svg>`;
}

/** An organization's logo: its initials on a plain round plate. */
function drawLogo(name: string): string {
  const initials = name
    .split(/\s+/)
    .map((word) => word.match(/\p{L}/u)?.[0]?.toUpperCase() ?? '')
    .join('')
    .slice(0, 2);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
<title>${escapeXml(name)}</title>
${circle(280, 'fill="#22384f"')}${circle(250, 'fill="none" stroke="#ffffff" stroke-opacity="0.32" stroke-width="4"')}
<text x="${center}" y="372" text-anchor="middle" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="210" font-weight="700" fill="#ffffff">${escapeXml(initials)}</text>
</svg>`;
}

/** Answers the image hosts: `/images/<picture id>/<anything>` gives the picture of the template or organization. */
export function answerPicture(path: string, world: World): Answer {
  const id = /^\/(?:.*\/)?images\/([^/]+)\//.exec(path)?.[1];
  const isAsked = ({ image }: { image: { id: string } | null }) => image !== null && image.id === id;
  const place = world.templates.findIndex(isAsked);
  // A template can be gone while badges still show its picture.
  const template = world.templates[place] ?? world.badges.map((badge) => badge.badge_template).find(isAsked);
  const organization = world.organizations.find(({ photo }) => photo !== null && photo.id === id);
  const svg = template
    ? drawBadge(template.name, Math.max(place, 0), template.level ?? '')
    : organization && drawLogo(organization.name);
  if (!svg) return { status: 404, text: 'Not found', contentType: 'text/plain' };
  // Addresses end in .png as Credly's do; browsers go by the type.
  return { status: 200, text: svg, contentType: 'image/svg+xml', headers: { 'Cache-Control': 'max-age=3600' } };
}
