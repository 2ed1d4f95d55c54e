/** How long something that is kept may be on its way to the others. */
const onTheWayMs = 10_000

/** Which of my letters the others may not have yet: those since I was last known to have nothing unsaved, ten seconds ago or more. */
export interface FreshLetters {
  readonly note: (isSaved: boolean) => void
  readonly since: () => number
}

/** `clock`: how many of my letters there are. */
export function freshLetters(clock: () => number, now: () => number): FreshLetters {
  let known: { readonly at: number; readonly clock: number }[] = []
  let since = 0
  const settle = () => {
    const old = known.findLastIndex(({ at }) => at <= now() - onTheWayMs)
    since = known[old]?.clock ?? since
    known = known.slice(old + 1)
  }
  return {
    note(isSaved) {
      settle()
      if (isSaved && known.at(-1)?.clock !== clock() && since !== clock()) known.push({ at: now(), clock: clock() })
    },
    since() {
      settle()
      return since
    },
  }
}
