import { digest } from 'lib0/hash/sha256'
import type { Head } from '#domain/verify/chain.ts'
import { verifyText } from '#domain/verify/verifyExport.ts'

/** What is to be checked: a file, and the head that the reader kept, if any. */
export interface Task { readonly file: Blob; readonly head: Head | null }

// A long record takes seconds; the page stays alive meanwhile. SHA-256 as script: browsers have their own only on pages that came over https.
addEventListener('message', async ({ data: { file, head } }: MessageEvent<Task>) => {
  postMessage(verifyText(await file.text(), { sha256: digest, head }))
})
