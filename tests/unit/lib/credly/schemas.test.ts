import { describe, expect, it } from 'vitest';
import { errorIndex, errorSentence } from '../../../../lib/credly/error-sentence.ts';
import {
  badgeTemplateSchema,
  issuedBadgeSchema,
  organizationSchema,
  ownTokenEntrySchema,
  pageAnswer,
  safeImageUrl,
  singleAnswer,
} from '../../../../lib/credly/schemas.ts';
import { buildBadge, buildOrganization, buildTemplate, buildToken, buildUser } from '../../../credly-server/index.ts';

const organization = buildOrganization();
const template = (part: Record<string, unknown> = {}) =>
  badgeTemplateSchema.parse({ ...buildTemplate(organization), ...part });
const badge = (part: Record<string, unknown> = {}) =>
  issuedBadgeSchema.parse({ ...buildBadge(organization, buildTemplate(organization)), ...part });

describe('a badge template', () => {
  it('is read from all that Credly says of it', () => {
    const said = buildTemplate(organization, { name: 'Food', level: 'Advanced', skills: ['Hygiene'] });
    expect(badgeTemplateSchema.parse(said)).toEqual({
      id: said.id,
      name: 'Food',
      state: 'active',
      description: said.description,
      imageUrl: said.image_url,
      allowsDuplicates: false,
      skills: ['Hygiene'],
      level: 'Advanced',
      expiry: { kind: 'never' },
    });
  });

  it('needs no more than id, name and state', () => {
    expect(badgeTemplateSchema.parse({ id: '1', name: 'Food', state: 'active' })).toEqual({
      id: '1',
      name: 'Food',
      state: 'active',
      description: null,
      imageUrl: null,
      allowsDuplicates: true,
      skills: [],
      level: null,
      expiry: null,
    });
  });

  it('is read with fields nobody knows', () => {
    expect(template({ unheard_of: { added: 'later' } })).not.toHaveProperty('unheard_of');
  });

  it.each([
    [false, false],
    [true, true],
    [null, true],
    [undefined, true],
    ['false', true],
    [0, true],
  ])('whose allow_duplicate_badges is %j counts as allowing duplicates: %j', (said, allows) => {
    expect(template({ allow_duplicate_badges: said }).allowsDuplicates).toBe(allows);
  });

  it.each<[string, unknown, string[]]>([
    ['texts', ['Hygiene', 'Care'], ['Hygiene', 'Care']],
    ['objects with a name', [{ id: '1', name: 'Hygiene' }, { id: '2' }], ['Hygiene']],
    ['odd ones among them', [null, 7, '', ['x'], 'Care'], ['Care']],
    ['null', null, []],
    ['one text', 'Hygiene', []],
  ])('has skills from %s', (_what, skills, read) => {
    expect(template({ skills }).skills).toEqual(read);
  });

  it.each<[string, Record<string, unknown>, string | null]>([
    ['null pictures', { image: null, image_url: null }, null],
    ['an empty picture', { image: {}, image_url: '' }, null],
    ['an odd picture', { image: 'https://images.credly.com/a.png', image_url: 7 }, null],
    [
      'the inner picture',
      { image: { url: 'https://images.credly.com/a.png' }, image_url: null },
      'https://images.credly.com/a.png',
    ],
    ['a foreign picture', { image: null, image_url: 'https://evil.example/a.png' }, null],
  ])('with %s', (_what, part, imageUrl) => {
    expect(template(part).imageUrl).toBe(imageUrl);
  });

  it('has texts of a bounded length', () => {
    const long = template({ name: 'n'.repeat(5000), description: 'd'.repeat(5000), skills: ['s'.repeat(5000)] });
    expect([long.name.length, long.description?.length, long.skills[0]?.length]).toEqual([300, 2000, 100]);
  });
});

describe('a picture', () => {
  it.each(['https://images.credly.com/images/1/food.png', 'https://sandbox-images.youracclaim.com/a.png'])(
    '%s is shown',
    (url) => {
      expect(safeImageUrl(url)).toBe(url);
    },
  );

  it.each([
    'http://images.credly.com/a.png',
    'https://images.credly.com.evil.example/a.png',
    'https://evilcredly.com/a.png',
    'https://images.credly.com@evil.example/a.png',
    'https://user@images.credly.com/a.png',
    'https://evil.example/images.credly.com/a.png',
    'javascript:alert(1)//.credly.com',
    'data:image/png;base64,AAAA',
    '//images.credly.com/a.png',
    `https://images.credly.com/${'a'.repeat(2000)}`,
    'not an address',
    7,
    null,
    undefined,
    { url: 'https://images.credly.com/a.png' },
  ])('%j is not', (url) => {
    expect(safeImageUrl(url)).toBeNull();
  });
});

