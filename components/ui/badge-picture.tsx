import { useState } from 'preact/hooks';

export interface BadgePictureProps {
  /** Always shown beside this name, so the picture itself says nothing to assistive technology. */
  name: string;
  imageUrl: string | null;
  size: 32 | 48 | 96;
  /** Not loaded yet, on purpose: only the ground is shown. */
  isAwaited?: boolean;
}

/** A picture on a neutral ground, or the name's initials where there is none or it does not load. */
export function BadgePicture({ name, imageUrl, size, isAwaited = false }: BadgePictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shown = imageUrl !== null && imageUrl !== broken;
  if (isAwaited && shown) return <span class={`ui-picture ui-picture--${size}`} />;
  return (
    <span class={`ui-picture ui-picture--${size}`}>
      {shown ? (
        // Not `loading="lazy"`: the browser then starts the load in the page's name, and the page's policy forbids it.
        <img
          src={imageUrl}
          alt=""
          width={size}
          height={size}
          decoding="async"
          referrerpolicy="no-referrer"
          onError={() => setBroken(imageUrl)}
        />
      ) : (
        // Drawn by the style sheet: they are a picture, not part of anything's name.
        <span class="ui-picture__initials" data-initials={initials(name)} />
      )}
    </span>
  );
}

/** First letters of the first and the last word, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
