import type { Seeded } from '#tests/support/seeded.ts'

/** Bytes at the edges of how numbers, kinds and lengths are written. */
const edges = [0, 1, 2, 3, 4, 7, 8, 10, 15, 31, 32, 63, 64, 116, 117, 118, 127, 128, 129, 192, 224, 254, 255]
const numbersWithoutEnd = [[255, 255, 255, 255, 7], [255, 255, 255, 255, 255, 255, 255, 15], [128, 128, 4], Array<number>(10).fill(255)]

type Mutation = (bytes: number[], random: Seeded, corpus: readonly Uint8Array[]) => void
const mutations: readonly Mutation[] = [
  (bytes, random) => { const at = random.below(bytes.length); bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8)) },
  (bytes, random) => { bytes[random.below(bytes.length)] = random.below(256) },
  (bytes, random) => { bytes[random.below(bytes.length)] = random.oneOf(edges) },
  (bytes, random) => { bytes.splice(random.below(bytes.length), 1 + random.below(4)) },
  (bytes, random) => { bytes.splice(random.below(bytes.length + 1), 0, random.oneOf(edges)) },
  (bytes, random) => { bytes.splice(random.below(bytes.length + 1), 1, ...random.oneOf(numbersWithoutEnd)) },
  (bytes, random) => { const at = random.below(bytes.length); bytes.splice(at, 0, ...bytes.slice(at, at + 1 + random.below(16))) },
  (bytes, random) => { bytes.length = random.below(bytes.length) },
  (bytes, random, corpus) => { const other = random.oneOf(corpus); const at = random.below(other.length); bytes.splice(random.below(bytes.length), 1 + random.below(12), ...other.subarray(at, at + 1 + random.below(24))) },
]

/** One of the corpus with a few things done to it. Mostly one: the likeliest way to something that half works. */
export function mutate(random: Seeded, corpus: readonly Uint8Array[]): Uint8Array {
  const bytes = [...random.oneOf(corpus)]
  const times = 1 + (random.below(3) === 0 ? random.below(4) : 0)
  for (let done = 0; done < times && bytes.length > 0; done += 1) random.oneOf(mutations)(bytes, random, corpus)
  return Uint8Array.from(bytes)
}
