import { expect as base, type Locator, type Page } from '@playwright/test';
import { mode } from './mode.ts';
import { pseudoLetter } from './pseudo-locale.ts';

/** Marks that isolate a name in a sentence of the other direction. */
const marks = '[\\u2066-\\u2069]*';

/** A pattern for a text as it stands in English or in the pseudo-locale, with names in it left as they are. */
export function inEitherAlphabet(text: string | RegExp, isExact = false): RegExp {
  if (text instanceof RegExp) return new RegExp(widen(text.source), text.flags);
  const literal = widen(text.trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(isExact ? `^\\s*${marks}${literal}\\s*$` : literal, 'i');
}

/** Lets each letter, digit and space of a pattern also match what stands for it; groups, classes and escapes stay. */
function widen(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]])*\]|\(\?<?[:=!]|[|()^$*+?{}]|\s+|./g, (part) => {
    if (/^\s/.test(part)) return '[\\s\\u2066-\\u2069]+';
    if (/^[a-z]$/i.test(part)) return `${marks}[${part}${pseudoLetter(part)}]${marks}`;
    return /^([|()^$*+?{}]|\(\?.*)$/.test(part) ? part : `${marks}${part}`;
  });
}

interface Options {
  name?: string | RegExp;
  exact?: boolean;
  hasText?: string | RegExp;
  hasNotText?: string | RegExp;
}

function widened(options: Options | undefined): Options | undefined {
  if (!options) return options;
  const { exact, ...others } = options;
  for (const key of ['name', 'hasText', 'hasNotText'] as const) {
    const value = others[key];
    if (value !== undefined) others[key] = inEitherAlphabet(value, exact);
  }
  return others;
}

type Finder = (...parameters: unknown[]) => Locator;
const patched = new WeakSet<object>();

/** Lets a page and its locators find what they look for in either alphabet. */
export function findInEitherAlphabet(page: Page): void {
  for (const prototype of [page, page.locator('html')].map((it) => Object.getPrototypeOf(it))) {
    if (patched.has(prototype)) continue;
    patched.add(prototype);
    const finders = prototype as Record<string, Finder>;
    for (const method of ['getByText', 'getByLabel'] as const) {
      const find = finders[method] as Finder;
      finders[method] = function (this: unknown, text, options) {
        return find.call(this, inEitherAlphabet(text as string | RegExp, (options as Options | undefined)?.exact));
      };
    }
    for (const method of ['getByRole', 'locator', 'filter'] as const) {
      const find = finders[method];
      if (!find) continue;
      finders[method] = function (this: unknown, ...parameters) {
        return find.call(
          this,
          ...parameters.map((it) =>
            it !== null && typeof it === 'object' && !(it instanceof RegExp) && !('click' in it)
              ? widened(it as Options)
              : it,
          ),
        );
      };
    }
  }
}

const textMatchers = ['toContainText', 'toHaveText', 'toHaveAccessibleDescription', 'toHaveAccessibleName'] as const;

/** Playwright's `expect`, which in the right-to-left mode takes a text in either alphabet. */
export const expect =
  mode === 'rtl'
    ? base.extend(
        Object.fromEntries(
          textMatchers.map((matcher) => [
            matcher,
            async function (this: { isNot: boolean }, locator: Locator, text: string | RegExp, options?: object) {
              const wanted = inEitherAlphabet(text, matcher !== 'toContainText');
              const expectation = this.isNot ? base(locator).not : base(locator);
              await expectation[matcher](wanted, options);
              return { pass: !this.isNot, message: () => '' };
            },
          ]),
        ),
      )
    : base;
