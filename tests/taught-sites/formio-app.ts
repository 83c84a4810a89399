/** A form made with Form.io: it loads its definition, and sends its submission, by its own requests. */
interface FormioGlobal {
  setBaseUrl(url: string): void;
  setProjectUrl(url: string): void;
  createForm(element: HTMLElement | null, url: string): Promise<unknown>;
}
const { Formio } = globalThis as unknown as { Formio: FormioGlobal };
Formio.setBaseUrl(location.origin);
Formio.setProjectUrl(location.origin);
void Formio.createForm(document.getElementById('app'), `${location.origin}/hygiene`);
