import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'

const app = anApp()

const ask = () => app.sql(`select graphile_worker.add_job('foldLineage', job_key => 'asked')`)
const isDone = async () => (await app.sql(`select 1 from graphile_worker.jobs where key = 'asked'`)).length === 0

test('a database that fails while the end of a job is noted costs neither the server nor the jobs that come after', async () => {
  await ask()
  await until(isDone)
  // What a sequence counts stays when the transaction is lost.
  await app.sql('create sequence losses')
  await app.sql(`create function lose() returns trigger language plpgsql security definer as $$ begin perform nextval('losses'); perform pg_terminate_backend(pg_backend_pid()); return null; end $$`)
  await app.sql('create trigger lose before delete on graphile_worker._private_jobs for each row execute function lose()')
  await ask()
  const losses = async () => Number((await app.sql<{ count: string }>('select case when is_called then last_value else 0 end as count from losses'))[0]?.count)
  await until(async () => await losses() > 0)
  await app.sql('drop trigger lose on graphile_worker._private_jobs')
  await ask()
  await until(isDone, 20_000)
  expect(await losses()).toBeGreaterThan(0)
})
