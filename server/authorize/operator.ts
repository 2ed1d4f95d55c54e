declare const operating: unique symbol

/**
 * Proof that whoever acts holds the machine, and with it the database: the command line. No charter is asked for it, so only
 * server/cli may make one (a rule of the import check), and every act done by it is recorded.
 */
export interface OperatorPermit {
  readonly [operating]: true
  /** The person in whose name the operator acts, when one was named. */
  readonly userId: string | null
}

export const operatorPermit = (userId: string | null) => ({ userId }) as OperatorPermit
