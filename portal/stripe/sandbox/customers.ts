import type Stripe from 'stripe'
import { ADDRESS, addressAfter } from './address.ts'
import { attachTo } from './attach.ts'
import { Declined, Fault, impossible, missing } from './errors.ts'
import { changed, emit } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import {
	emptyable,
	hash,
	integer,
	list,
	mergedMetadata,
	metadata,
	notPlayed,
	oneOf,
	required,
	type Taken,
	text,
} from './parameters.ts'
import { resolvePaymentMethod } from './payment-method.ts'
import { SEARCH, search } from './search.ts'
import { freshId, idOf } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

const SHIPPING = hash({ address: required(ADDRESS), name: required(text()), phone: text() })

const FIELDS = {
	...EXPAND,
	address: emptyable(ADDRESS),
	balance: integer(),
	business_name: emptyable(text(150)),
	description: emptyable(text(350)),
	email: emptyable(text(512)),
	individual_name: emptyable(text(150)),
	invoice_prefix: text(12),
	invoice_settings: hash({
		custom_fields: emptyable(list(hash({ name: required(text(40)), value: required(text(140)) }))),
		default_payment_method: emptyable(text()),
		footer: emptyable(text()),
		rendering_options: notPlayed(),
	}),
	metadata: emptyable(metadata()),
	name: emptyable(text(256)),
	next_invoice_sequence: integer(1),
	phone: emptyable(text(20)),
	preferred_locales: list(text()),
	shipping: emptyable(SHIPPING),
	tax_exempt: emptyable(oneOf('exempt', 'none', 'reverse')),
}
const NOT_PLAYED = ['cash_balance', 'source', 'tax', 'validate']
type Change = Partial<Taken<typeof FIELDS>>

function checkEmail(email: string | null | undefined): void {
	if (email !== undefined && email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
		throw impossible(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'email' })
	}
}

const kept = <T>(change: T | undefined, present: T): T => (change === undefined ? present : change)

function shippingAfter(present: Stripe.Customer['shipping'], change: Change['shipping']): Stripe.Customer['shipping'] {
	if (change === undefined || change === null) return change === null ? null : present
	const address = addressAfter(present?.address ?? null, change.address)
	return {
		...(address === null ? {} : { address }),
		name: change.name,
		phone: change.phone ?? present?.phone ?? null,
	}
}

function after(present: Stripe.Customer, change: Change): Stripe.Customer {
	const settings = present.invoice_settings
	const asked = change.invoice_settings
	return {
		...present,
		address: addressAfter(present.address ?? null, change.address),
		balance: kept(change.balance, present.balance),
		...(change.business_name === undefined || change.business_name === null
			? {}
			: { business_name: change.business_name }),
		...(change.individual_name === undefined || change.individual_name === null
			? {}
			: { individual_name: change.individual_name }),
		description: kept(change.description, present.description),
		email: kept(change.email, present.email),
		invoice_prefix: kept(change.invoice_prefix, present.invoice_prefix ?? ''),
		invoice_settings: {
			...settings,
			custom_fields: kept(asked?.custom_fields, settings.custom_fields),
			default_payment_method: kept(asked?.default_payment_method, settings.default_payment_method),
			footer: kept(asked?.footer, settings.footer),
		},
		metadata: mergedMetadata(present.metadata, change.metadata),
		name: kept(change.name, present.name ?? null),
		next_invoice_sequence: kept(change.next_invoice_sequence, present.next_invoice_sequence ?? 1),
		phone: kept(change.phone, present.phone ?? null),
		preferred_locales: kept(change.preferred_locales, present.preferred_locales ?? []),
		shipping: shippingAfter(present.shipping, change.shipping),
		tax_exempt: kept(change.tax_exempt, present.tax_exempt ?? 'none') ?? 'none',
	}
}

/** A customer as the API shows it; nothing is written. */
export function customerOf(id: string, now: number, change: Change): Stripe.Customer {
	return after(
		{
			id,
			object: 'customer',
			address: null,
			balance: 0,
			created: now,
			currency: null,
			customer_account: null,
			default_source: null,
			delinquent: false,
			description: null,
			discount: null,
			email: null,
			invoice_prefix: id.slice(-8).toUpperCase(),
			invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
			livemode: false,
			metadata: {},
			name: null,
			next_invoice_sequence: 1,
			phone: null,
			preferred_locales: [],
			shipping: null,
			tax_exempt: 'none',
			test_clock: null,
		} as unknown as Stripe.Customer,
		change,
	)
}

