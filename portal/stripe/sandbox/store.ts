import { randomBytes } from 'node:crypto'
import type { JSONValue } from 'postgres'
import type Stripe from 'stripe'
import type { Sql, TransactionSql } from '#db/client.ts'
import { missing } from './errors.ts'

/** Which object each kind holds. Stored objects carry ids where the API may show whole objects. */
export type Kinds = {
	balance_transaction: Stripe.BalanceTransaction
	charge: Stripe.Charge
	'checkout.session': Stripe.Checkout.Session
	customer: Stripe.Customer | Stripe.DeletedCustomer
	dispute: Stripe.Dispute
	event: Stripe.Event
	item: Stripe.LineItem
	payment_intent: Stripe.PaymentIntent
	payment_method: Stripe.PaymentMethod
	refund: Stripe.Refund
	setup_attempt: Stripe.SetupAttempt
	setup_intent: Stripe.SetupIntent
}
export type Kind = keyof Kinds

/** What the processor knows of an object and never shows: which test card it is, where a challenge leads. */
export type Hidden = { [name: string]: string | number | boolean | null }
export type Kept<K extends Kind> = { body: Kinds[K]; hidden: Hidden }

const SCHEMA = `
create schema if not exists card_sandbox;
create table if not exists card_sandbox.object (
	id text primary key,
	kind text not null,
	made bigint generated always as identity,
	body jsonb not null,
	hidden jsonb not null default '{}'
);
create index if not exists object_kind_made on card_sandbox.object (kind, made desc);
create index if not exists object_customer on card_sandbox.object ((body ->> 'customer'), kind, made desc);
create index if not exists object_payment_intent on card_sandbox.object ((body ->> 'payment_intent'), kind, made desc);
create index if not exists object_charge on card_sandbox.object ((body ->> 'charge'), kind, made desc);
create index if not exists object_owner on card_sandbox.object ((hidden ->> 'owner'), kind, made);
create index if not exists object_challenge on card_sandbox.object ((hidden ->> 'challenge')) where hidden ? 'challenge';
create index if not exists object_open_session on card_sandbox.object (((body ->> 'expires_at')::bigint))
	where kind = 'checkout.session' and body ->> 'status' = 'open';
create index if not exists object_metadata on card_sandbox.object using gin ((body -> 'metadata') jsonb_path_ops);
create table if not exists card_sandbox.delivery (
	event text primary key references card_sandbox.object (id),
	attempts integer not null default 0,
	due_at timestamptz not null,
	delivered_at timestamptz,
	abandoned_at timestamptz,
	last_answer text
);
create index if not exists delivery_due on card_sandbox.delivery (due_at) where delivered_at is null and abandoned_at is null;
create table if not exists card_sandbox.idempotent_answer (
	key text primary key,
	method text not null,
	path text not null,
	fingerprint text not null,
	status integer not null,
	answer text not null,
	request_id text not null,
	stored_at timestamptz not null
);
create table if not exists card_sandbox.later (
	id uuid primary key default uuidv7(),
	what text not null,
	subject text not null,
	due_at timestamptz not null
);
create index if not exists later_due on card_sandbox.later (due_at);
`

/** Any number that no other part of the product takes an advisory lock on. */
const SCHEMA_LOCK = 7_261_014

/** Makes the sandbox's own tables where they are missing; safe when several processes start at once. */
export async function prepareStore(sql: Sql): Promise<void> {
	await sql.begin(async (transaction) => {
		await transaction`select pg_advisory_xact_lock(${SCHEMA_LOCK}::bigint)`
		await transaction`set local client_min_messages = warning`
		await transaction.unsafe(SCHEMA)
	})
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A fresh id such as `pi_3Q...`: the processor's prefix and 24 random letters. */
export function freshId(prefix: string, length = 24): string {
	let id = ''
	for (const byte of randomBytes(length)) id += LETTERS[byte % LETTERS.length]
	return `${prefix}_${id}`
}

/** The id in a field that may hold an id, a whole object or nothing. */
export function idOf(value: string | { id?: string } | null | undefined): string | null {
	if (value === null || value === undefined) return null
	return typeof value === 'string' ? value : (value.id ?? null)
}

function asJson(value: unknown): string {
	return JSON.stringify(value)
}

export class Store {
	readonly sql: TransactionSql

	constructor(sql: TransactionSql) {
		this.sql = sql
	}

	async add<K extends Kind>(kind: K, body: Kinds[K], hidden: Hidden = {}): Promise<Kinds[K]> {
		await this.sql`insert into card_sandbox.object (id, kind, body, hidden)
			values (${body.id}, ${kind}, ${asJson(body)}::text::jsonb, ${asJson(hidden)}::text::jsonb)`
		return body
	}

	/** Writes an object back; `hidden` is merged into what is there. */
	async keep<K extends Kind>(kind: K, body: Kinds[K], hidden: Hidden = {}): Promise<Kinds[K]> {
		await this.sql`update card_sandbox.object
			set body = ${asJson(body)}::text::jsonb, hidden = hidden || ${asJson(hidden)}::text::jsonb
			where id = ${body.id} and kind = ${kind}`
		return body
	}

	async find<K extends Kind>(kind: K, id: string): Promise<Kept<K> | undefined> {
		const rows = await this.sql<Kept<K>[]>`
			select body, hidden from card_sandbox.object where id = ${id} and kind = ${kind}`
		return rows[0]
	}

	/** Finds an object and holds its row until the request ends, so that two changes of it happen one after the other. */
	async hold<K extends Kind>(kind: K, id: string): Promise<Kept<K> | undefined> {
		const rows = await this.sql<Kept<K>[]>`
			select body, hidden from card_sandbox.object where id = ${id} and kind = ${kind} for update`
		return rows[0]
	}

	/** @param param the parameter to name in the refusal; 404 for the id of the address, 400 for another parameter */
	async need<K extends Kind>(kind: K, id: string, param?: string): Promise<Kinds[K]> {
		const kept = await this.find(kind, id)
		if (kept === undefined) throw missing(spokenKind(kind), id, param ?? idParam(kind), param === undefined ? 404 : 400)
		return kept.body
	}

	async needHeld<K extends Kind>(kind: K, id: string, param?: string): Promise<Kept<K>> {
		const kept = await this.hold(kind, id)
		if (kept === undefined) throw missing(spokenKind(kind), id, param ?? idParam(kind), param === undefined ? 404 : 400)
		return kept
	}

	/** Objects of any kind by id; those that do not exist are absent. */
	async byIds(ids: string[]): Promise<Map<string, JSONValue>> {
		if (ids.length === 0) return new Map()
		const rows = await this.sql<{ id: string; body: JSONValue }[]>`
			select id, body from card_sandbox.object where id = any(${ids}::text[])`
		return new Map(rows.map((row) => [row.id, row.body]))
	}

	/** Objects that belong to another (line items of a session), oldest first. */
	async owned<K extends Kind>(kind: K, owner: string): Promise<Kinds[K][]> {
		const rows = await this.sql<{ body: Kinds[K] }[]>`
			select body from card_sandbox.object where hidden ->> 'owner' = ${owner} and kind = ${kind} order by made`
		return rows.map((row) => row.body)
	}
}

export function spokenKind(kind: Kind): string {
	return kind === 'payment_method' ? 'PaymentMethod' : kind.replace('setup_intent', 'setupintent')
}

function idParam(kind: Kind): string {
	return kind === 'payment_intent' || kind === 'setup_intent'
		? 'intent'
		: kind === 'checkout.session'
			? 'session'
			: 'id'
}
