import { cloneElement, Fragment, type ReactElement } from 'react'

/** A sentence of a catalogue whose `<who>…</who>` and `<place>…</place>` are drawn by the given elements; everything else is plain words. */
export function Marked({ text, parts }: { text: string; parts: Readonly<Record<string, ReactElement>> }) {
  // Split keeps what the groups caught: plain words, a name, its words, plain words, …
  const pieces = text.split(/<(\w+)>(.*?)<\/\1>/)
  return pieces.map((piece, index) => {
    const element = index % 3 === 2 ? parts[pieces[index - 1] ?? ''] : undefined
    if (index % 3 === 1) return null
    return element ? cloneElement(element, { key: index }, piece) : <Fragment key={index}>{piece}</Fragment>
  })
}
