import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { classNames } from '../ui/class-names.ts';

export interface SectionProps {
  heading: string;
  /** Stands at the end of the heading's line. */
  aside?: ComponentChildren;
  children: ComponentChildren;
  /** Content that reaches the card's edges, such as a table. */
  flush?: boolean;
}

/** A card with a heading; a region of that name. */
export function Section({ heading, aside, children, flush }: SectionProps) {
  const id = useId();
  return (
    <section class={classNames('options-card', flush && 'options-card--flush')} aria-labelledby={id}>
      <div class="options-card__head">
        <h2 class="options-card__heading" id={id}>
          <bdi>{heading}</bdi>
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
