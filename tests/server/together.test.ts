import { expect, test } from 'vitest'
import { Refusal } from '#domain/errors.ts'
import { makeTogether } from '#server/db/together.ts'

/** Work that notes what it is given, and that a test lets go on. */
function aDesk(most = { atOnce: 3, waiting: 10, apart: 0 }) {
  const groups: string[][] = []
  let open = () => {}
  let shut = Promise.resolve()
  const together = makeTogether(async (items: readonly string[]) => {
    groups.push([...items])
    await shut
    if (items.includes('bad')) throw new Error('bad')
    if (items.includes('refused')) throw new Refusal('conflict', 'not now')
    return items.map((item) => item.toUpperCase())
  }, most)
  return { together, groups, shut: () => { shut = new Promise((resolve) => { open = resolve }) }, open: () => open() }
}

const turn = () => new Promise((resolve) => { setImmediate(() => setImmediate(resolve)) })

test('what comes while work is under way is done together in the next, and everybody hears of their own', async () => {
  const desk = aDesk()
  desk.shut()
  const first = desk.together('vote', 'ana', 'a')
  await turn()
  const others = ['b', 'c', 'd', 'e'].map((item) => desk.together('vote', item, item))
  desk.open()
  expect(await Promise.all([first, ...others])).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(desk.groups).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

test('of one person two things are never done in the same piece of work, and in their order', async () => {
  const desk = aDesk()
  const answers = await Promise.all(['first', 'second', 'third'].map((item) => desk.together('vote', 'ana', item)))
  expect([answers, desk.groups]).toEqual([['FIRST', 'SECOND', 'THIRD'], [['first'], ['second'], ['third']]])
})

test('what fails fails alone, what is refused as a whole is refused to all', async () => {
  const desk = aDesk()
  const mixed = await Promise.allSettled([desk.together('vote', 'ana', 'good'), desk.together('vote', 'ben', 'bad'), desk.together('vote', 'cleo', 'fine')])
  expect(mixed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const refused = await Promise.allSettled([desk.together('vote', 'ana', 'refused'), desk.together('vote', 'ben', 'good')])
  expect(refused.map((one) => one.status === 'rejected' && one.reason instanceof Refusal)).toEqual([true, true])
  expect(desk.groups.slice(1)).toEqual([['good'], ['bad'], ['fine'], ['refused', 'good']])
})

test('different groups do not wait for each other, and beyond what may wait one is refused at once', async () => {
  const desk = aDesk({ atOnce: 3, waiting: 2, apart: 0 })
  desk.shut()
  const [one, other] = [desk.together('one', 'ana', 'a'), desk.together('other', 'ana', 'b')]
  await turn()
  expect(desk.groups).toEqual([['a'], ['b']])
  const waiting = [desk.together('one', 'ben', 'c'), desk.together('one', 'cleo', 'd')]
  await expect(desk.together('one', 'dora', 'e')).rejects.toMatchObject({ code: 'unavailable' })
  desk.open()
  expect(await Promise.all([one, other, ...waiting])).toEqual(['A', 'B', 'C', 'D'])
})
