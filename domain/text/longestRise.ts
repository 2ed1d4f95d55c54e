/** The most of these numbers that can stay where they are, in rising order: a longest increasing subsequence, by patience sorting. */
export function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  // For each length the index of the least number that a rise of that length ends with.
  const ends: number[] = []
  const previous: number[] = []
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous.push(low > 0 ? ends[low - 1] ?? -1 : -1)
    ends[low] = index
  }
  const rise = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.add(numbers[at] ?? 0)
  return rise
}
