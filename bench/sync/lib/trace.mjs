/**
 * Turns a sequential editing trace (josephg/editing-traces format, .json.gz)
 * into one Yjs update whose history is that editing: every recorded
 * transaction is one Yjs transaction. Shape `text` is one Y.Text; shape
 * `prose` is paragraphs in a Y.XmlFragment, Enter splitting and Backspace
 * joining them the way y-prosemirror writes it.
 */
import fs from 'node:fs'
import zlib from 'node:zlib'
import * as Y from 'yjs'

export function loadTrace (file) { return JSON.parse(zlib.gunzipSync(fs.readFileSync(file))) }

export function buildDoc (trace, shape, { gc = true, limit = Number.POSITIVE_INFINITY, clause = null } = {}) {
  const ydoc = new Y.Doc({ gc })
  ydoc.clientID = 424242
  const edit = shape === 'text' ? textEditor(ydoc) : proseEditor(ydoc, clause)
  let n = 0
  for (const { patches } of trace.txns) {
    if (n >= limit) break
    ydoc.transact(() => { for (const [at, del, ins] of patches) edit.splice(at, del, ins) })
    n += patches.length
  }
  return { ydoc, patches: n, text: edit.text() }
}

function textEditor (ydoc) {
  const t = ydoc.getText('text')
  return {
    splice (at, del, ins) { if (del) t.delete(at, del); if (ins) t.insert(at, ins) },
    text: () => t.toString()
  }
}

function proseEditor (ydoc, clause) {
  const frag = clause ? clauseIn(ydoc, clause) : ydoc.getXmlFragment('prosemirror')
  let blocks = 0
  const paras = [] // { text: Y.XmlText, len }
  const add = (i, string) => {
    const p = new Y.XmlElement('paragraph')
    if (clause) p.setAttribute('id', uuid(++blocks))
    const t = new Y.XmlText()
    if (string) t.insert(0, string)
    p.insert(0, [t])
    frag.insert(i, [p])
    paras.splice(i, 0, { text: t, len: string.length })
  }
  add(0, '')
  const find = at => {
    let i = 0
    while (i < paras.length - 1 && at > paras[i].len) { at -= paras[i].len + 1; i++ }
    return [i, at]
  }
  const plain = t => t.toDelta().map(d => d.insert).join('')
  return {
    splice (at, del, ins) {
      while (del > 0) {
        const [i, k] = find(at)
        const here = Math.min(del, paras[i].len - k)
        if (here > 0) { paras[i].text.delete(k, here); paras[i].len -= here; del -= here } else {
          const tail = plain(paras[i + 1].text)
          frag.delete(i + 1, 1)
          paras.splice(i + 1, 1)
          if (tail) paras[i].text.insert(paras[i].len, tail)
          paras[i].len += tail.length
          del--
        }
      }
      if (!ins) return
      let [i, k] = find(at)
      const lines = ins.split('\n')
      lines.forEach((line, n) => {
        if (n > 0) {
          const rest = paras[i].len - k
          const tail = rest ? plain(paras[i].text).slice(k) : ''
          if (rest) { paras[i].text.delete(k, rest); paras[i].len = k }
          add(++i, tail)
          k = 0
        }
        if (line) { paras[i].text.insert(k, line); paras[i].len += line.length; k += line.length }
      })
    },
    text: () => paras.map(p => plain(p.text)).join('\n')
  }
}

const uuid = n => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** The fragment of a clause, as Parley keeps its text. */
function clauseIn (ydoc, id) {
  const fragment = new Y.XmlFragment()
  ydoc.getMap('clauses').set(id, fragment)
  return fragment
}
