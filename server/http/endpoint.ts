import type { z } from 'zod'
import type { Capability } from '#domain/charter/charter.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { Refusal } from '#domain/errors.ts'
import type { Permit, SignedIn } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import type { Limits } from '#server/limits.ts'

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
  /** The limit on how often a minute one person may ask, for what costs far more than a look into a table. */
  readonly perMinute?: Extract<keyof Limits, `${string}PerMinute`>
}

/** An endpoint whose right is a capability of the charter: load the subject, authorise, act. */
export interface Endpoint<C extends Capability, P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined, O extends Shape>
  extends Described<P, Q, I, O> {
  readonly capability: C
  readonly subject: (context: Context, asked: Asked<P, Q, I>) => Promise<Subject>
  readonly handle: (permit: Permit<C>, context: Context, asked: Asked<P, Q, I>) => Promise<z.input<O>>
}

/** One of those whose act is done together with that of others: what they asked, and the proof that they may. */
export interface Entry<C extends Capability, P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined> extends Asked<P, Q, I> {
  readonly permit: Permit<C>
}

/**
 * An act that many do in the same moment: those who come while one transaction runs are done together in the next, of each person one;
 * asked for their right in one reading before it, and answered from one after it. What may have changed since the first is for `handle` to lock and look at.
 */
export interface TogetherEndpoint<C extends Capability, P extends Shape | undefined, Q extends Shape | undefined, I extends Shape | undefined, O extends Shape, D>
  extends Described<P, Q, I, O> {
  readonly capability: C
  readonly together: {
    /** Of what they do it together; in one workspace. */
    readonly group: (asked: Asked<P, Q, I>) => string
    /** What each of a group asks about. */
    readonly subjects: (context: Context, asked: readonly (Asked<P, Q, I> & { readonly userId: string })[]) => Promise<readonly Subject[]>
    /** For each, what was done or why it is refused; whoever is refused must have changed nothing. */
    readonly handle: (context: Context, entries: readonly Entry<C, P, Q, I>[]) => Promise<readonly (D | Refusal)[]>
    readonly answer: (context: Context, done: readonly { readonly entry: Entry<C, P, Q, I>; readonly done: D }[]) => Promise<readonly z.input<O>[]>
  }
}

/** The same with its types erased. */
export interface Together {
  readonly group: (asked: never) => string
  readonly subjects: (context: Context, asked: never) => Promise<readonly Subject[]>
  readonly handle: (context: Context, entries: never) => Promise<readonly unknown[]>
  readonly answer: (context: Context, done: never) => Promise<readonly unknown[]>
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
  readonly together?: Together
  readonly download?: (proof: never, context: Context, asked: never) => Promise<Download>
}

export function endpoint<C extends Capability, O extends Shape, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined, I extends Shape | undefined = undefined>(
  definition: Endpoint<C, P, Q, I, O>,
): AnyEndpoint {
  return definition as unknown as AnyEndpoint
}

export function togetherEndpoint<C extends Capability, O extends Shape, D, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined, I extends Shape | undefined = undefined>(
  definition: TogetherEndpoint<C, P, Q, I, O, D>,
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
