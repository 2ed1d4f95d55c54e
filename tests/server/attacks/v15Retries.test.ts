import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { nothingChanged } from '#tests/support/attack.ts'
import { aBallotBox } from '#tests/support/ballotBox.ts'

const app = anApp()

// A sequence does not go back when a transaction does: it counts the attempts.
async function fails(times: number, state: string) {
  await app.sql('create sequence if not exists attempts')
  await app.sql('select setval(\'attempts\', 1, false)')
  await app.sql('grant usage on sequence attempts to public')
  await app.sql(`create or replace function fail() returns trigger language plpgsql as $$ begin
    if nextval('attempts') <= ${times} then raise exception 'injected' using errcode = '${state}'; end if; return new; end $$`)
  await app.sql('create or replace trigger fails before insert on ballot for each row execute function fail()')
}
const attempts = async () => Number((await app.sql<{ n: string }>('select last_value as n from attempts'))[0]?.n)

test.each(['40001', '40P01'])('V15 a ballot that PostgreSQL refuses ten times (%s) is tried five times, then the server says that it is busy; it is never there twice', async (state) => {
  const box = await aBallotBox(app)
  await fails(10, state)
  await nothingChanged(app, async () => {
    const { status, body } = await box.cast('ethicist', { choice: 'for' })
    expect([status, body.error.code, body.error.details.because]).toEqual([503, 'unavailable', 'busy'])
  })
  expect(await attempts()).toBe(5)

  await fails(4, state)
  expect((await box.cast('ethicist', { choice: 'for' })).status).toBe(200)
  const { cast, ballots } = await box.read()
  expect([cast, ballots.length, ballots[0]?.changed, await attempts()]).toEqual([1, 1, false, 5])
  await app.sql('drop trigger fails on ballot')
})
