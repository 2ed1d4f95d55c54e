#!/usr/bin/env node
/** node build-trace.mjs TRACE.json.gz CLAUSE OUT: an editing trace as one Yjs update, in a clause as Parley keeps it. */
import fs from 'node:fs'
import * as Y from 'yjs'
import { buildDoc, loadTrace } from './lib/trace.mjs'

const [file, clause, out] = process.argv.slice(2)
const trace = loadTrace(file)
const { ydoc, text } = buildDoc(trace, 'prose', { clause })
if (text !== trace.endContent) throw new Error('replaying the trace does not give the text recorded at its end')
fs.writeFileSync(out, Y.encodeStateAsUpdate(ydoc))
