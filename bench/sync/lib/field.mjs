/**
 * Where the text is. `prosemirror` = a root Y.XmlFragment of that name;
 * `clauses/ID` = the Y.XmlFragment under key ID of the root Y.Map `clauses`.
 */
export function fragment (ydoc, field) {
  const [root, ...rest] = field.split('/')
  if (!rest.length) return ydoc.getXmlFragment(root)
  const found = ydoc.getMap(root).get(rest.join('/'))
  if (!found) throw new Error(`no fragment at ${field}`)
  return found
}

export const show = (ydoc, field) => { try { return fragment(ydoc, field).toString() } catch { return '(none)' } }
