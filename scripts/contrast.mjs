// Measures every text and non-text pair of the tokens in both themes, and how far apart the role colours stay (CIE76) under
// three kinds of colour blindness (Machado et al. 2009). Fails below 4.5 for text, 3 for edges, 12 between roles.
import fs from 'node:fs'

const css = fs.readFileSync('client/ui/tokens.css', 'utf8')
const tokensIn = (text) => Object.fromEntries([...text.matchAll(/--pl-([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]))
const dark = css.indexOf(":root[data-mantine")
const light = tokensIn(css.slice(0, dark))
const themes = { light, dark: { ...light, ...tokensIn(css.slice(dark)) } }

const channels = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
const luminance = (hex) => channels(hex).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05) }

const surfaces = ['paper', 'panel', 'ground']
const roles = ['p', 'e', 's', 'c', 'd', 'f', 'o']
const pairs = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((text) => [...surfaces, 'sunken', 'locked'].map((on) => [text, on, 4.5])),
  ...surfaces.flatMap((on) => [['link', on, 4.5], ['control', on, 3], ['focus', on, 3]]),
  ['link', 'action-soft', 4.5], ['ink', 'action-soft', 4.5], ['on-action', 'action', 4.5], ['on-action', 'action-hover', 4.5],
  ...['seal', 'warn', 'error', 'ok', 'info'].flatMap((state) => [[state, 'paper', 4.5], [state, 'panel', 4.5], [state, `${state}-soft`, 4.5]]),
  ['ink', 'hl', 4.5], ['ink', 'hl-active', 4.5], ['ins', 'ins-bg', 4.5], ['del', 'del-bg', 4.5], ['seal', 'locked', 4.5], ['hl-line', 'paper', 3],
  ...roles.flatMap((role) => [[`role-${role}`, 'paper', 4.5], [`role-${role}`, 'panel', 4.5], [`role-${role}`, `role-${role}-soft`, 4.5], ...(role === 'o' ? [] : [['on-role', `role-${role}`, 4.5]])]),
  ...['for', 'against', 'abstain'].flatMap((vote) => [[vote, 'paper', 3], [vote, 'panel', 3]]),
]

const blindness = {
  none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
const cube = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
function lab(hex, matrix) {
  const seen = channels(hex)
  const [r, g, b] = matrix.map((row) => Math.min(1, Math.max(0, row.reduce((sum, m, i) => sum + m * seen[i], 0))))
  const [x, y, z] = [(0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b, (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089].map(cube)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const leastDistance = (tokens, matrix) => Math.min(...roles.flatMap((a, i) => roles.slice(i + 1).map((b) => {
  const [p, q] = [a, b].map((role) => lab(tokens[`role-${role}`], matrix))
  return Math.hypot(...p.map((value, k) => value - q[k]))
})))

let low = 0
for (const [theme, tokens] of Object.entries(themes)) {
  for (const [text, on, least] of pairs) {
    const ratio = contrast(tokens[text], tokens[on])
    if (ratio < least) { low += 1; console.error(`${theme}: ${text} on ${on} is ${ratio.toFixed(2)}, needs ${least}`) }
  }
  for (const [kind, matrix] of Object.entries(blindness)) {
    const distance = leastDistance(tokens, matrix)
    if (distance < 12) { low += 1; console.error(`${theme}: two roles are ${distance.toFixed(1)} apart (${kind})`) }
  }
}
if (low > 0) process.exit(1)
console.log(`${pairs.length * 2} pairs, ${roles.length} roles, none below the line`)
