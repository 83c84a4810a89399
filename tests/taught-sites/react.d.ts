/** As much of React as the app of the test uses: its own types would compete with Preact's. */
declare module 'react' {
  export function createElement(type: unknown, props: Record<string, unknown>): unknown;
}
declare module 'react-dom/client' {
  export function createRoot(element: Element): { render(content: unknown): void };
}
