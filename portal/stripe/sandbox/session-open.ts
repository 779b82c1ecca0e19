import type Stripe from 'stripe'
import { checkAmount, knownCurrency } from './currencies.ts'
import { impossible, missing } from './errors.ts'
import { lineItemOf } from './line-items.ts'
import { mergedMetadata } from './parameters.ts'
import type { SessionParams } from './session-fields.ts'
import { addSetup } from './setup-intents.ts'
import { freshId } from './store.ts'
import type { Turn } from './turn.ts'

type Session = Stripe.Checkout.Session
const HOUR = 3600

function checkUrl(url: string | undefined, param: string): void {
	if (url === undefined) return
	const protocol = URL.canParse(url) ? new URL(url).protocol : ''
	if (protocol !== 'http:' && protocol !== 'https:') {
		throw impossible('Not a valid URL', { code: 'url_invalid', param })
	}
}

function expiryOf(asked: number | undefined, now: number): number {
	if (asked === undefined) return now + 24 * HOUR
	if (asked < now + HOUR / 2) {
		throw impossible('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
			param: 'expires_at',
		})
	}
	if (asked > now + 24 * HOUR) {
		throw impossible('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
			param: 'expires_at',
		})
	}
	return asked
}

function checkTogether(params: SessionParams): void {
	if (params.success_url === undefined) {
		throw impossible('Missing required param: success_url.', { code: 'parameter_missing', param: 'success_url' })
	}
	checkUrl(params.success_url, 'success_url')
	checkUrl(params.cancel_url, 'cancel_url')
	const pairs = [
		['customer', 'customer_email'],
		['customer', 'customer_creation'],
	] as const
	for (const [one, other] of pairs) {
		if (params[one] !== undefined && params[other] !== undefined) {
			throw impossible(`You may only specify one of these parameters: ${one}, ${other}.`, { param: one })
		}
	}
	if (params.customer_update !== undefined && params.customer === undefined) {
		throw impossible('`customer_update` can only be used with `customer`.', { param: 'customer_update' })
	}
	const foreign =
		params.mode === 'payment'
			? (['setup_intent_data'] as const)
			: (['payment_intent_data', 'line_items', 'submit_type', 'saved_payment_method_options'] as const)
	const wrong = foreign.find((name) => params[name] !== undefined)
	if (wrong !== undefined) {
		throw impossible(`You can not pass \`${wrong}\` in \`${params.mode}\` mode.`, { param: wrong })
	}
}

function linesOf(params: SessionParams, now: number): Stripe.LineItem[] {
	if (params.mode === 'setup') return []
	if (params.line_items === undefined || params.line_items.length === 0) {
		throw impossible('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' })
	}
	if (params.line_items.length > 100) {
		throw impossible('You can have at most 100 line items.', { param: 'line_items' })
	}
	const lines = params.line_items.map((line, at) => lineItemOf(line, at, now))
	const currencies = new Set(lines.map((line) => line.currency))
	if (currencies.size > 1) {
		throw impossible('All line items must use the same currency.', { param: 'line_items' })
	}
	return lines
}

function currencyOf(params: SessionParams, lines: Stripe.LineItem[]): string | null {
	const [line] = lines
	if (line !== undefined) return line.currency
	if (params.currency !== undefined) return knownCurrency(params.currency)
	if (params.allowed_payment_method_types === undefined) {
		throw impossible('Required in `setup` mode when `allowed_payment_method_types` is not set: currency.', {
			code: 'parameter_missing',
			param: 'currency',
		})
	}
	return null
}

const NOT_ASKED = {
	adaptive_pricing: null,
	after_expiration: null,
	allow_promotion_codes: null,
	automatic_tax: { enabled: false, liability: null, provider: null, status: null },
	client_secret: null,
	collected_information: null,
	consent: null,
	consent_collection: null,
	currency_conversion: null,
	custom_fields: [],
	customer_account: null,
	discounts: [],
	integration_identifier: null,
	invoice: null,
	managed_payments: null,
	payment_intent: null,
	payment_link: null,
	payment_method_configuration_details: null,
	permissions: null,
	phone_number_collection: { enabled: false },
	recovered_from: null,
	setup_intent: null,
	shipping_address_collection: null,
	shipping_cost: null,
	shipping_options: [],
	subscription: null,
	wallet_options: null,
}

