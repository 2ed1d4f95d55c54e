import { canonicalClause, readCanonicalDraft } from './canonical.ts'
import type { ProvisionText } from './draftText.ts'
import { inOrder, outOfOrder } from './sequence.ts'

type Standing = Pick<ProvisionText, 'id' | 'parent' | 'kind' | 'content'>

/**
 * The provisions that are not as they were when a draft was sealed as a whole: other words, another place, put in or taken out since. In:
 * the canonical draft, and its provisions of now in reading order. Out: their ids; none exactly where the draft still has that canonical form.
 */
export function changedSince(canonical: string, nodes: readonly Standing[]): string[] {
  const sealed = new Map(readCanonicalDraft(canonical).map((provision) => [provision.id, provision]))
  const now = new Map(nodes.map((node) => [node.id, node]))
  const moved = outOfOrder([...sealed.keys()], [...now.keys()])
  return inOrder([...sealed.keys()], [...now.keys()]).filter((id) => {
    const [was, is] = [sealed.get(id), now.get(id)]
    return !was || !is || moved.has(id) || was.parent !== is.parent || was.words !== canonicalClause(is.kind, is.content)
  })
}