describe('an issued badge', () => {
  it('of a stranger is an invitation', () => {
    const said = buildBadge(organization, buildTemplate(organization), { issued_at: '2026-03-03T12:00:00.000Z' });
    expect(issuedBadgeSchema.parse(said)).toMatchObject({
      id: said.id,
      state: 'pending',
      recipientEmail: 'robin@example.com',
      issuedAt: '2026-03-03T12:00:00.000Z',
      acceptUrl: said.accept_badge_url,
      badgeUrl: null,
      templateId: said.badge_template.id,
      earnerKnown: false,
    });
  });

  it('of somebody with an account is theirs', () => {
    expect(badge({ user: buildUser({ email: 'kim@example.com' }) }).earnerKnown).toBe(true);
  });

  it.each([{}, { id: '' }, { id: null }])('with the user %j is a stranger’s, who gets an invitation', (user) => {
    expect(badge({ user }).earnerKnown).toBe(false);
  });

  it.each([null, 'somebody', undefined])('with the user %j is not said to be a stranger’s', (user) => {
    expect(badge({ user }).earnerKnown).toBe(true);
  });

  it('leads to Credly’s own pages only', () => {
    expect(badge({ accept_badge_url: 'https://evil.example/accept', badge_url: 'javascript:1' })).toMatchObject({
      acceptUrl: null,
      badgeUrl: null,
    });
  });

  it('needs no more than an id', () => {
    expect(issuedBadgeSchema.safeParse({ id: '1' }).success).toBe(true);
    expect(issuedBadgeSchema.safeParse({ state: 'pending' }).success).toBe(false);
  });
});

describe('an organization', () => {
  it('has a name and perhaps a picture', () => {
    const { id, name, photo_url } = organization;
    expect(organizationSchema.parse(organization)).toEqual({ id, name, photoUrl: photo_url });
    expect(organizationSchema.parse({ ...organization, photo_url: null }).photoUrl).toBeNull();
  });
});

describe('the own entry of a token', () => {
  it('says what the token may do, and never the token', () => {
    const token = buildToken(organization, { write_enabled: false });
    const entry = ownTokenEntrySchema.parse(token);
    expect(entry).toEqual({
      createdAt: token.created_at,
      expiresAt: token.expires_at,
      mayRead: true,
      mayWrite: false,
      mayDelete: false,
    });
    expect(JSON.stringify(entry)).not.toContain(token.token);
  });

  it('leaves open what is not said as true or false', () => {
    expect(ownTokenEntrySchema.parse({ write_enabled: 'yes' }).mayWrite).toBeNull();
  });
});

describe('a page of a list', () => {
  const page = pageAnswer(badgeTemplateSchema);
  const one = { id: '1', name: 'Food', state: 'active' };

  it('loses only the entries that do not fit', () => {
    const odd = [null, 7, {}, { id: '2', name: null, state: 'active' }, [], 'text'];
    const read = page.parse({ data: [...odd, one], metadata: { total_pages: 3, total_count: 120 } });
    expect(read.items.map((it) => it.id)).toEqual(['1']);
    expect(read).toMatchObject({ leftOut: odd.length, totalPages: 3, totalCount: 120 });
  });

  it.each([undefined, null, {}, 'x', { total_pages: 'many', total_count: -1 }])(
    'is one page with metadata %j',
    (metadata) => {
      expect(page.parse({ data: [one], metadata })).toMatchObject({ totalPages: 1, totalCount: 1 });
    },
  );

  it.each([undefined, null, '', [], { data: null }, { data: {} }, { data: 42 }])('is none in %j', (answer) => {
    expect(page.safeParse(answer).success).toBe(false);
  });
});

it.each([undefined, null, [], { data: null }, { data: [] }, { data: 42 }])('%j is no single thing', (answer) => {
  expect(singleAnswer(organizationSchema).safeParse(answer).success).toBe(false);
});

describe('Credly’s own sentence', () => {
  it.each([
    ['{"data":{"message":"User already has this badge"},"metadata":null}', 'User already has this badge'],
    ['{"message":"Not found"}', 'Not found'],
    ['{"error":"invalid","error_description":"Token expired"}', 'Token expired'],
    ['{"data":{"message":""},"message":"Not found"}', 'Not found'],
    ['Too many requests', 'Too many requests'],
    ['<html>502</html>', null],
    ['', null],
    ['{}', null],
    ['null', null],
    ['{"data":{"message":{"a":1}}}', null],
  ])('in %j', (text, sentence) => {
    expect(errorSentence(text)).toBe(sentence);
  });

  it('has a bounded length', () => {
    expect(errorSentence(JSON.stringify({ message: 'x'.repeat(9000) }))).toHaveLength(500);
  });

  it.each([
    ['{"data":{"message":"x","error_index":3}}', 3],
    ['{"data":{"error_index":"3"}}', null],
    ['{"data":{"error_index":-1}}', null],
    ['oops', null],
  ])('points at the item in %j', (text, index) => {
    expect(errorIndex(text)).toBe(index);
  });
});
