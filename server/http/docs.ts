import type { AnyEndpoint } from './endpoint.ts'

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

const rightOf = ({ capability, who }: AnyEndpoint) => capability ? `<code>${capability}</code>` : who === 'anyone' ? 'anyone' : 'signed in'

const rowOf = (endpoint: AnyEndpoint) => `<tr id="${endpoint.method}-${escaped(endpoint.path)}">
  <td><code>${endpoint.method.toUpperCase()}</code></td><td><code>/api${escaped(endpoint.path)}</code></td>
  <td>${escaped(endpoint.summary)}</td><td>${rightOf(endpoint)}</td></tr>`

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.5rem .75rem;border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent);vertical-align:top}
div{overflow-x:auto}code{font-size:.9em}`

/** The API as a page to read; the machine-readable document with every schema is beside it. */
export const docsPage = (endpoints: readonly AnyEndpoint[]) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Parley API</title><style>${style}</style></head><body><main><h1>Parley API</h1>
<p>Requests and answers are JSON; the session is a cookie. Every refusal is <code>{"error": {"code", "message", "details"}}</code>.
The schemas are in <a href="/api/openapi.json">openapi.json</a>. Text is edited over <code>/sync/draft:ID</code> (y-websocket protocol),
changes are told over <code>/live</code> (socket.io, ids only).</p><div tabindex="0" role="region" aria-label="Endpoints"><table>
<thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th><th scope="col">Right asked for</th></tr></thead>
<tbody>${endpoints.map(rowOf).join('\n')}</tbody></table></div></main></body></html>`
