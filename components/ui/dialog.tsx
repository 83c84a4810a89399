import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { classNames } from './class-names.ts';

export interface DialogProps {
  heading: string;
  /** Said with the name, where it is not plain whose dialog it is. */
  description?: string;
  children: ComponentChildren;
  /** For what has columns of its own. */
  wide?: boolean;
  /** Buttons at the foot, which stay in view while the body scrolls. */
  actions: ComponentChildren;
  /** Asked to close, by Esc. The owner closes it by no longer rendering it. */
  onClose: () => void;
  /** Makes the dialog a form, so that Enter in a field does what the primary button does. */
  onSubmit?: () => void;
}

/**
 * A modal dialog, open as long as it is rendered. The native element keeps the focus inside, makes the rest of the page
 * inert, and gives the focus back to what had it.
 */
export function Dialog(props: DialogProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // Closing before the element goes is what returns the focus.
    return () => dialog?.close();
  }, []);
  const content = (
    <>
      <h2 class="ui-dialog__heading" id={`${id}-heading`}>
        {props.heading}
      </h2>
      {props.wide ? (
        // Long enough to scroll with nothing in it to focus: reachable itself, so that keys can scroll it.
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div class="ui-dialog__body" role="group" aria-labelledby={`${id}-heading`} tabIndex={0}>
          {props.children}
        </div>
      ) : (
        <div class="ui-dialog__body">{props.children}</div>
      )}
      <div class="ui-dialog__actions">{props.actions}</div>
    </>
  );
  return (
    <dialog
      ref={ref}
      class={classNames('ui-dialog', props.wide && 'ui-dialog--wide')}
      aria-labelledby={`${id}-heading`}
      aria-description={props.description}
      onCancel={(event) => {
        // Ours to close, so that the owner's state and the element never disagree.
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.onSubmit ? (
        <form
          class="ui-dialog__content"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            props.onSubmit?.();
          }}
        >
          {content}
        </form>
      ) : (
        <div class="ui-dialog__content">{content}</div>
      )}
    </dialog>
  );
}
