import { z } from 'zod';
import { readExpiry } from './expiry.ts';

// The extension's own policy forbids eval; zod would try it and leave a violation in the console.
z.config({ jitless: true });

/**
 * What we read of Credly's answers. Unknown fields are ignored (Credly calls adding fields compatible); of a template
 * only id, name and state are certain, so everything else may be missing or null.
 */

const text = (max: number) => z.string().transform((value) => value.slice(0, max));
const optionalText = (max: number) =>
  z.unknown().transform((value) => (typeof value === 'string' && value.trim() !== '' ? value.slice(0, max) : null));
const id = z.string().min(1).max(100);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(1000);

const imageHostSuffixes = ['.credly.com', '.youracclaim.com'];

/** Only pictures from Credly's own image hosts are shown; anything else becomes "no picture". */
export function safeImageUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2000 || !URL.canParse(value)) return null;
  const url = new URL(value);
  const known = imageHostSuffixes.some((suffix) => url.hostname.endsWith(suffix));
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && known ? url.href : null;
}

/** Links we show must be ordinary https links on Credly's pages. */
export function safeCredlyLink(value: unknown): string | null {
  return safeImageUrl(value);
}

const image = z.unknown().transform(safeImageUrl);

const skills = z.unknown().transform((value) =>
  Array.isArray(value)
    ? value
        .map((skill: unknown) =>
          typeof skill === 'string' ? skill : ((skill as { name?: unknown } | null)?.name ?? null),
        )
        .filter((skill): skill is string => typeof skill === 'string' && skill !== '')
        .slice(0, 30)
        .map((skill) => skill.slice(0, 100))
    : [],
);

/** GET /organizations, GET /organizations/:id. */
export const organizationSchema = z
  .object({ id, name: text(300), photo_url: image.optional() })
  .transform((it) => ({ id: it.id, name: it.name, photoUrl: it.photo_url ?? null }));
export type Organization = z.output<typeof organizationSchema>;

/** GET /organizations/:id/badge_templates and /badge_templates/:id. */
export const badgeTemplateSchema = z
  .object({
    id,
    name: text(300),
    state: z.string().max(40),
    description: optionalText(2000).optional(),
    image_url: image.optional(),
    image: z.object({ url: image.optional() }).nullish().catch(null),
    allow_duplicate_badges: z.unknown().optional(),
    skills: skills.optional(),
    level: optionalText(60).optional(),
    default_expires_at: z.unknown().optional(),
    default_expires_at_date: z.unknown().optional(),
    default_expires_at_type: z.unknown().optional(),
  })
  .transform((it) => ({
    id: it.id,
    name: it.name,
    state: it.state,
    description: it.description ?? null,
    imageUrl: it.image_url ?? it.image?.url ?? null,
    // Unknown counts as "allows": the cautious reading, since then nothing at Credly stops a second badge.
    allowsDuplicates: it.allow_duplicate_badges !== false,
    skills: it.skills ?? [],
    level: it.level ?? null,
    expiry: readExpiry(it),
  }));
export type BadgeTemplate = z.output<typeof badgeTemplateSchema>;

/** An issued badge, from POST /badges or GET /badges. */
export const issuedBadgeSchema = z
  .object({
    id,
    state: optionalText(40).optional(),
    recipient_email: optionalText(320).optional(),
    issued_at: optionalText(60).optional(),
    issued_to_first_name: optionalText(200).optional(),
    issued_to_last_name: optionalText(200).optional(),
    accept_badge_url: z.unknown().transform(safeCredlyLink).optional(),
    badge_url: z.unknown().transform(safeCredlyLink).optional(),
    badge_template: z.object({ id }).nullish().catch(null),
    user: z.object({ id: z.unknown().optional() }).nullish().catch(null),
    state_updated_at: optionalText(60).optional(),
    replaces_badge_id: optionalText(100).optional(),
  })
  .transform((it) => ({
    id: it.id,
    state: it.state ?? null,
    recipientEmail: it.recipient_email ?? null,
    issuedAt: it.issued_at ?? null,
    firstName: it.issued_to_first_name ?? null,
    lastName: it.issued_to_last_name ?? null,
    acceptUrl: it.accept_badge_url ?? null,
    badgeUrl: it.badge_url ?? null,
    templateId: it.badge_template?.id ?? null,
    /** False for `user: {}`: the address has no Credly account yet, so Credly mails an invitation. */
    earnerKnown: !it.user || Boolean(it.user.id),
    stateUpdatedAt: it.state_updated_at ?? null,
    replacesBadgeId: it.replaces_badge_id ?? null,
  }));
export type IssuedBadge = z.output<typeof issuedBadgeSchema>;

/**
 * One entry of GET /organizations/:id/authorization_tokens. Only used on the entry whose `token` is our own; the
 * others are dropped before they are parsed.
 */
export const ownTokenEntrySchema = z
  .object({
    created_at: optionalText(60).optional(),
    expires_at: optionalText(60).optional(),
    read_enabled: z.unknown().optional(),
    write_enabled: z.unknown().optional(),
    delete_enabled: z.unknown().optional(),
  })
  .transform((it) => ({
    createdAt: it.created_at ?? null,
    expiresAt: it.expires_at ?? null,
    mayRead: asBoolean(it.read_enabled),
    mayWrite: asBoolean(it.write_enabled),
    mayDelete: asBoolean(it.delete_enabled),
  }));
export type OwnTokenEntry = z.output<typeof ownTokenEntrySchema>;

/** `{data: {...}}`: one thing. */
export const singleAnswer = <T>(item: z.ZodType<T>): z.ZodType<T> =>
  z.object({ data: item }).transform((it) => (it as { data: T }).data);

/** `{data: [...]}` of a batch: one entry for each that was sent, in the same order; null for one that is not readable. */
export const batchAnswer = <T>(item: z.ZodType<T>): z.ZodType<(T | null)[]> =>
  z.object({ data: list(z.unknown()) }).transform((it) =>
    it.data.map((entry) => {
      const parsed = item.safeParse(entry);
      return parsed.success ? parsed.data : null;
    }),
  );

/**
 * `{data: [...], metadata}`: one page. Entries that do not fit are left out and counted, so that one odd template does
 * not hide the other 49.
 */
export const pageAnswer = <T extends z.ZodType>(item: T) =>
  z
    .object({
      data: list(z.unknown()),
      metadata: z
        .object({
          total_pages: z.number().int().min(0).max(10_000).optional().catch(undefined),
          total_count: z.number().int().min(0).optional().catch(undefined),
        })
        .nullish()
        .catch(null),
    })
    .transform((it, context) => {
      const items = it.data.flatMap((entry) => {
        const parsed = item.safeParse(entry);
        return parsed.success ? [parsed.data as z.output<T>] : [];
      });
      // Nothing readable in a full list: this is no list of Credly's.
      if (items.length === 0 && it.data.length > 0) {
        context.addIssue({ code: 'custom', message: 'No entry is readable.' });
        return z.NEVER;
      }
      return {
        items,
        leftOut: it.data.length - items.length,
        totalPages: Math.max(1, it.metadata?.total_pages ?? 1),
        totalCount: it.metadata?.total_count ?? items.length,
      };
    });

function asBoolean(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
