/** Shows which element would be taken: a frame over it, which takes no clicks. */
export function PickFrame({ box: { x, y, width, height } }: { box: Pick<DOMRect, 'x' | 'y' | 'width' | 'height'> }) {
  const style = { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
  return <div class="teaching-frame" style={style} aria-hidden="true" />;
}
