import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { takeNumbers } from '../company/take-number.ts'
import { emit, nameActor } from '../event.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { writeAgreedDiscounts } from './discounts.ts'
import type { CheckedContract } from './input.ts'
import { type NewLine, writeLines } from './write-lines.ts'

/** A checked contract, with what only an import knows. */
export type NewContract = CheckedContract & {
	imported?: { source: string; key: string; digest?: string }
	attributes?: Record<string, string>
	/** Periods before this day count as billed elsewhere (ISO date). */
	billFrom?: string | null
	/** By the role of its party; it brings money where it is not said. */
	direction?: ContractDirection
}

export type ContractDirection = 'receivable' | 'payable'

export type WrittenContract = { id: string; number: string }

/**
 * Writes drafts with their original amendment and lines. Values are checked before (`checkContract`). Set-based.
 * `inForce` writes them as activated: only `writeActiveContracts` asks for it, and does what else belongs to that.
 */
export async function writeContracts(
	scope: Scope,
	contracts: readonly NewContract[],
	{ inForce = false }: { inForce?: boolean } = {},
): Promise<WrittenContract[]> {
	const unnumbered = contracts.filter((contract) => !contract.number).length
	const numbers = await takeNumbers(scope, 'contract', unnumbered)
	const written = contracts.map((contract) => ({
		id: randomUUIDv7() as string,
		number: contract.number ?? numbers.shift() ?? '',
	}))
	await insertMany(
		scope.sql,
		'contract',
		contractColumns,
		contracts.map((contract, index) => ({
			...rowOf(scope, contract),
			...stateOf(scope, inForce),
			id: written[index]?.id,
			number: written[index]?.number,
		})),
	)
	await writeOriginals(scope, contracts, written)
	await writeOwnValues(
		scope,
		'contract',
		contracts.map(({ own }, index) => ({ id: written[index]?.id ?? '', own })),
	)
	await emit(
		scope,
		...contracts.map((contract, index) => ({
			kind: 'contract.created' as const,
			subject: { kind: 'contract', id: written[index]?.id ?? '' },
			customerId: contract.customerId,
			contractId: written[index]?.id ?? '',
		})),
	)
	return written
}

/** The first amendment and the lines as agreed. Also used when a draft is written anew. */
export async function writeOriginals(
	scope: Scope,
	contracts: readonly NewContract[],
	written: readonly WrittenContract[],
): Promise<void> {
	await insertMany(
		scope.sql,
		'amendment',
		{
			contract_id: 'uuid',
			sequence: 'integer',
			kind: 'text',
			effective_on: 'date',
			recorded_on: 'date',
			recorded_at: 'timestamptz',
			recorded_by: 'text',
		},
		contracts.map((contract, index) => ({
			contract_id: written[index]?.id,
			sequence: 1,
			kind: 'original',
			effective_on: contract.startsOn,
			recorded_on: scope.today,
			recorded_at: scope.now,
			recorded_by: nameActor(scope.actor),
		})),
	)
	const lines: NewLine[] = contracts.flatMap((contract, index) =>
		contract.lines.map((line, position) => ({
			...line,
			contractId: written[index]?.id ?? '',
			position: position + 1,
			sequence: 1,
			effectiveOn: line.startsOn ?? contract.startsOn,
			startsOn: line.startsOn ?? contract.startsOn,
			endsOn: line.endsOn ?? null,
		})),
	)
	await writeLines(scope, lines)
	await writeAgreedDiscounts(
		scope,
		contracts.map(({ currency, startsOn, discounts = [] }, index) => ({
			...{ contractId: written[index]?.id ?? '', currency, startsOn, discounts },
		})),
	)
}

export const contractColumns = {
	id: 'uuid',
	number: 'text',
	title: 'text',
	customer_id: 'uuid',
	owner_id: 'uuid',
	group_id: 'uuid',
	type: 'text',
	template_id: 'uuid',
	state: 'text',
	direction: 'text',
	activated_at: 'timestamptz',
	currency: 'text',
	starts_on: 'date',
	ends_on: 'date',
	anchor_on: 'date',
	alignment: 'text',
	timing: 'text',
	prorate: 'boolean',
	payment_term_days: 'integer',
	notice_days: 'integer',
	renewal: 'text',
	term_months: 'integer',
	purchase_order: 'text',
	access: 'text',
	autopay: 'boolean',
	import_source: 'text',
	import_key: 'text',
	import_digest: 'text',
	bill_from: 'date',
	attributes: 'jsonb',
	created_at: 'timestamptz',
	updated_at: 'timestamptz',
} as const

function rowOf(scope: Scope, contract: NewContract) {
	return {
		title: contract.title,
		customer_id: contract.customerId,
		owner_id: contract.ownerId,
		group_id: contract.groupId,
		type: contract.type,
		template_id: contract.templateId,
		direction: contract.direction ?? 'receivable',
		currency: contract.currency,
		starts_on: contract.startsOn,
		ends_on: contract.endsOn,
		anchor_on: contract.anchorOn ?? contract.startsOn,
		alignment: contract.alignment,
		timing: contract.timing,
		prorate: contract.prorate,
		payment_term_days: contract.paymentTermDays ?? scope.company.paymentTermDays,
		notice_days: contract.noticeDays ?? scope.company.noticeDays,
		renewal: contract.renewal,
		term_months: contract.termMonths,
		purchase_order: contract.purchaseOrder,
		access: contract.access,
		autopay: contract.autopay,
		import_source: contract.imported?.source,
		import_key: contract.imported?.key,
		import_digest: contract.imported?.digest,
		bill_from: contract.billFrom,
		attributes: contract.attributes ?? {},
		created_at: scope.now,
		updated_at: scope.now,
	}
}

function stateOf(scope: Scope, inForce: boolean) {
	return {
		state: inForce ? 'active' : 'draft',
		activated_at: inForce ? scope.now : null,
	}
}
