import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Credly's two API hosts (production and sandbox): the only ones that are sent anything of ours. */
const credlyApis = ['https://api.credly.com', 'https://sandbox-api.credly.com'];

/** Where badge pictures live; `youracclaim.com` is Credly's former name, still seen in sandbox data. */
const credlyImages = ['https://*.credly.com', 'https://*.youracclaim.com'];

const quizSite = 'https://app.credspark.com/*';

/** The first Chrome with `light-dark()`: what it knows is not rewritten for older ones. */
const oldestChrome = 123;

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  imports: false,
  autoIcons: { baseIconPath: 'public/icon.svg' },
  vite: () => ({ plugins: [preact()], build: { modulePreload: false, target: `chrome${oldestChrome}` } }),
  manifest: {
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    minimum_chrome_version: String(oldestChrome),
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'offscreen'],
    // Asked for one site at a time, when the user adds it.
    optional_host_permissions: ['https://*/*'],
    host_permissions: [quizSite, ...credlyApis.map((origin) => `${origin}/*`)],
    action: { default_title: '__MSG_actionTitle__' },
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        `img-src 'self' ${credlyImages.join(' ')}`,
        // A watched list of responses is read from its quiz site, which may be any that a person has allowed. Where the token
        // goes is not this line's to say: `lib/credly/authorized-request.ts` lets it go to Credly's hosts alone.
        'connect-src https:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  },
  hooks: {
    // Content scripts are guests on every quiz page, and each byte of them is loaded there: they are made small by the more
    // thorough, slower tool. The polyfill does nothing in Chrome, so they keep WXT's plain `browser`.
    'vite:build:extendConfig': (entries, config) => {
      if (!entries.every((entry) => entry.type === 'content-script')) return;
      config.build = {
        ...config.build,
        minify: 'terser',
        // Wrapped as WXT expects a script that gives something back to who runs it.
        terserOptions: { ecma: 2020, compress: { passes: 3 }, format: { wrap_iife: true } },
      };
      const alias = config.resolve?.alias;
      if (alias && !Array.isArray(alias)) delete (alias as Record<string, string>)['wxt/browser'];
    },
  },
});
