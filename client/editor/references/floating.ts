interface Box { readonly top: number; readonly bottom: number }

const gap = 6
const edge = 8

/** Where something floats beside words: under them, or over them where there is no room below, and never outside of the window. */
export function floatAt({ top, bottom }: Box, left: number, widest: number) {
  const inlineSize = Math.min(widest, window.innerWidth - 2 * edge)
  const isBelow = bottom < window.innerHeight * 0.6
  const block = isBelow ? { insetBlockStart: bottom + gap, maxBlockSize: window.innerHeight - bottom - gap - edge } : { insetBlockEnd: window.innerHeight - top + gap, maxBlockSize: top - gap - edge }
  return { left: Math.max(edge, Math.min(left, window.innerWidth - inlineSize - edge)), inlineSize, ...block }
}
