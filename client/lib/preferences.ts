/** What a person has switched off for themselves on this device: kept by person, everything is on at first. */
export const preferenceNames = ['typography', 'edits'] as const
export type PreferenceName = (typeof preferenceNames)[number]

export interface Preferences {
  readonly isOn: (name: PreferenceName) => boolean
  readonly turn: (name: PreferenceName) => void
}

export function preferencesOf(userId: string | null): Preferences {
  const keyOf = (name: PreferenceName) => `parley.${name}:${userId ?? ''}`
  return {
    isOn: (name) => localStorage.getItem(keyOf(name)) !== 'off',
    turn(name) {
      if (localStorage.getItem(keyOf(name)) === 'off') localStorage.removeItem(keyOf(name))
      else localStorage.setItem(keyOf(name), 'off')
    },
  }
}
