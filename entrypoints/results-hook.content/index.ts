import { defineContentScript } from 'wxt/utils/define-content-script';
import { maxBodyLength, type Observed, observedEvent, stopEvent } from '@/lib/quiz-site/hook-wire.ts';
import { answerText, bodyText, copyOf, copyText, fieldsText, typeOf, writes, xhrText } from './bodies.ts';

/**
 * Runs in the page's own world, in player pages only, and only while results are observed (the worker registers it after
 * consent). It sees what the page sends with fetch, XHR and form posts and what comes back, and passes a copy on. It never
 * changes a request or an answer, never waits before the page does, and never throws into the page.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  registration: 'runtime',
  runAt: 'document_start',
  world: 'MAIN',
  allFrames: true,
  main() {
    const marker = Symbol.for(observedEvent);
    const page = globalThis as unknown as Record<symbol, boolean>;
    if (page[marker]) return;
    page[marker] = true;

    const { fetch } = globalThis;
    const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
    let stopped = false;
    const bridge = bridgeDocument();

    const tell = (observed: Observed) => {
      if (stopped || observed.requestText.length > maxBodyLength || observed.responseText.length > maxBodyLength)
        return;
      bridge.dispatchEvent(new CustomEvent(observedEvent, { detail: JSON.stringify(observed) }));
    };
    const quietly = (work: () => unknown) => {
      try {
        const done = work();
        if (done instanceof Promise) done.catch(() => undefined);
      } catch {
        // The page must never feel us.
      }
    };

    // The arguments go on exactly as they came, also when there are none: the browser's own errors stay its own.
    const watchedFetch = function (this: unknown, ...given: Parameters<typeof fetch>) {
      const [input, init] = given;
      const copy = copyOf(input, init);
      const answer = Reflect.apply(fetch, this, given) as Promise<Response>;
      quietly(() => observeFetch(input, init, copy, answer));
      return answer;
    } as typeof fetch;
    globalThis.fetch = watchedFetch;

    const requests = new WeakMap<XMLHttpRequest, { method: string; url: string; type: string }>();
    const watchedOpen = function (this: XMLHttpRequest, ...given: Parameters<typeof open>) {
      const [method, url] = given;
      quietly(() => requests.set(this, { method: String(method).toUpperCase(), url: String(url), type: '' }));
      return Reflect.apply(open, this, given);
    } as typeof open;
    const watchedHeader: typeof setRequestHeader = function (this: XMLHttpRequest, ...given) {
      const [name, value] = given;
      quietly(() => {
        const request = requests.get(this);
        if (request && String(name).toLowerCase() === 'content-type') request.type = String(value);
      });
      return Reflect.apply(setRequestHeader, this, given);
    };
    const watchedSend: typeof send = function (this: XMLHttpRequest, ...given) {
      const [body] = given;
      quietly(() => {
        const request = requests.get(this);
        if (!request || !writes(request.method)) return;
        // Read now: the page may go on to fill the same FormData for its next request.
        const sent = bodyText(body);
        const type = request.type || typeOf(body);
        this.addEventListener('load', () => quietly(() => observeXhr(this, { ...request, type }, sent)), {
          once: true,
        });
      });
      return Reflect.apply(send, this, given);
    };
    XMLHttpRequest.prototype.open = watchedOpen;
    XMLHttpRequest.prototype.setRequestHeader = watchedHeader;
    XMLHttpRequest.prototype.send = watchedSend;

    // `formdata` comes with the fields as they leave, but also for every `new FormData(form)` of the page: only a form that
    // was submitted and not stopped, or sent by form.submit(), is really on its way.
    let submitting: { form: EventTarget | null; event: SubmitEvent } | null = null;
    let sending: HTMLFormElement | null = null;
    const onSubmit = (event: SubmitEvent) => {
      submitting = { form: event.target, event };
    };
    const submit = HTMLFormElement.prototype.submit;
    const watchedSubmit: typeof submit = function (this: HTMLFormElement, ...given) {
      sending = this;
      try {
        return Reflect.apply(submit, this, given);
      } finally {
        sending = null;
      }
    };
    HTMLFormElement.prototype.submit = watchedSubmit;
    const isOnItsWay = (form: HTMLFormElement) =>
      sending === form ||
      (submitting?.form === form && submitting.event.eventPhase === Event.NONE && !submitting.event.defaultPrevented);
    const methodOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'method')?.get;

    const onFormData = (event: FormDataEvent) =>
      quietly(() => {
        const form = event.target;
        if (!(form instanceof HTMLFormElement) || !isOnItsWay(form)) return;
        // A field named "method" hides the form's own.
        const method = String(methodOf?.call(form) ?? '').toUpperCase();
        if (!writes(method)) return;
        tell({
          kind: 'form',
          url: new URL(form.getAttribute('action') ?? '', document.baseURI).href,
          method,
          requestType: 'application/x-www-form-urlencoded',
          requestText: fieldsText(event.formData),
          status: 0,
          responseText: '',
        });
      });
    const listen = () => {
      document.addEventListener('submit', onSubmit, true);
      document.addEventListener('formdata', onFormData, true);
    };
    listen();
    // A frame that is written anew keeps this world of it, and loses the listeners of its document.
    const rewritten = bridge === document ? [] : (['open', 'write', 'writeln'] as const);
    const writers = rewritten.map((name) => {
      const original = Document.prototype[name] as (...given: unknown[]) => unknown;
      const watched = function (this: Document, ...given: unknown[]) {
        try {
          return Reflect.apply(original, this, given);
        } finally {
          if (!stopped) quietly(listen);
        }
      };
      Object.assign(Document.prototype, { [name]: watched });
      return { name, original, watched };
    });

    bridge.addEventListener(
      stopEvent,
      () => {
        stopped = true;
        document.removeEventListener('formdata', onFormData, true);
        document.removeEventListener('submit', onSubmit, true);
        for (const { name, original, watched } of writers)
          if ((Document.prototype[name] as unknown) === watched)
            Object.assign(Document.prototype, { [name]: original });
        if (HTMLFormElement.prototype.submit === watchedSubmit) HTMLFormElement.prototype.submit = submit;
        // Only what is still ours is put back: somebody else may have wrapped it since.
        if (globalThis.fetch === watchedFetch) globalThis.fetch = fetch;
        const xhr = XMLHttpRequest.prototype;
        if (xhr.open === watchedOpen) xhr.open = open;
        if (xhr.setRequestHeader === watchedHeader) xhr.setRequestHeader = setRequestHeader;
        if (xhr.send === watchedSend) xhr.send = send;
        page[marker] = false;
      },
      { once: true },
    );

    async function observeFetch(
      input: RequestInfo | URL,
      init: RequestInit | undefined,
      copy: Request | null,
      answer: Promise<Response>,
    ) {
      if (stopped) return;
      const request = input instanceof Request ? input : null;
      const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
      if (!writes(method)) return;
      const url = new URL(request?.url ?? String(input), document.baseURI).href;
      const headers = new Headers(init?.headers ?? request?.headers);
      // Asked for before anything is awaited: the page reads the answer too, and whoever comes second finds it used up.
      const answered = answer.then(answerText);
      const sent = init?.body ? bodyText(init.body) : copyText(copy);
      const [response, responseText, requestText] = await Promise.all([answer, answered, sent]);
      if (stopped) return;
      tell({
        kind: 'exchange',
        url,
        method,
        requestType: headers.get('content-type') ?? typeOf(init?.body),
        requestText,
        status: response.status,
        responseText,
      });
    }

    async function observeXhr(
      xhr: XMLHttpRequest,
      request: { method: string; url: string; type: string },
      sent: Promise<string>,
    ) {
      if (stopped) return;
      const [requestText, responseText] = await Promise.all([sent, xhrText(xhr)]);
      const url = new URL(request.url, document.baseURI).href;
      tell({
        kind: 'exchange',
        url,
        method: request.method,
        requestType: request.type,
        requestText,
        status: xhr.status,
        responseText,
      });
    }
  },
});

/** Where the sentinel listens: in a frame without an address, on the page that it is a part of. */
function bridgeDocument(): Document {
  try {
    let owner: Window = window;
    while (owner.parent !== owner && isPart(owner)) owner = owner.parent;
    return owner.document;
  } catch {
    return document;
  }
}

/** A frame that its page has written has the page's address, and has lost the listeners that it began with. */
function isPart({ location, parent }: Window): boolean {
  const address = (it: Location) => it.href.split('#')[0];
  return location.protocol === 'about:' || address(location) === address(parent.location);
}
