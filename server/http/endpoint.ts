import type { z } from 'zod'
import type { Capability } from '#domain/charter/charter.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { Permit, SignedIn } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'

type Shape = z.ZodType
type Out<S extends Shape | undefined> = S extends Shape ? z.output<S> : Record<string, never>

/** What a request asks with, parsed by the strict schemas of its endpoint. */
export interface Asked<P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined> {
  readonly params: Out<P>
  readonly query: Out<Q>
  readonly input: Out<I>
  readonly userId: string | null
  /** The Idempotency-Key of an endpoint that takes one. */
  readonly key: string | null
}

interface Described<P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined, O extends Shape> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: `/${string}`
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly input?: I
  readonly output: O
  readonly created?: boolean
  /** Takes an Idempotency-Key: a request that is sent again under its key is done once. */
  readonly keyed?: boolean
}

/** An endpoint whose right is a capability of the charter: load the subject, authorise, act. */
export interface Endpoint<C extends Capability, P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined, O extends Shape>
  extends Described<P, Q, I, O> {
  readonly capability: C
  readonly subject: (context: Context, asked: Asked<P, Q, I>) => Promise<Subject>
  readonly handle: (permit: Permit<C>, context: Context, asked: Asked<P, Q, I>) => Promise<z.input<O>>
}

/** The same for an act that much else waits for: what has become of it is read for the answer after its transaction, by `answer`. */
export interface ActEndpoint<C extends Capability, P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined, O extends Shape, D>
  extends Described<P, Q, I, O> {
  readonly capability: C
  readonly subject: (context: Context, asked: Asked<P, Q, I>) => Promise<Subject>
  readonly handle: (permit: Permit<C>, context: Context, asked: Asked<P, Q, I>) => Promise<D>
  readonly answer: (context: Context, asked: Asked<P, Q, I>, done: D) => Promise<z.input<O>>
}

/** An answer too long to be held at once: JSON text that is written as it is read, to be kept as a file. `output` describes it. */
export interface Download { readonly fileName: string; readonly pieces: AsyncIterable<string> }

/** An endpoint whose answer is a file. What it reads, it reads without a transaction: somebody may download slowly. */
export interface DownloadEndpoint<C extends Capability, P extends Shape | undefined, Q extends Shape | undefined> extends Described<P, Q, undefined, Shape> {
  readonly method: 'get'
  readonly capability: C
  readonly subject: (context: Context, asked: Asked<P, Q, undefined>) => Promise<Subject>
  readonly download: (permit: Permit<C>, context: Context, asked: Asked<P, Q, undefined>) => Promise<Download>
}

/** An endpoint about oneself, or open to anyone: no workspace, so no charter to ask. */
export interface OwnEndpoint<W extends 'anyone' | 'signedIn', P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined, O extends Shape>
  extends Described<P, Q, I, O> {
  readonly who: W
  readonly handle: (who: W extends 'signedIn' ? SignedIn : null, context: Context, asked: Asked<P, Q, I>) => Promise<z.input<O>>
}

/** An endpoint with its types erased, as the router and the OpenAPI document see it. */
export interface AnyEndpoint extends Described<Shape | undefined, Shape | undefined, Shape | undefined, Shape> {
  readonly capability?: Capability
  readonly who?: 'anyone' | 'signedIn'
  readonly subject?: (context: Context, asked: never) => Promise<Subject>
  readonly handle?: (proof: never, context: Context, asked: never) => Promise<unknown>
  readonly answer?: (context: Context, asked: never, done: never) => Promise<unknown>
  readonly download?: (proof: never, context: Context, asked: never) => Promise<Download>
}

export function endpoint<C extends Capability, O extends Shape, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined, I extends Shape | undefined = undefined>(
  definition: Endpoint<C, P, Q, I, O>,
): AnyEndpoint {
  return definition as unknown as AnyEndpoint
}

export function actEndpoint<C extends Capability, O extends Shape, D, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined, I extends Shape | undefined = undefined>(
  definition: ActEndpoint<C, P, Q, I, O, D>,
): AnyEndpoint {
  return definition as unknown as AnyEndpoint
}

export function ownEndpoint<W extends 'anyone' | 'signedIn', O extends Shape, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined, I extends Shape | undefined = undefined>(
  definition: OwnEndpoint<W, P, Q, I, O>,
): AnyEndpoint {
  return definition as unknown as AnyEndpoint
}

export function downloadEndpoint<C extends Capability, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined>(definition: DownloadEndpoint<C, P, Q>): AnyEndpoint {
  return definition as unknown as AnyEndpoint
}