export async function createCustomer(turn: Turn, change: Change): Promise<Stripe.Customer> {
	checkEmail(change.email)
	const customer = customerOf(freshId('cus', 14), turn.now, change)
	await turn.store.add('customer', customer)
	await emit(turn, 'customer.created', customer)
	return customer
}

async function mustOwn(turn: Turn, customer: string, paymentMethod: string): Promise<void> {
	const found = await turn.store.find('payment_method', paymentMethod)
	if (idOf(found?.body.customer) !== customer) {
		throw impossible(
			`The customer does not have a payment method with the ID ${paymentMethod}. The payment method must be attached to the customer.`,
			{ code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
		)
	}
}

export async function updateCustomer(turn: Turn, id: string, change: Change): Promise<Stripe.Customer> {
	checkEmail(change.email)
	const { body } = await turn.store.needHeld('customer', id)
	if (body.deleted) throw missing('customer', id)
	const preferred = change.invoice_settings?.default_payment_method
	if (preferred !== undefined && preferred !== null) await mustOwn(turn, id, preferred)
	const customer = after(body, change)
	await turn.store.keep('customer', customer)
	const previous = changed(body, customer)
	if (Object.keys(previous).length > 0) await emit(turn, 'customer.updated', customer, previous)
	return customer
}

/** Deletes a customer and detaches its cards; the id stays known as deleted. */
async function remove(turn: Turn, id: string): Promise<Stripe.DeletedCustomer> {
	const { body } = await turn.store.needHeld('customer', id)
	if (body.deleted) throw missing('customer', id)
	const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true }
	await turn.store.keep('customer', deleted)
	await turn.store.sql`
		update card_sandbox.object set body = jsonb_set(body, '{customer}', 'null'), hidden = hidden || '{"used": true}'
		where body ->> 'customer' = ${id} and kind = 'payment_method'`
	await emit(turn, 'customer.deleted', body)
	return deleted
}

async function create(turn: Turn, change: Change & { payment_method?: string | undefined }) {
	const customer = await createCustomer(turn, { ...change, invoice_settings: undefined })
	if (change.payment_method !== undefined) {
		const method = await resolvePaymentMethod(turn, change.payment_method, 'payment_method')
		const attached = await attachTo(turn, method, customer.id)
		// A customer whose first card is refused is not created at all.
		if (attached instanceof Declined) throw new Fault(attached.status, attached.body)
	}
	return change.invoice_settings === undefined
		? customer
		: updateCustomer(turn, customer.id, { invoice_settings: change.invoice_settings })
}

export const customerEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/customers',
		'CustomerCreateParams',
		{ ...FIELDS, payment_method: text() },
		(turn, _id, params) => create(turn, params),
		[...NOT_PLAYED, 'tax_id_data', 'test_clock'],
	),
	endpoint(
		'GET',
		'/v1/customers',
		'CustomerListParams',
		{ ...PAGE, created: CREATED, email: text(512) },
		async (turn, _id, { email, created, ...page }) =>
			listPage(
				turn,
				'customer',
				'/v1/customers',
				page,
				turn.store.sql`and not body ? 'deleted' ${fieldsEqual(turn, { email })} ${createdWithin(turn, created)}`,
			),
		['test_clock'],
	),
	endpoint('GET', '/v1/customers/search', 'CustomerSearchParams', SEARCH, (turn, _id, params) =>
		search(turn, 'customer', '/v1/customers/search', params),
	),
	endpoint('GET', '/v1/customers/:id', 'CustomerRetrieveParams', EXPAND, (turn, id) => turn.store.need('customer', id)),
	endpoint(
		'POST',
		'/v1/customers/:id',
		'CustomerUpdateParams',
		FIELDS,
		(turn, id, params) => updateCustomer(turn, id, params),
		[...NOT_PLAYED, 'default_source'],
	),
	endpoint('DELETE', '/v1/customers/:id', 'CustomerDeleteParams', {}, (turn, id) => remove(turn, id)),
	endpoint(
		'GET',
		'/v1/customers/:id/payment_methods',
		'CustomerListPaymentMethodsParams',
		{ ...PAGE, allow_redisplay: oneOf('always', 'limited', 'unspecified'), type: oneOf('card') },
		async (turn, id, { type, allow_redisplay, ...page }) => {
			await turn.store.need('customer', id)
			return listPage(
				turn,
				'payment_method',
				`/v1/customers/${id}/payment_methods`,
				page,
				fieldsEqual(turn, { customer: id, type, allow_redisplay }),
			)
		},
	),
]
