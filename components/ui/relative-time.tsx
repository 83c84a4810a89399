import { signal } from '@preact/signals';
import { perLanguage, useLanguage } from './language.ts';

const refreshMs = 30_000;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time of day as the page shows it: one clock for all, which runs only while something shows a time. */
const clock = /* @__PURE__ */ signal(Date.now(), {
  watched() {
    this.value = Date.now();
    timer = setInterval(() => {
      this.value = Date.now();
    }, refreshMs);
  },
  unwatched() {
    clearInterval(timer);
  },
});

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

const relativeFormat = perLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
const exactFormat = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }),
);

/** `at` (ms since 1970) seen from `now`, in words of the language: "5 minutes ago", "in 3 days", "now". */
export function formatRelative(at: number, now: number, language: string): string {
  const seconds = (at - now) / 1000;
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', Number.POSITIVE_INFINITY];
  return relativeFormat(language).format(Math.trunc(seconds / length), unit);
}

/** `at` (ms since 1970) to the second, in the reader's zone. */
export function formatExact(at: number, language: string): string {
  return exactFormat(language).format(at);
}

/** `at` (ms since 1970) as a day, in the reader's zone. */
export function formatDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at);
}

/** A day without a time, `YYYY-MM-DD`, in words. */
export function formatDate(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(date));
}

/** `at` (ms since 1970) as the clock shows it, with the day where that is not today's: "10:42", "2 Mar 2026, 10:42". */
export function formatMoment(at: number, now: number, language: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(at);
}

/** A time in words, exact on hover. */
export function RelativeTime({ at }: { at: number }) {
  const language = useLanguage();
  return (
    <time class="ui-time" dateTime={new Date(at).toISOString()} title={formatExact(at, language)}>
      {formatRelative(at, clock.value, language)}
    </time>
  );
}
