import type { Scope } from '../act.ts'
import { amendContract } from '../amendment/amend.ts'
import { endContract, undoEnd } from '../amendment/end.ts'
import { editDraft } from '../contract/edit-draft.ts'
import { emit } from '../event.ts'
import { type Refusal, Refused } from '../refusal.ts'
import type { Agreement } from './agreement.ts'
import { type Change, changesOf } from './changes.ts'
import { contractDigestFields, textOfAgreement } from './contract-digest.ts'
import { type CurrentContract, readCurrentContracts, textHere } from './current-contract.ts'
import { mergeDigests } from './digest.ts'
import { findProducts, productKey } from './find-products.ts'
import type { KnownContract } from './load-contracts.ts'
import type { ImportMap } from './map.ts'
import { newContract } from './new-contract.ts'
import { shorten } from './problem.ts'
import { type RowReader, report } from './record.ts'

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
	const current = new Map((await readCurrentContracts(scope, ids)).map((contract) => [contract.id, contract]))
	const said: { id: string; digest: string }[] = []
	let updated = 0
	for (const row of rows) {
		const contract = current.get(row.known.id)
		if (!contract) {
			// A draft whose lines have all been taken off here.
			report(row.agreement.record, 'refused', { code: 'contract.no_lines', facts: '{}' }, '', '')
			continue
		}
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

function contractChanges(
	map: ImportMap,
	reader: RowReader,
	{ agreement, known }: Row,
	current: CurrentContract,
): Change[] {
	return changesOf(agreement.record, map, reader.columnOf, {
		fields: contractDigestFields,
		before: known.digest,
		after: agreement.digest,
		ours: (field) => textHere(current, field),
		theirs: (field) => textOfAgreement(agreement, field),
	})
}

function refuseFixed(
	agreement: Agreement,
	current: CurrentContract,
	changes: readonly Change[],
	reader: RowReader,
): void {
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
	current: CurrentContract,
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
async function rewriteDraft(
	scope: Scope,
	map: ImportMap,
	agreement: Agreement,
	current: CurrentContract,
): Promise<void> {
	const products = await findProducts(scope, [agreement])
	const contract = newContract(map, agreement, products.get(productKey(agreement)))
	await editDraft(scope, { ...contract, id: current.id, version: current.version })
	await scope.sql`
		update contract set attributes = ${scope.sql.json(agreement.record.others)} where id = ${current.id}`
}

async function setPlain(
	scope: Scope,
	agreement: Agreement,
	current: CurrentContract,
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

async function changePrice(scope: Scope, current: CurrentContract, changes: readonly Change[]): Promise<void> {
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

async function changeEnd(scope: Scope, current: CurrentContract, changes: readonly Change[]): Promise<void> {
	const change = changes.find(({ field }) => field === 'end')
	if (!change) return
	if (change.theirs === '') await undoEnd(scope, { id: current.id })
	else await endContract(scope, { id: current.id, endsOn: change.theirs, reason: 'import' })
}
