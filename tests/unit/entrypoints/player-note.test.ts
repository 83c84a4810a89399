// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { credsparkProfile } from '../../../lib/quiz-site/credspark.ts';

/** A profile that knows one place for the block, which the page does not have. The shipped one always finds the page's end. */
const profile = {
  ...credsparkProfile,
  anchors: {
    ...credsparkProfile.anchors,
    'result-page-block': [{ by: 'css', selector: '#not-there', matches: { min: 1, max: 1 } }],
  },
};

let stop: () => void = () => undefined;
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

it('a result page without a place for the block says so, until that is sent away', async () => {
  const sent: { type: string; message: unknown }[] = [];
  Element.prototype.checkVisibility = () => true;
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal('chrome', {
    i18n: { getMessage: (id: string) => id },
    runtime: {
      id: 'ours',
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
      async sendMessage(envelope: { type: string; message: unknown }) {
        sent.push(envelope);
        const answers: Record<string, unknown> = {
          'player.context': {
            profile,
            observing: true,
            rule: { badges: [], placement: null, block: { heading: null, text: null } },
          },
          'attempt.state': { kind: 'not-passing' },
        };
        return { ok: true, value: answers[envelope.type] ?? null };
      },
    },
  });
  // The script reads its catalogue as it is loaded.
  const { startPlayer } = await import('../../../entrypoints/player.content/player.tsx');
  document.body.append(document.createElement('main'));
  stop = startPlayer();
  const note = () => document.querySelector('[data-credly-badges-for-credspark=note]')?.shadowRoot ?? null;
  await vi.waitFor(() => expect(note()?.textContent).toContain('player_block_not_placed'));
  expect(document.querySelector('[data-credly-badges-for-credspark=results-block]')).toBeNull();
  expect(sent).toContainEqual(
    expect.objectContaining({
      type: 'site.findings',
      message: { findings: [{ what: 'result-page-block', by: null }] },
    }),
  );
  note()
    ?.querySelector('button')
    ?.dispatchEvent(Object.defineProperty(new MouseEvent('click', { bubbles: true }), 'isTrusted', { value: true }));
  await vi.waitFor(() => expect(note()).toBeNull());
});
