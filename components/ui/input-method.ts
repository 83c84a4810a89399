/**
 * Whether a key is part of composing a character (Chinese, Japanese, Korean and others): its Enter takes the character and
 * its Esc drops it, and neither is meant for us. The last key of a composition is known by its code alone.
 */
export const isOfInputMethod = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229;
