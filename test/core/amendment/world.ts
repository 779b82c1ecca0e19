import { type Actor, act, expectOk } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import type { ChangePreview, ContractChange, PreviewChange } from '#core/amendment/change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { ContractInput, LineInput } from '#core/contract/input.ts'
import { createCustomer } from '#core/customer/create.ts'
import { bill } from '#core/invoice/run.ts'
import { formatMajor } from '#core/money.ts'
import { addProduct } from '#core/product/add.ts'
import { openBooks, type World } from '#test/support/books.ts'

export const clerk: Actor = { kind: 'system', name: 'test' }
export const monthly = { unit: 'month' as const, count: 1 }

/** A customer with a contract of one line, 31.00 a month for each of three seats unless said otherwise; 20 % tax. */
export class Shop {
	readonly world: World
	readonly customerId: string
	readonly contactId: string
	contractId = ''

	constructor(world: World, customerId: string, contactId: string) {
		this.world = world
		this.customerId = customerId
		this.contactId = contactId
	}

	get contact(): Actor {
		return { kind: 'contact', contactId: this.contactId }
	}

	link(scope: 'view' | 'pay' | 'manage'): Actor {
		const subject = { kind: 'contract' as const, id: this.contractId }
		return { kind: 'link', linkId: this.contactId, customerId: this.customerId, contactId: null, subject, scope }
	}

	async agree(more: Partial<ContractInput> = {}, line: Partial<LineInput> = {}): Promise<string> {
		const { books, clock } = this.world
		const seats = { description: 'Seats', quantity: '3', unitPrice: '31.00', interval: monthly, ...line }
		const contract = expectOk(
			await act(books, clerk, createContract, {
				customerId: this.customerId,
				currency: 'EUR',
				startsOn: clock.today().toString(),
				alignment: 'contract',
				access: 'upsell_and_downsell',
				lines: [seats],
				...more,
			}),
		)
		expectOk(await act(books, clerk, activateContract, contract))
		this.contractId = contract.id
		return contract.id
	}

	async lineId(position = 1, contractId = this.contractId): Promise<string> {
		const [line] = await this.world.sql<{ id: string }[]>`
			select id from contract_line where contract_id = ${contractId} and position = ${position}`
		return line?.id ?? ''
	}

	async standOn(day: string): Promise<void> {
		this.world.clock.standOn(day)
		await bill(this.world.books, clerk, this.world.clock.today(), 1)
	}

	async preview(change: ContractChange, more: Partial<PreviewChange> = {}, actor = clerk): Promise<ChangePreview> {
		const input = { contractId: this.contractId, change, ...more }
		return expectOk(await act(this.world.books, actor, previewChange, input))
	}

	/** Previews and applies, and answers what was seen with what was then invoiced. */
	async change(change: ContractChange, more: Partial<PreviewChange> = {}, actor = clerk) {
		const preview = await this.preview(change, more, actor)
		const input = { contractId: this.contractId, change, ...more, seen: preview.seen }
		const applied = expectOk(await act(this.world.books, actor, applyChange, input))
		return { ...applied, lines: await this.linesOf(applied.invoiceIds) }
	}

	/** A line each: `credit 2026-01-10..2026-02-01 -66.00`. */
	async linesOf(invoiceIds: readonly string[]): Promise<string[]> {
		const rows = await this.world.sql<{ text: string; net: bigint; currency: string }[]>`
			select line.kind || ' ' || period_from || '..' || period_to as text, net_minor as net, currency
			from invoice_line as line join invoice on invoice.id = line.invoice_id
			where invoice.id = any(${invoiceIds as string[]}::uuid[]) order by invoice.number, line.position`
		return rows.map(({ text, net, currency }) => `${text} ${formatMajor(net, currency.trim())}`)
	}

	/** All that was ever invoiced less what was given back, before tax. */
	async net(): Promise<bigint> {
		const [row] = await this.world.sql<{ net: bigint }[]>`
			select coalesce(sum(subtotal_minor), 0)::bigint as net from invoice where state <> 'draft'`
		return row?.net ?? 0n
	}

	async product(
		code: string,
		unitPrice: string,
		more: { trialDays?: number; currency?: string; interval?: typeof monthly } = {},
	) {
		const { trialDays = 0, currency = 'EUR', interval = monthly } = more
		return expectOk(
			await act(this.world.books, clerk, addProduct, {
				code,
				name: code,
				kind: 'option',
				plan: { name: 'Monthly', interval, trialDays },
				prices: { [currency]: unitPrice },
			}),
		)
	}
}

export async function openShop(on: string, { currency = 'EUR', country = 'DE' } = {}): Promise<Shop> {
	const world = await openBooks({ on, max: 4 })
	const facts = { name: 'Acme', language: 'en' as const, currency, email: '', country }
	const customer = expectOk(await act(world.books, clerk, createCustomer, facts))
	await world.sql`insert into tax_rate (country, tax_class, label, percent, valid_from) values ('DE', 'standard', 'VAT', 20, '2020-01-01')`
	const [contact] = await world.sql<{ id: string }[]>`
		insert into contact (name, email) values ('Ann', 'ann@acme.example') returning id`
	await world.sql`insert into customer_contact (customer_id, contact_id) values (${customer.id}, ${contact?.id ?? ''})`
	return new Shop(world, customer.id, contact?.id ?? '')
}
