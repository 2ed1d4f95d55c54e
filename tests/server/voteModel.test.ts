import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Choice, choices } from '#domain/decisions/ballot.ts'
import { anApp } from '#tests/support/app.ts'
import { aBallotBox, electors } from '#tests/support/ballotBox.ts'

const app = anApp()
type Box = Awaited<ReturnType<typeof aBallotBox>>
/** What anybody could keep on paper: the last accepted choice of each elector, and whether voting is over. */
interface Model { readonly counted: Map<string, Choice>; over: boolean; closed: boolean }

class Cast implements fc.AsyncCommand<Model, Box> {
  constructor(readonly persona: string, readonly choice: Choice) {}
  check = () => true
  async run(model: Model, box: Box) {
    const { status } = await box.cast(this.persona, { choice: this.choice })
    expect(status).toBe(model.over ? 409 : 200)
    if (!model.over) model.counted.set(this.persona, this.choice)
  }
  toString = () => `${this.persona} casts ${this.choice}`
}

class Expire implements fc.AsyncCommand<Model, Box> {
  check = ({ over }: Readonly<Model>) => !over
  async run(model: Model, box: Box) { await box.expire(); model.over = true }
  toString = () => 'the time is over'
}

class Close implements fc.AsyncCommand<Model, Box> {
  check = () => true
  async run(model: Model, box: Box) {
    const { status } = await box.post('facilitator', 'close')
    expect(status).toBe(model.closed ? 409 : 200)
    model.over = true
    model.closed = true
  }
  toString = () => 'the facilitator closes'
}

class Read implements fc.AsyncCommand<Model, Box> {
  check = () => true
  async run({ counted, closed }: Model, box: Box) {
    const { tally, result, ballots } = await box.read()
    const of = (choice: Choice) => [...counted.values()].filter((own) => own === choice).length
    const expected = { for: of('for'), against: of('against'), abstention: of('abstention'), cast: counted.size, electors: electors.length }
    expect(tally).toMatchObject(expected)
    expect(ballots).toHaveLength(counted.size)
    if (!closed) return
    const outcome = expected.for + expected.against === 0 ? 'invalid' : expected.for > expected.against ? 'adopted' : 'rejected'
    expect(result).toMatchObject({ outcome, tally: expected })
  }
  toString = () => 'somebody reads'
}

test('casts, changes and closings in any order come to what a list on paper says', async () => {
  const commands = fc.commands([
    fc.tuple(fc.constantFrom(...electors), fc.constantFrom<Choice>(...choices)).map(([persona, choice]) => new Cast(persona, choice)),
    fc.constant(new Read()), fc.constant(new Close()), fc.constant(new Expire()),
  ], { size: 'medium', maxCommands: 20 })
  await fc.assert(fc.asyncProperty(commands, async (cmds) => {
    const box = await aBallotBox(app)
    await fc.asyncModelRun(() => ({ model: { counted: new Map(), over: false, closed: false }, real: box }), [...cmds, new Read()])
  }), { numRuns: 12 })
}, 120_000)