function sessionOf(turn: Turn, params: SessionParams, lines: Stripe.LineItem[], email: string | null): Session {
	const id = `${freshId('cs_test', 60)}`
	const total = lines.reduce((sum, line) => sum + line.amount_total, 0)
	const payment = params.mode === 'payment'
	const shownEmail = email ?? params.customer_email ?? null
	return {
		...NOT_ASKED,
		id,
		object: 'checkout.session',
		allowed_payment_method_types: params.allowed_payment_method_types ?? null,
		amount_subtotal: payment ? total : null,
		amount_total: payment ? total : null,
		billing_address_collection: params.billing_address_collection ?? null,
		cancel_url: params.cancel_url ?? null,
		client_reference_id: params.client_reference_id ?? null,
		created: turn.now,
		currency: currencyOf(params, lines),
		custom_text: {
			after_submit: params.custom_text?.after_submit ?? null,
			shipping_address: null,
			submit: params.custom_text?.submit ?? null,
			terms_of_service_acceptance: null,
		},
		customer: params.customer ?? null,
		customer_creation:
			params.customer !== undefined ? null : (params.customer_creation ?? (payment ? 'if_required' : 'always')),
		customer_details:
			shownEmail === null
				? null
				: {
						address: null,
						business_name: null,
						email: shownEmail,
						individual_name: null,
						name: null,
						phone: null,
						tax_exempt: payment ? 'none' : null,
						tax_ids: null,
					},
		customer_email: params.customer_email ?? null,
		expires_at: expiryOf(params.expires_at, turn.now),
		invoice_creation: payment
			? {
					enabled: false,
					invoice_data: {
						account_tax_ids: null,
						custom_fields: null,
						description: null,
						footer: null,
						issuer: null,
						metadata: {},
						rendering_options: null,
					},
				}
			: null,
		livemode: false,
		locale: params.locale ?? null,
		metadata: mergedMetadata(null, params.metadata),
		mode: params.mode,
		origin_context: params.origin_context ?? null,
		payment_method_collection: payment ? 'if_required' : 'always',
		payment_method_options: {
			card: { request_three_d_secure: params.payment_method_options?.card?.request_three_d_secure ?? 'automatic' },
		},
		payment_method_types: ['card'],
		payment_status: payment ? 'unpaid' : 'no_payment_required',
		saved_payment_method_options:
			payment && params.customer !== undefined
				? {
						allow_redisplay_filters: params.saved_payment_method_options?.allow_redisplay_filters ?? ['always'],
						payment_method_remove: 'disabled',
						payment_method_save: params.saved_payment_method_options?.payment_method_save ?? null,
					}
				: null,
		status: 'open',
		submit_type: params.submit_type ?? null,
		success_url: params.success_url ?? null,
		total_details: payment ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
		ui_mode: 'hosted_page',
		url: `${turn.publicUrl}/sandbox/pay/${id}`,
	}
}

/** What the session's intent will be made with; shown nowhere, so it is kept beside the session. */
function intentData(params: SessionParams): string {
	const data = params.payment_intent_data
	return JSON.stringify({
		capture_method: data?.capture_method,
		description: data?.description,
		metadata: data?.metadata,
		receipt_email: data?.receipt_email,
		setup_future_usage: data?.setup_future_usage ?? params.payment_method_options?.card?.setup_future_usage,
		statement_descriptor_suffix: data?.statement_descriptor_suffix,
		transfer_group: data?.transfer_group,
		allow_redisplay: params.payment_method_data?.allow_redisplay,
	})
}

/** Opens a session: what is sold, where its page is, and the setup intent of one that saves a card. */
export async function openSession(turn: Turn, params: SessionParams): Promise<Session> {
	checkTogether(params)
	let email: string | null = null
	if (params.customer !== undefined) {
		const customer = await turn.store.need('customer', params.customer, 'customer')
		if (customer.deleted) throw missing('customer', params.customer, 'customer', 400)
		email = customer.email
	}
	const lines = linesOf(params, turn.now)
	const session = sessionOf(turn, params, lines, email)
	if (params.mode === 'payment') {
		checkAmount(session.amount_total ?? 0, session.currency ?? '', 'line_items', "The Checkout Session's total amount")
	} else {
		const setup = await addSetup(
			turn,
			{ ...params.setup_intent_data, customer: params.customer, usage: 'off_session' },
			session.id,
		)
		session.setup_intent = setup.id
	}
	await turn.store.add('checkout.session', session, { intent: intentData(params) })
	for (const line of lines) await turn.store.add('item', line, { owner: session.id })
	return session
}
