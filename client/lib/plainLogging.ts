// What Yjs says to the console. In the page it takes the place of `lib0/logging`, which brings a library for coloured logs and for the
// elements they are drawn with: 4 kB that whoever opens a draft would wait for.

const plain = (parts: readonly unknown[]) => parts.filter((part) => typeof part !== 'symbol')

export const [BOLD, UNBOLD, ORANGE, RED] = [Symbol('bold'), Symbol('unbold'), Symbol('orange'), Symbol('red')]
export const print = (...parts: readonly unknown[]) => console.log(...plain(parts))
export const warn = (...parts: readonly unknown[]) => console.error(...plain(parts))
