/** Reads a value that should have a shape; `path` says where it stands in the file. Throws Misshapen for any other value. */
export type Shape<T> = (value: unknown, path: string) => T
export type Shaped<S> = S extends Shape<infer T> ? T : never

/** A value that has not the shape it must have, and where it stands: `record[3].hash`. */
export class Misshapen extends Error {
  constructor(readonly path: string) {
    super(`Not as it must be: ${path}`)
    this.name = 'Misshapen'
  }
}

export const text: Shape<string> = (value, path) => { if (typeof value === 'string') return value; throw new Misshapen(path) }
export const count: Shape<number> = (value, path) => { if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value; throw new Misshapen(path) }
/** A SHA-256 in hexadecimal. */
export const digest: Shape<string> = (value, path) => { if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value; throw new Misshapen(path) }
/** A time in the one form in which it is hashed. */
export const instant: Shape<string> = (value, path) => {
  const time = typeof value === 'string' ? new Date(value) : null
  if (typeof value === 'string' && time && !Number.isNaN(time.getTime()) && time.toISOString() === value) return value
  throw new Misshapen(path)
}
export const boolean: Shape<boolean> = (value, path) => { if (typeof value === 'boolean') return value; throw new Misshapen(path) }
export const anything: Shape<unknown> = (value) => value

export const oneOf = <T extends string>(...values: readonly T[]): Shape<T> => (value, path) => {
  const found = values.find((candidate) => candidate === value)
  if (found === undefined) throw new Misshapen(path)
  return found
}
export const orNull = <T>(shape: Shape<T>): Shape<T | null> => (value, path) => (value === null ? null : shape(value, path))
/** The same for a value that files of an earlier time do not have. */
export const orMissing = <T>(shape: Shape<T>): Shape<T | null> => (value, path) => (value === undefined || value === null ? null : shape(value, path))
export const list = <T>(shape: Shape<T>): Shape<readonly T[]> => (value, path) => {
  if (!Array.isArray(value)) throw new Misshapen(path)
  return value.map((item, index) => shape(item, `${path}[${index}]`))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => value !== null && typeof value === 'object' && !Array.isArray(value)

/** An object with any keys. */
export const dictionary: Shape<Readonly<Record<string, unknown>>> = (value, path) => { if (isObject(value)) return value; throw new Misshapen(path) }

type Fields = Readonly<Record<string, Shape<unknown>>>
/** An object with exactly these keys: what nobody checks has no place in it. */
export const object = <F extends Fields>(fields: F): Shape<{ readonly [K in keyof F]: Shaped<F[K]> }> => (value, path) => {
  if (!isObject(value)) throw new Misshapen(path)
  const at = (key: string) => (path === '' ? key : `${path}.${key}`)
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key))
  if (unknown !== undefined) throw new Misshapen(at(unknown))
  return Object.fromEntries(Object.entries(fields).map(([key, shape]) => [key, shape(value[key], at(key))])) as { [K in keyof F]: Shaped<F[K]> }
}
