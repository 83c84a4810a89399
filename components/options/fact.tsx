import type { ComponentChildren } from 'preact';

/** A term and what is known of it; stands in a list of class `options-facts`. */
export function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div class="options-facts__fact">
      <dt>{term}</dt>
      {/* A text alone is a name, an address or a code, written in a direction of its own. */}
      <dd>{typeof children === 'string' ? <bdi>{children}</bdi> : children}</dd>
    </div>
  );
}
