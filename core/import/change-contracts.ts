import type { Scope } from '../act.ts'
import { amendContract } from '../amendment/amend.ts'
import { endContract, undoEnd } from '../amendment/end.ts'
import { editDraft } from '../contract/edit-draft.ts'
import type { ContractState } from '../contract/state.ts'
import { emit } from '../event.ts'
import { type Refusal, Refused } from '../refusal.ts'
import { type Agreement, contractDigestFields, newContract, textOfAgreement } from './agreement.ts'
import { attributesText, type Change, changesOf } from './changes.ts'
import { mergeDigests } from './digest.ts'
import { findProducts, productKey } from './find-products.ts'
import type { KnownContract } from './load-contracts.ts'
import type { ImportMap } from './map.ts'
import { shorten } from './problem.ts'
import { type RowReader, report } from './record.ts'

type Current = {
	id: string
	number: string
	customerId: string
	state: ContractState
	version: number
	title: string
	currency: string
	startsOn: string
	endsOn: string | null
	timing: string
	renewal: string
	purchaseOrder: string
	paymentTermDays: number
	noticeDays: number
	billFrom: string | null
	attributes: Record<string, string>
	lineId: string
	description: string
	model: string
	serialNumber: string
	factoryNumber: string
	product: string
	interval: string
	quantity: string
	unitPrice: string
	discountPercent: string
}

type Row = { agreement: Agreement; known: KnownContract }

/** Of a contract in force these are terms without money: they are simply set. */
const plain = ['title', 'renewal', 'purchaseOrder', 'paymentTermDays', 'noticeDays', 'attributes']
/** These are amended: credit for the old state, charge for the new. */
const amended = ['quantity', 'unitPrice', 'discountPercent']
const changeable = [...plain, ...amended, 'end']
/** Not even a draft changes these. */
const never = ['customer', 'number', 'currency', 'billFrom']

/**
 * Changes known contracts where their rows have changed, by the verbs of the product: prices and quantities by an
 * amendment from today on, the end by ending. What an agreement cannot change (customer, currency, start, interval)
 * rejects the row, and so does whatever a verb refuses.
 */
export async function changeContracts(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	rows: readonly Row[],
): Promise<{ updated: number; unchanged: number }> {
	if (rows.length === 0) return { updated: 0, unchanged: 0 }
	const ids = rows.map((row) => row.known.id)
	const current = new Map((await readCurrent(scope, ids)).map((contract) => [contract.id, contract]))
	const said: { id: string; digest: string }[] = []
	let updated = 0
	for (const row of rows) {
		const contract = current.get(row.known.id)
		if (!contract) continue
		const changes = contractChanges(map, reader, row, contract)
		refuseFixed(row.agreement, contract, changes, reader)
		if (row.agreement.record.problems.length > 0) continue
		if (changes.length > 0 && !(await apply(scope, map, row.agreement, contract, changes, reader))) continue
		said.push({ id: contract.id, digest: mergeDigests(row.known.digest, row.agreement.digest) })
		if (changes.length > 0) updated++
	}
	await scope.sql`
		update contract set import_digest = given.digest
		from unnest(${said.map((one) => one.id)}::uuid[], ${said.map((one) => one.digest)}::text[]) as given (id, digest)
		where contract.id = given.id`
	return { updated, unchanged: said.length - updated }
}

/** The first line is the imported one; others have been added here. Its state is the last, planned changes included. */
async function readCurrent(scope: Scope, ids: readonly string[]): Promise<Current[]> {
	return await scope.sql<Current[]>`
		select contract.id, contract.number, contract.customer_id as "customerId", contract.state, contract.version, contract.title,
			contract.currency, contract.starts_on::text as "startsOn", contract.ends_on::text as "endsOn", contract.timing,
			contract.renewal, contract.purchase_order as "purchaseOrder", contract.payment_term_days as "paymentTermDays",
			contract.notice_days as "noticeDays", contract.bill_from::text as "billFrom", contract.attributes,
			line.id as "lineId", line.description, line.model, line.serial_number as "serialNumber",
			line.factory_number as "factoryNumber", coalesce(product.name, '') as product,
			coalesce(line.interval_count || ' ' || line.interval_unit, 'once') as interval,
			trim_scale(state.quantity)::text as quantity, trim_scale(state.unit_price)::text as "unitPrice",
			trim_scale(state.discount_percent)::text as "discountPercent"
		from contract
			join contract_line as line on line.contract_id = contract.id and line.position = 1
			left join product on product.id = line.product_id
			cross join lateral (
				select quantity, unit_price, discount_percent from contract_line_state as state
				where state.contract_line_id = line.id order by effective_on desc, sequence desc limit 1
			) as state
		where contract.id = any(${ids as string[]}::uuid[]) order by contract.id for update of contract`
}

