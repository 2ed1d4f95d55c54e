import type http from 'node:http'
import type { Env } from '#server/env.ts'
import { StartupError } from '#server/startupError.ts'

/** Opens the port. A port that is taken or not allowed is a reason not to start, said in a sentence. */
export function listen(server: http.Server, { port, host }: Pick<Env, 'port' | 'host'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new StartupError(`Port ${port} is taken by another program: stop it, or choose another port, as in PORT=${port + 1} npm start.`))
      else if (error.code === 'EACCES') reject(new StartupError(`Port ${port} needs more rights than this user has: choose one above 1023, as in PORT=3000 npm start.`))
      else reject(new StartupError(`The server cannot listen on ${host}:${port} (${error.code ?? error.message}): check HOST and PORT.`))
    })
    server.listen(port, host, () => resolve())
  })
}
