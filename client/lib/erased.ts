import i18next from 'i18next'

const uuid = /^[0-9a-f]{8}-/

/**
 * Whoever has erased their account has no name any more; what they did stays theirs. In an answer of the server each of them is given
 * words in place of it, with the beginning of their id, so that two can be told apart. Answers without such a person are not looked through.
 */
export function nameErased(answer: unknown, text: string): unknown {
  if (text.includes('"name":""')) nameIn(answer)
  return answer
}

function nameIn(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (isErased(value)) value.name = i18next.t('ui.erasedAccount', { mark: value.id.slice(0, 4) })
  for (const part of Object.values(value)) nameIn(part)
}

const isErased = (value: object): value is { id: string; name: string } =>
  'name' in value && value.name === '' && 'functions' in value && 'id' in value && typeof value.id === 'string' && uuid.test(value.id)
