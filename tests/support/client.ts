export interface Answer<Body> { readonly status: number; readonly body: Body }
export interface Refused { readonly error: { readonly code: string; readonly details: { readonly because?: string; readonly clauseId?: string } } }

/** Somebody who asks the API over HTTP and keeps their cookie, as a browser does. */
export interface Client {
  readonly origin: string
  cookie(): string
  /** Asks; the type of the body is what the caller expects of it. */
  ask<Body = unknown>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<Body>>
  get<Body = unknown>(path: string): Promise<Answer<Body>>
  post<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>
  put<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>
  patch<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>
  del<Body = unknown>(path: string): Promise<Answer<Body>>
}

export function clientOf(origin: string): Client {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function ask<Body>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { origin, ...(jar.size > 0 && { cookie: cookie() }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) keep(line)
    const text = await response.text()
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body }
  }

  function keep(line: string) {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    if (value === '' || attributes.includes('Max-Age=0')) jar.delete(name)
    else jar.set(name, value)
  }

  return {
    origin, cookie, ask,
    get: (path) => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    patch: (path, body) => ask('PATCH', path, body),
    del: (path) => ask('DELETE', path),
  }
}
