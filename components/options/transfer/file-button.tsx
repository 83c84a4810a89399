import { useRef } from 'preact/hooks';
import { Button, type ButtonProps } from '../../ui/button.tsx';

export interface FileButtonProps extends Pick<ButtonProps, 'size' | 'kind' | 'disabled' | 'busy' | 'busyLabel'> {
  label: string;
  /** As the browser's file dialog takes it. */
  accept?: string;
  onFile: (file: File) => void;
}

/** A button that lets the reader choose a file. The browser's own field stays out of sight: it looks like no button of ours. */
export function FileButton({ label, accept = '.json,application/json', onFile, ...look }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...look} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file can be chosen again after it was changed.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
