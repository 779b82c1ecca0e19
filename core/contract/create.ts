import type { Scope } from '../act.ts'
import type { PartyRole } from '../customer/input.ts'
import { isPaid } from '../customer/write.ts'
import { keepLocked } from '../field-right/keep.ts'
import { edits, refuseLockedOwn, sayField } from '../field-right/locked.ts'
import { isNarrowed } from '../field-right/rights.ts'
import { readOwnFields } from '../own-field/find.ts'
import type { OwnSubject } from '../own-field/own-field.ts'
import { refuseIncomplete } from '../own-field/values.ts'
import { beginPlan } from '../payable/begin.ts'
import { permit, reach } from '../permit.ts'
import { refuseParts } from '../product/refuse-parts.ts'
import { refuse } from '../refusal.ts'
import { linesBegun } from '../template/begun.ts'
import { findTemplate, readTemplate, type Template } from '../template/find.ts'
import { refuseFewer, refuseLockedLine } from '../template/keep-lines.ts'
import { type CheckedContract, type CheckedLine, type ContractInput, checkContract, type LineInput } from './input.ts'
import { editsLines } from './keep-lines.ts'
import type { ContractState } from './state.ts'
import { refuseUnknownType } from './types.ts'
import { type WrittenContract, writeContracts } from './write.ts'

/**
 * A new draft with its lines. Owner and group default to the customer's.
 * Refuses `input.invalid`, `not_found`, `contract.currency_mismatch`, `contract.number_taken`, `contract.payable`,
 * `line.not_whole`, `contract.type_unknown`, `own_field.required`, `own_field.value_wrong`, `field.locked`, and what `checkContract` refuses.
 */
export async function createContract(scope: Scope, input: ContractInput): Promise<WrittenContract> {
	permit(scope, 'contract.write')
	const begun = await keepGiven(scope, input)
	const contract = checkContract(begun)
	await refuseParts(scope, contract.lines)
	await refuseUnfilled(scope, contract)
	await refuseUnknownType(scope, contract.type)
	const written = await beginContract(scope, begun)
	if (contract.templateId)
		await beginPlan(scope, { ...contract, contractId: written.id, templateId: contract.templateId })
	return written
}

/**
 * Nothing is given for what the actor may not change of a draft, but what a template says that it is begun with. Refuses
 * `field.locked`, and `not_found` for the template.
 */
async function keepGiven(scope: Scope, input: ContractInput): Promise<ContractInput> {
	if (!isNarrowed(scope)) return input
	const { lines: rows } = checkContract(input)
	const template = input.templateId ? await readTemplate(scope, { id: input.templateId }) : null
	const begun = template ? { ...template.terms, endsOn: lastDayOf(template, input.startsOn) } : {}
	const kept = keepLocked(scope, 'contract', 'draft', input, begun)
	const lines = await keepGivenLines(scope, { ...input, given: rows, template })
	const fields = await readOwnFields(scope)
	const said = template?.own ?? {}
	const given = [input.own, ...input.lines.map(({ own }) => own)].flatMap((own) =>
		Object.entries(own ?? {}).flatMap(([key, value]) => (['', said[key]].includes(value.trim()) ? [] : [key])),
	)
	refuseLockedOwn(
		scope,
		'draft',
		fields.filter(({ key }) => given.includes(key)),
	)
	const ofTemplate = Object.entries(said).filter(([key]) => !edits(scope, 'contract', key, 'draft'))
	const own = ofTemplate.length === 0 ? kept.own : { ...kept.own, ...Object.fromEntries(ofTemplate) }
	return { ...kept, own, lines }
}

type GivenLines = Pick<ContractInput, 'customerId' | 'currency' | 'lines'> & {
	given: readonly CheckedLine[]
	template: Template | null
}

/** Who may not say everything of lines begins with those of the template, as it says them, where they give none. */
async function keepGivenLines(scope: Scope, { given, template, lines, ...of }: GivenLines): Promise<LineInput[]> {
	if (editsLines(scope, 'draft')) return lines
	const stood = template ? await linesBegun(scope, template, of) : []
	for (const line of given) refuseLockedLine(scope, 'draft', line, stood)
	if (given.length > 0) {
		if (template) refuseFewer(scope, 'draft', given, stood)
		return lines
	}
	return stood.map(({ intervalUnit: unit, intervalCount: count, contractLineId: _, optional: __, ...line }, index) => {
		// Nought is no figure that nobody says: a line without a price is a gift.
		const unpriced = /^[0.]*$/.test(line.unitPrice) && template?.lines[index]?.unitPrice !== line.unitPrice
		if (unpriced) refuse('field.locked', { field: sayField('unitPrice') })
		return { ...line, interval: unit && count ? { unit, count } : null }
	})
}

/** Of a template whose term has a length, counted from the first day. */
function lastDayOf({ terms }: Template, startsOn: string): string | null {
	if (terms.termMonths === null) return null
	return Temporal.PlainDate.from(startsOn).add({ months: terms.termMonths }).subtract({ days: 1 }).toString()
}

/** What is written by hand has every own field that is to be filled in. Refuses `own_field.required`. */
export async function refuseUnfilled(
	scope: Scope,
	{ own, lines }: Pick<CheckedContract, 'own' | 'lines'>,
	state: ContractState = 'draft',
): Promise<void> {
	const fields = await readOwnFields(scope)
	const of = (subject: OwnSubject) =>
		fields.filter((field) => field.subject === subject && edits(scope, subject, field.key, state))
	refuseIncomplete(of('contract'), own ?? {})
	for (const line of lines) refuseIncomplete(of('line'), line.own ?? {})
}

/** The same for what was agreed already, whatever has become of its products since. */
export async function beginContract(scope: Scope, input: ContractInput): Promise<WrittenContract> {
	permit(scope, 'contract.write')
	const contract = checkContract(input)
	const [customer] = await scope.sql<
		{
			name: string
			role: PartyRole
			currency: string
			owner_id: string | null
			group_id: string | null
			payment_term_days: number | null
		}[]
	>`
		select name, role, currency, owner_id, group_id, payment_term_days from customer
		where id = ${contract.customerId} and ${reach(scope).customer()} for share`
	if (!customer) refuse('not_found', { noun: 'customer' })
	if (customer.currency !== contract.currency)
		refuse('contract.currency_mismatch', { contract: contract.currency, customer: customer.currency })
	const payable = isPaid(customer.role)
	if (payable) refuseSale(contract, customer.name)
	const direction = payable ? 'payable' : 'receivable'
	if (contract.templateId) await findTemplate(scope, { id: contract.templateId, direction })
	if (contract.number) await refuseTaken(scope, contract.number)
	const [written] = await writeContracts(scope, [
		{
			...contract,
			ownerId: contract.ownerId ?? customer.owner_id,
			groupId: contract.groupId ?? customer.group_id,
			paymentTermDays: contract.paymentTermDays ?? customer.payment_term_days,
			direction,
		},
	])
	if (!written) throw new Error('The contract was not written')
	return written
}

/** What is sold has no place on a contract that is paid. Refuses `contract.payable`. */
export function refuseSale({ lines, discounts = [], access, autopay }: CheckedContract, party: string): void {
	if (lines.length > 0 || discounts.length > 0 || access !== 'none' || autopay) refuse('contract.payable', { party })
}

async function refuseTaken(scope: Scope, number: string): Promise<void> {
	const [taken] = await scope.sql`select from contract where number = ${number}`
	if (taken) refuse('contract.number_taken', { number })
}
