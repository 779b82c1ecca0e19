/**
 * Why a letter did not leave. `temporary`: try again later (the provider is down, busy, or set up wrongly).
 * `permanent`: trying the same letter again cannot help (there is no such address, the letter is refused).
 */
export class NotSent extends Error {
	readonly lasting: 'temporary' | 'permanent'
	/** A short stable word for the log and the outbox row: `bad_address`, `rate_limited`, `smtp_550`. */
	readonly code: string

	constructor(lasting: 'temporary' | 'permanent', code: string, message: string, cause?: unknown) {
		super(message, { cause })
		this.name = 'NotSent'
		this.lasting = lasting
		this.code = code
	}
}
