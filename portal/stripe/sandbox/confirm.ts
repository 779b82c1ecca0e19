import type Stripe from 'stripe'
import { attempt } from './attempt.ts'
import { METHOD_OPTIONS } from './card-options.ts'
import { type Declined, impossible } from './errors.ts'
import { EXPAND } from './lists.ts'
import { boolean, booleanOr, list, oneOf, type Taken, text } from './parameters.ts'
import { resolvePaymentMethod } from './payment-method.ts'
import { idOf, type Kept } from './store.ts'
import type { Turn } from './turn.ts'

/** Parameters that create and confirm have in common. */
export const CONFIRM_FIELDS = {
	...EXPAND,
	allowed_payment_method_types: list(oneOf('card')),
	capture_method: oneOf('automatic', 'automatic_async', 'manual'),
	error_on_requires_action: boolean(),
	off_session: booleanOr('one_off', 'recurring'),
	payment_method: text(),
	payment_method_options: METHOD_OPTIONS,
	return_url: text(),
	use_stripe_sdk: boolean(),
}
export const CONFIRM_NOT_PLAYED = [
	'amount_details',
	'confirmation_token',
	'excluded_payment_method_types',
	'hooks',
	'mandate',
	'mandate_data',
	'payment_details',
	'payment_method_data',
	'radar_options',
]

type Asked = {
	capture_method?: 'automatic' | 'automatic_async' | 'manual' | undefined
	error_on_requires_action?: boolean | undefined
	off_session?: boolean | 'one_off' | 'recurring' | undefined
	payment_method?: string | undefined
	payment_method_options?: Taken<typeof CONFIRM_FIELDS>['payment_method_options']
	receipt_email?: string | null | undefined
	return_url?: string | undefined
	setup_future_usage?: 'off_session' | 'on_session' | null | undefined
	use_stripe_sdk?: boolean | undefined
}

const isOff = (asked: Asked) => asked.off_session !== undefined && asked.off_session !== false

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action']

function refuseState(intent: Stripe.PaymentIntent): void {
	if (CONFIRMABLE.includes(intent.status)) return
	const message =
		intent.status === 'succeeded'
			? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
			: `This PaymentIntent's status is ${intent.status}, so it cannot be confirmed. Only a PaymentIntent with one of the following statuses may be confirmed: ${CONFIRMABLE.join(', ')}.`
	throw impossible(message, { code: 'payment_intent_unexpected_state', payment_intent: intent })
}

async function methodFor(turn: Turn, intent: Stripe.PaymentIntent, asked: Asked): Promise<Stripe.PaymentMethod> {
	const id = asked.payment_method ?? idOf(intent.payment_method)
	if (id === null) {
		throw impossible(
			"You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
			{ code: 'payment_intent_unexpected_state', payment_intent: intent },
		)
	}
	return resolvePaymentMethod(turn, id, 'payment_method')
}

/** A card may be charged for its own customer; one without a customer may be charged once. */
async function checkOwner(turn: Turn, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Promise<void> {
	const owner = idOf(method.customer)
	if (owner !== null && owner !== idOf(intent.customer)) {
		throw impossible(
			idOf(intent.customer) === null
				? 'The provided PaymentMethod is attached to a customer, so this PaymentIntent must name that customer.'
				: `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
			{ code: 'resource_missing', param: 'payment_method', payment_intent: intent },
		)
	}
	const kept = await turn.store.find('payment_method', method.id)
	if (owner === null && kept?.hidden.used === true) {
		throw impossible(
			'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
			{ code: 'payment_method_unexpected_state', param: 'payment_method', payment_intent: intent },
		)
	}
}

/** Dynamic payment methods may redirect, so Stripe wants to know where back to before it knows that this one will not. */
function checkReturnUrl(intent: Stripe.PaymentIntent, asked: Asked): void {
	const dynamic = intent.automatic_payment_methods
	const mayRedirect = dynamic?.enabled === true && dynamic.allow_redirects !== 'never'
	if (asked.return_url !== undefined) {
		if (!URL.canParse(asked.return_url))
			throw impossible('Not a valid URL', { code: 'url_invalid', param: 'return_url' })
		return
	}
	if (!mayRedirect || isOff(asked) || asked.use_stripe_sdk === true || asked.error_on_requires_action === true) {
		return
	}
	throw impossible(
		"This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
		{ param: 'return_url', payment_intent: intent },
	)
}

/** Confirms an intent whose row is held. */
export async function confirmIntent(
	turn: Turn,
	kept: Kept<'payment_intent'>,
	asked: Asked,
): Promise<Stripe.PaymentIntent | Declined> {
	refuseState(kept.body)
	checkReturnUrl(kept.body, asked)
	const method = await methodFor(turn, kept.body, asked)
	await checkOwner(turn, kept.body, method)
	const options = kept.body.payment_method_options
	const requested = asked.payment_method_options?.card?.request_three_d_secure
	const intent: Stripe.PaymentIntent = {
		...kept.body,
		capture_method: asked.capture_method ?? kept.body.capture_method,
		payment_method: method.id,
		receipt_email: asked.receipt_email === undefined ? kept.body.receipt_email : asked.receipt_email,
		setup_future_usage:
			asked.setup_future_usage === undefined ? kept.body.setup_future_usage : asked.setup_future_usage,
		payment_method_options:
			requested === undefined || options?.card === undefined
				? options
				: { ...options, card: { ...options.card, request_three_d_secure: requested } },
	}
	return attempt(turn, intent, method, {
		offSession: isOff(asked),
		errorOnAction: asked.error_on_requires_action === true,
		returnUrl: asked.return_url ?? null,
		useSdk: asked.use_stripe_sdk === true,
		authenticated: false,
	})
}
