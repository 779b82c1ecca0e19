import type Stripe from 'stripe'

/** The body of `error` in an answer, as the SDK's raw error types read it. */
export type ErrorBody = {
	type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
	message: string
	code?: string
	param?: string
	decline_code?: string
	advice_code?: string
	network_decline_code?: string
	charge?: string
	payment_intent?: Stripe.PaymentIntent
	payment_method?: Stripe.PaymentMethod
	setup_intent?: Stripe.SetupIntent
}

/**
 * A request that the processor refuses, undoing everything it began.
 *
 * `beforeExecution` marks refusals that happen before an endpoint starts (unknown or malformed parameters, a key in
 * use): Stripe keeps no idempotent answer for those, so that the caller may mend the request and use the key again.
 * Source: https://docs.stripe.com/api/idempotent_requests
 */
export class Fault extends Error {
	readonly status: number
	readonly body: ErrorBody
	readonly beforeExecution: boolean
	readonly headers: Record<string, string>

	constructor(
		status: number,
		body: ErrorBody,
		options: { beforeExecution?: boolean; headers?: Record<string, string> } = {},
	) {
		super(body.message)
		this.status = status
		this.body = body
		this.beforeExecution = options.beforeExecution ?? false
		this.headers = options.headers ?? {}
	}
}

/** A card that was refused: the answer is an error (402), but the failed charge and the intent's new state stay. */
export class Declined {
	readonly status = 402
	readonly body: ErrorBody

	constructor(body: ErrorBody) {
		this.body = body
	}
}

/** A parameter that cannot be read: refused before anything runs. */
export function badParameter(param: string, message: string, code?: string): Fault {
	return new Fault(
		400,
		{ type: 'invalid_request_error', message, param, ...(code === undefined ? {} : { code }) },
		{ beforeExecution: true },
	)
}

/** A request that is well formed but not possible now. */
export function impossible(message: string, rest: Omit<ErrorBody, 'type' | 'message'> = {}): Fault {
	return new Fault(400, { type: 'invalid_request_error', message, ...rest })
}

/** @param what the processor's words for the kind, e.g. `customer` or `payment_intent` */
export function missing(what: string, id: string, param = 'id', status = 404): Fault {
	return new Fault(status, {
		type: 'invalid_request_error',
		code: 'resource_missing',
		message: `No such ${what}: '${id}'`,
		param,
	})
}

/** The whole answer to a refusal, with the links that Stripe adds for people. */
export function errorAnswer(body: ErrorBody, requestId: string, now: number): { error: Record<string, unknown> } {
	return {
		error: {
			...body,
			...(body.code === undefined
				? {}
				: { doc_url: `https://docs.stripe.com/error-codes/${body.code.replaceAll('_', '-')}` }),
			request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}?t=${now}`,
		},
	}
}
