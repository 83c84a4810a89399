// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ResultsBlock, type ResultsBlockProps } from '../../../../components/editor/results-block.tsx';
import { htmlSnippet } from '../../../../components/editor/snippet.ts';
import { SnippetDialog } from '../../../../components/editor/snippet-dialog.tsx';
import { WordsDialog, type WordsDialogProps } from '../../../../components/editor/words-dialog.tsx';
import type { RuleView } from '../../../../lib/messages/client.ts';
import { rule } from '../builders.ts';
import { english, markedEnglish } from '../english.ts';
import { button, clear, control, descriptionOf, field, show, type } from '../page.tsx';

afterEach(clear);

const badge = (name: string, imageUrl: string | null = null) => ({ templateId: name, name, imageUrl });
const nothing = () => undefined;
const block = (part: Partial<ResultsBlockProps> = {}) =>
  show(
    <ResultsBlock
      rule={rule()}
      position={1}
      count={3}
      onMove={nothing}
      onGrab={nothing}
      dropLine={null}
      onUndo={null}
      onEditWords={nothing}
      onCopyHtml={nothing}
      hasUnsavedWords={false}
      announcement=""
      isRefused={false}
      {...part}
    />,
  );
const choose = async (label: string) => {
  const radio = [...document.querySelectorAll('label')].find((it) => it.textContent === label)?.querySelector('input');
  radio?.click();
  await new Promise((resolve) => setTimeout(resolve));
};

describe('the block on Results View', () => {
  it('shows what participants see who earned the badge, who did not, and whose details are missing', async () => {
    const shown = block({ rule: rule({ block: { heading: 'Well done, {name}!', text: '{score} for {badge}' } }) });
    expect(shown.textContent).toContain('Well done, Ada!');
    expect(shown.textContent).toContain('80% for Safety Basics');
    await choose('Not earned');
    expect(shown.textContent).toContain('did not earn');
    expect(shown.textContent).not.toContain('Well done');
    await choose('Needs details');
    expect(shown.textContent).toContain('Credly needs the following from you');
    expect(button('Send my badge').disabled).toBe(true);
    expect(field('Email').readOnly).toBe(true);
  });

  it.each<[string, RuleView['awardFor'], string]>([
    ['a percentage', { kind: 'passing-score', threshold: '95', unit: 'percent', badge: badge('Gold') }, '95% for Gold'],
    [
      'points, of which nobody knows how many there are',
      { kind: 'passing-score', threshold: '20', unit: 'points', badge: badge('Gold') },
      '20 points for Gold',
    ],
    [
      'the range of the best badge',
      {
        kind: 'score-ranges',
        unit: 'points',
        passMark: null,
        ranges: [
          { from: '0', badge: null },
          { from: '30', badge: badge('Silver') },
          { from: '60', badge: badge('Gold') },
        ],
      },
      '60 points for Gold',
    ],
  ])('shows a result that earns the badge: %s', (_what, awardFor, words) => {
    const text = '{score} for {badge}';
    const shown = block({ rule: rule({ awardFor, block: { heading: null, text } }) });
    expect(shown.textContent).toContain(words);
  });

  it('moves by buttons and by keys of its handle, and stops at either end', () => {
    const onMove = vi.fn();
    block({ onMove });
    button('Move up').click();
    const handle = button('Position 2 of 4. Drag to move, or use the arrow keys.');
    for (const key of ['ArrowDown', 'Home', 'End', 'a'])
      handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    expect(onMove.mock.calls.flat()).toEqual([-1, 1, -1000, 1000]);
    block({ onMove, position: 3 });
    button('Move down').click();
    expect(button('Move down').getAttribute('aria-disabled')).toBe('true');
    expect(onMove).toHaveBeenCalledTimes(4);
  });

  it('lets the page know nothing of a press on its handle', () => {
    const onGrab = vi.fn();
    const shown = block({ onGrab });
    const seen = vi.fn();
    for (const type of ['pointerdown', 'mousedown', 'touchstart']) shown.parentElement?.addEventListener(type, seen);
    const handle = shown.querySelector('.guest-handle');
    for (const type of ['pointerdown', 'mousedown', 'touchstart'])
      handle?.dispatchEvent(new MouseEvent(type, { bubbles: true, button: 0 }));
    expect(onGrab).toHaveBeenCalledTimes(1);
    expect(seen).not.toHaveBeenCalled();
  });

  it('shows what was not saved, and only says what was', () => {
    const status = () => document.querySelector('[role=status]');
    block({ announcement: 'Moved to position 2 of 4' });
    expect(status()?.className).toBe('ui-visually-hidden');
    block({ announcement: 'This could not be saved.', isRefused: true });
    expect(status()?.className).toContain('guest-note--warning');
    expect(status()?.textContent).toBe('This could not be saved.');
  });

  it('undoes only where there is something to undo', () => {
    const onUndo = vi.fn();
    block();
    expect(button('Undo').getAttribute('aria-disabled')).toBe('true');
    block({ onUndo });
    button('Undo').click();
    expect(onUndo).toHaveBeenCalledOnce();
  });
});

