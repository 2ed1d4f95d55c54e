import type { Head } from '#domain/verify/chain.ts'
import type { Report } from '#domain/verify/verifyExport.ts'
import type { Task } from './verify.worker.ts'

/** Checks a file beside the page, in a worker of its own that is gone afterwards. */
export async function verifyFile(file: Blob, head: Head | null): Promise<Report> {
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Report>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Report>) => resolve(data))
      worker.addEventListener('error', ({ message }) => reject(new Error(message || 'The script of the check did not come')))
      worker.postMessage({ file, head } satisfies Task)
    })
  } finally {
    worker.terminate()
  }
}
