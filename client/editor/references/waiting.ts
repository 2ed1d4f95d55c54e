import { PluginKey } from 'prosemirror-state'

/** Where a reference will stand once it is chosen, kept in place while others write. `sign`: it begins with an @. */
export interface Waiting { readonly from: number; readonly to: number; readonly sign: boolean }
export const waitingKey = new PluginKey<Waiting | null>('references')