function contractChanges(map: ImportMap, reader: RowReader, { agreement, known }: Row, current: Current): Change[] {
	return changesOf(agreement.record, map, reader.columnOf, {
		fields: contractDigestFields,
		before: known.digest,
		after: agreement.digest,
		ours: (field) => textHere(current, field),
		theirs: (field) => textOfAgreement(agreement, field),
	})
}

function textHere(current: Current, field: string): string {
	switch (field) {
		case 'customer':
			return current.customerId
		case 'start':
			return current.startsOn
		case 'end':
			return current.endsOn ?? ''
		case 'attributes':
			return attributesText(current.attributes)
		default: {
			const value = current[field as keyof Current]
			return value === null ? '' : String(value)
		}
	}
}

function refuseFixed(agreement: Agreement, current: Current, changes: readonly Change[], reader: RowReader): void {
	for (const { field, ours, theirs } of changes) {
		if (current.state === 'draft' ? !never.includes(field) : changeable.includes(field)) continue
		const column = reader.columnOf(field)
		report(agreement.record, 'cannot_change', { ours: shorten(ours), theirs: shorten(theirs) }, field, column)
	}
}

/** Answers false and reports the row when a verb refuses; nothing of the row is then kept. */
async function apply(
	scope: Scope,
	map: ImportMap,
	agreement: Agreement,
	current: Current,
	changes: readonly Change[],
	reader: RowReader,
): Promise<boolean> {
	try {
		await scope.sql.savepoint(async (sql) => {
			const inner = { ...scope, sql }
			if (current.state === 'draft') return await rewriteDraft(inner, map, agreement, current)
			await setPlain(inner, agreement, current, changes)
			await changePrice(inner, current, changes)
			await changeEnd(inner, current, changes)
		})
		return true
	} catch (error) {
		if (!(error instanceof Refused)) throw error
		const field = changes.find((change) => !plain.includes(change.field))?.field ?? ''
		report(agreement.record, 'refused', factsOf(error.refusal), field, reader.columnOf(field))
		return false
	}
}

function factsOf(refusal: Refusal): { code: string; facts: string } {
	return {
		code: refusal.code,
		facts: JSON.stringify(refusal.facts, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
	}
}

/** A draft is written anew as the row has it. */
async function rewriteDraft(scope: Scope, map: ImportMap, agreement: Agreement, current: Current): Promise<void> {
	const products = await findProducts(scope, [agreement])
	const contract = newContract(map, agreement, products.get(productKey(agreement)))
	await editDraft(scope, { ...contract, id: current.id, version: current.version })
	await scope.sql`
		update contract set attributes = ${scope.sql.json(agreement.record.others)} where id = ${current.id}`
}

async function setPlain(
	scope: Scope,
	agreement: Agreement,
	current: Current,
	changes: readonly Change[],
): Promise<void> {
	const fields = changes.filter(({ field }) => plain.includes(field))
	if (fields.length === 0) return
	const given = new Map(fields.map(({ field, theirs }) => [field, theirs]))
	const days = (field: string, now: number, otherwise: number) => {
		const text = given.get(field)
		return text === undefined ? now : text === '' ? otherwise : Number(text)
	}
	const attributes = given.has('attributes') ? agreement.record.others : current.attributes
	await scope.sql`
		update contract set title = ${given.get('title') ?? current.title},
			renewal = ${(given.get('renewal') ?? current.renewal) || 'none'},
			purchase_order = ${given.get('purchaseOrder') ?? current.purchaseOrder},
			payment_term_days = ${days('paymentTermDays', current.paymentTermDays, scope.company.paymentTermDays)},
			notice_days = ${days('noticeDays', current.noticeDays, scope.company.noticeDays)},
			attributes = ${scope.sql.json(attributes)}, version = version + 1, updated_at = ${scope.now}
		where id = ${current.id}`
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id: current.id },
		customerId: current.customerId,
		contractId: current.id,
		facts: { imported: true, fields: fields.map(({ field }) => field) },
	})
}

async function changePrice(scope: Scope, current: Current, changes: readonly Change[]): Promise<void> {
	const fields = changes.filter(({ field }) => amended.includes(field))
	if (fields.length === 0) return
	const today = scope.today.toString()
	await amendContract(scope, {
		id: current.id,
		effectiveOn: today < current.startsOn ? current.startsOn : today,
		reason: 'import',
		changes: [{ lineId: current.lineId, set: Object.fromEntries(fields.map(({ field, theirs }) => [field, theirs])) }],
	})
}

async function changeEnd(scope: Scope, current: Current, changes: readonly Change[]): Promise<void> {
	const change = changes.find(({ field }) => field === 'end')
	if (!change) return
	if (change.theirs === '') await undoEnd(scope, { id: current.id })
	else await endContract(scope, { id: current.id, endsOn: change.theirs, reason: 'import' })
}