describe('the dialog of its words', () => {
  const dialog = (part: Partial<WordsDialogProps> = {}) =>
    show(
      <WordsDialog
        rule={rule()}
        words={{ heading: '', text: '' }}
        onWords={nothing}
        isRestored={false}
        onStartOver={nothing}
        onSave={async () => null}
        onClose={nothing}
        onLeave={nothing}
        {...part}
      />,
    );
  const save = async () => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve));
  };
  const text = () => control<HTMLTextAreaElement>('textarea', 'Text');

  it('keeps what was typed when it is left by Esc, and not when it is cancelled', () => {
    const [onLeave, onClose] = [vi.fn(), vi.fn()];
    dialog({ onLeave, onClose });
    document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    expect([onLeave.mock.calls.length, onClose.mock.calls.length]).toEqual([1, 0]);
    button('Cancel').click();
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('hands on every change, and saves empty words as none', async () => {
    const [onWords, onSave] = [vi.fn(), vi.fn(async () => null)];
    dialog({ onWords, onSave, words: { heading: '  ', text: 'Hello' } });
    type(field('Heading'), 'W');
    expect(onWords).toHaveBeenCalledWith({ heading: 'W', text: 'Hello' });
    await save();
    expect(onSave).toHaveBeenCalledWith({ heading: null, text: 'Hello' });
  });

  it('says how long they may be, keeps longer ones, and does not save them', async () => {
    const onSave = vi.fn(async () => null);
    dialog({ onSave, words: { heading: 'x'.repeat(203), text: '' } });
    expect(descriptionOf(field('Heading'))).toContain('203 of 200 characters');
    expect(descriptionOf(field('Heading'))).toContain('3 characters too many');
    await save();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field('Heading'));
  });

  it('warns of placeholders that are none, and shows them as they stand', () => {
    const shown = dialog({ words: { heading: 'Hello {nmae}, {first name}', text: 'You have { badge }' } });
    expect(shown.querySelector('[role=status]')?.textContent).toContain('{nmae} {first name}');
    expect(shown.querySelector('.guest-heading')?.textContent).toBe('Hello {nmae}, {first name}');
    expect(shown.querySelector('.guest-words')?.textContent).toBe('You have Safety Basics');
  });

  it('puts a placeholder where the caret was', () => {
    const onWords = vi.fn();
    dialog({ onWords, words: { heading: '', text: 'You have !' } });
    text().focus();
    text().setSelectionRange(9, 9);
    button("{badge}: insert the badge's name").click();
    expect(onWords).toHaveBeenCalledWith({ heading: '', text: 'You have {badge}!' });
    expect(document.activeElement).toBe(text());
  });

  it('keeps what was typed when it cannot be saved, and says so', async () => {
    const shown = dialog({ words: { heading: 'Hello', text: '' }, onSave: async () => 'This could not be saved.' });
    await save();
    expect(shown.querySelector('[role=alert]')?.textContent).toBe('This could not be saved.');
    expect(field('Heading').value).toBe('Hello');
  });
});

