// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { reasonSentence } from '../../../components/reason-sentence.ts';
import { BadgePicture } from '../../../components/ui/badge-picture.tsx';
import { formatRelative } from '../../../components/ui/relative-time.tsx';
import { StatusChip } from '../../../components/ui/status-chip.tsx';
import { holdReasons } from '../../../lib/awards/decide.ts';
import { awardStates } from '../../../lib/awards/states.ts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { clear, show } from './page.tsx';
import { reasonSentences } from './reason-sentences.ts';

afterEach(clear);

describe('words', () => {
  it('has an icon and a word for every state of an award', () => {
    const words = awardStates.map((state) => {
      const root = show(<StatusChip state={state} />);
      expect(root.querySelector('svg[aria-hidden="true"]')).not.toBeNull();
      return root.textContent;
    });
    expect(words).toEqual([
      'Needs details',
      'Held for review',
      'Waiting',
      'Sending',
      'Unconfirmed',
      'Issued',
      'Already issued',
      'Failed',
      'Not passing',
      'Cancelled',
      'Revoked',
    ]);
  });

  it('has a sentence for every reason to hold an award', () => {
    expect(holdReasons.filter((reason) => !Object.hasOwn(reasonSentences, reason))).toEqual([]);
  });

  it('finds the sentence of every reason by its name, as host pages do, and nothing for what is none', () => {
    for (const [reason, id] of Object.entries(reasonSentences))
      expect(
        reasonSentence((it) => (it === id ? 'found' : it), reason),
        reason,
      ).toBe('found');
    expect(reasonSentence((it) => it, 'no-such-reason')).toBeNull();
    expect(reasonSentence((it) => it, null)).toBeNull();
  });

  it('declares every placeholder that a message uses, and gives plurals both of their forms', () => {
    const catalogue: Record<string, { message: string; placeholders?: Record<string, unknown> }> = messages;
    for (const [id, { message, placeholders = {} }] of Object.entries(catalogue)) {
      for (const [, name] of message.matchAll(/\$(\w+)\$/g)) expect(Object.keys(placeholders), id).toContain(name);
      if (id.endsWith('_one')) expect(Object.keys(catalogue)).toContain(id.replace(/_one$/, '_other'));
    }
  });

  it('says times in words of the language', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(formatRelative(now - 5 * 60_000, now, 'en')).toBe('5 minutes ago');
    expect(formatRelative(now + 3 * 24 * 3_600_000, now, 'de')).toBe('in 3 Tagen');
    expect(formatRelative(now - 20_000, now, 'en')).toBe('now');
  });

  it('shows initials where a picture is missing', () => {
    const root = show(<BadgePicture name="Safety in the Lab" imageUrl={null} size={32} />);
    expect(root.querySelector('[data-initials]')?.getAttribute('data-initials')).toBe('SL');
  });
});