describe('the block as HTML', () => {
  it('is shown to be copied, and what could not be made is said', () => {
    const dialog = (html: string | null) =>
      show(<SnippetDialog html={html} onCopy={async () => true} onClose={nothing} />);
    dialog('<p>Hello</p>');
    expect(document.querySelector('textarea')?.value).toBe('<p>Hello</p>');
    clear();
    expect(dialog(null).querySelector('[role=status]')?.textContent).toBe(english('snippet_failed'));
  });

  const parse = (html: string) => {
    const page = document.createElement('div');
    page.innerHTML = html;
    return page;
  };

  it('says what can be earned and for what, in styles of its own', () => {
    const page = parse(htmlSnippet(rule({ awardFor: ranges() }), english));
    expect(page.textContent).toContain('Credly badges you can earn');
    expect([...page.querySelectorAll('strong')].map((it) => it.textContent)).toEqual(['Silver', 'Gold']);
    expect(page.textContent).toContain('The organizer awards it through Credly, which writes');
    expect(page.querySelectorAll('[class], [id], script, link, style')).toHaveLength(0);
    expect(page.querySelector('img')?.getAttribute('src')).toBe('https://images.credly.com/gold.png');
  });

  it('needs nothing else: what it says stands without its pictures, which have their size and no words of their own', () => {
    const page = parse(htmlSnippet(rule({ awardFor: ranges() }), english));
    const [picture, ...others] = page.querySelectorAll('img');
    expect(others).toEqual([]);
    expect([picture?.width, picture?.height, picture?.getAttribute('alt')]).toEqual([96, 96, '']);
    expect(picture?.nextElementSibling?.textContent).toBe('Gold90 percent or more');
    picture?.remove();
    expect(page.textContent).toContain('Gold');
    expect(page.innerHTML).not.toMatch(/url\(|@import|https?:/);
  });

  it('promises no mail where none is sent, and none of the author’s own words', () => {
    const { issue } = rule();
    const html = htmlSnippet(
      rule({ issue: { ...issue, suppressMail: true }, block: { heading: 'You won', text: null } }),
      english,
    );
    expect(html).not.toContain('writes');
    expect(html).not.toContain('You won');
  });

  it('has no marks for the direction of names, which only the interface needs', () => {
    const outcomes = [{ name: 'בטיחות (יסודות)', badge: badge('Gold') }];
    const html = htmlSnippet(rule({ awardFor: { kind: 'outcomes', outcomes } }), markedEnglish);
    expect(html).toContain('בטיחות (יסודות)');
    expect(html).not.toMatch(/[\u2068\u2069]/);
  });

  it('keeps whatever stands in names as text', () => {
    const name = `"><img src=x onerror="alert(1)"><script>alert(2)</script>&amp;'`;
    const hostile = {
      kind: 'outcomes' as const,
      outcomes: [
        { name: '<b onclick=alert(3)>', badge: badge(name, 'javascript:alert(4)') },
        { name: 'Other', badge: badge('Plain', 'https://images.credly.com/"onload="alert(5)') },
      ],
    };
    const page = parse(htmlSnippet(rule({ awardFor: hostile }), english));
    expect(page.querySelector('strong')?.textContent).toBe(name);
    expect(page.textContent).toContain('<b onclick=alert(3)>');
    expect(page.querySelectorAll('script, b')).toHaveLength(0);
    const attributes = [...page.querySelectorAll('*')].flatMap((it) => it.getAttributeNames());
    expect([...new Set(attributes)].sort()).toEqual(['alt', 'height', 'referrerpolicy', 'src', 'style', 'width']);
    expect([...page.querySelectorAll('img')].map((it) => it.getAttribute('src'))).toEqual([
      'https://images.credly.com/%22onload=%22alert(5)',
    ]);
  });

  function ranges() {
    return {
      kind: 'score-ranges' as const,
      unit: 'percent' as const,
      ranges: [
        { from: '0', badge: null },
        { from: '60', badge: badge('Silver') },
        { from: '90', badge: badge('Gold', 'https://images.credly.com/gold.png') },
      ],
      passMark: null,
    };
  }
});
