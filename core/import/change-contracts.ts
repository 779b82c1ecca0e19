import type { Scope } from '../act.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { type Refusal, Refused } from '../refusal.ts'
import type { Agreement } from './agreement.ts'
import { amendedFields, changeEnd, changePrice, plainFields, setPlain } from './apply-changes.ts'
import { type Change, changesOf, type Difference, digestAfter, shownChanges } from './changes.ts'
import { contractDigestFields, textOfAgreement } from './contract-digest.ts'
import { type CurrentContract, readCurrentContracts, textHere } from './current-contract.ts'
import { digestAt } from './digest.ts'
import type { Before } from './fate.ts'
import type { KnownContract } from './load-contracts.ts'
import type { ImportMap } from './map.ts'
import { isOwnName, ownSaid, withOwnPlaces } from './own.ts'
import { shorten } from './problem.ts'
import { type RowReader, report } from './record.ts'
import { rewriteDraft } from './rewrite-draft.ts'

type Row = { agreement: Agreement; known: KnownContract }
type Applied = { row: Row; current: CurrentContract; difference: Difference; digest: string; before: Partial<Before> }

const changeable = [...plainFields, ...amendedFields, 'end']
/** Not even a draft changes these. */
const never = ['customer', 'number', 'currency', 'billFrom', 'unit']
const endPlace = contractDigestFields.indexOf('end')

/**
 * Changes known contracts where their rows have changed, by the verbs of the product: prices and quantities by an
 * amendment from today on, the end by ending. What an agreement cannot change (customer, currency, start, interval)
 * rejects the row, and so does whatever a verb refuses. Notes what each row did.
 */
export async function changeContracts(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	rows: readonly Row[],
): Promise<void> {
	if (rows.length === 0) return
	const ids = rows.map((row) => row.known.id)
	const current = new Map((await readCurrentContracts(scope, ids)).map((contract) => [contract.id, contract]))
	const applied: Applied[] = []
	for (const row of rows) {
		const contract = current.get(row.known.id)
		if (!contract) {
			// A draft whose lines have all been taken off here.
			report(row.agreement.record, 'refused', { code: 'contract.no_lines', facts: '{}' }, '', '')
			continue
		}
		const { difference, digest } = contractDifference(map, reader, row, contract)
		refuseFixed(row.agreement, contract, difference.taken, reader)
		if (row.agreement.record.problems.length > 0) continue
		const before = difference.taken.length > 0 ? await apply(scope, map, row, contract, difference, reader) : {}
		if (before) applied.push({ row, current: contract, difference, digest, before })
	}
	await noteOutcomes(scope, applied)
}

function contractDifference(
	map: ImportMap,
	reader: RowReader,
	{ agreement, known }: Row,
	current: CurrentContract,
): { difference: Difference; digest: string } {
	const sides = {
		fields: withOwnPlaces(contractDigestFields, reader.given),
		before: known.digest,
		after: agreement.digest,
		ours: (field: string) => textHere(current, field),
		theirs: (field: string) => textOfAgreement(agreement, field),
	}
	const difference = changesOf(agreement.record, map, reader.columnOf, sides)
	// An empty cell takes off only the end that an import has given.
	const said = digestAt(known.digest, endPlace) !== undefined
	const taken = difference.taken.filter(({ field, ours, theirs }) =>
		field === 'unit' ? isOther(ours, theirs) : said || field !== 'end' || theirs !== '',
	)
	return { difference: { ...difference, taken }, digest: digestAfter(sides, difference) }
}

/** No unit says nothing, and a big letter nothing else. */
const isOther = (ours: string, theirs: string) => theirs !== '' && theirs.toLowerCase() !== ours.toLowerCase()

function refuseFixed(
	agreement: Agreement,
	current: CurrentContract,
	changes: readonly Change[],
	reader: RowReader,
): void {
	for (const { field, ours, theirs } of changes) {
		if (current.state === 'draft' ? !never.includes(field) : changeable.includes(field) || isOwnName(field)) continue
		const column = reader.columnOf(field)
		report(agreement.record, 'cannot_change', { ours: shorten(ours), theirs: shorten(theirs) }, field, column)
	}
}

/** Answers what taking it back needs; nothing, with the row reported, when a verb refuses: nothing of it is then kept. */
async function apply(
	scope: Scope,
	map: ImportMap,
	{ agreement }: Row,
	current: CurrentContract,
	{ taken }: Difference,
	reader: RowReader,
): Promise<Partial<Before> | undefined> {
	const changes = {
		set: new Map(taken.map(({ field, theirs }) => [field, theirs])),
		attributes: agreement.record.others,
		reason: 'import',
	}
	try {
		return await scope.sql.savepoint(async (sql): Promise<Partial<Before>> => {
			const inner = { ...scope, sql }
			if (current.state === 'draft') {
				const draft = await rewriteDraft(inner, map, agreement, current)
				await writeOwnValues(inner, 'contract', [{ id: current.id, own: ownSaid(changes.set) }])
				return draft
			}
			await setPlain(inner, current, changes)
			const amendedOn = await changePrice(inner, current, changes, scope.today.toString())
			await changeEnd(inner, current, changes)
			return amendedOn === undefined ? {} : { amendedOn }
		})
	} catch (error) {
		if (!(error instanceof Refused)) throw error
		const field = taken.find((change) => !plainFields.includes(change.field))?.field ?? ''
		report(agreement.record, 'refused', factsOf(error.refusal), field, reader.columnOf(field))
		return undefined
	}
}

function factsOf(refusal: Refusal): { code: string; facts: string } {
	return {
		code: refusal.code,
		facts: JSON.stringify(refusal.facts, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
	}
}

async function noteOutcomes(scope: Scope, applied: readonly Applied[]): Promise<void> {
	if (applied.length === 0) return
	const rows = await scope.sql<{ id: string; version: number }[]>`
		update contract set import_digest = given.digest
		from unnest(${applied.map((one) => one.current.id)}::uuid[], ${applied.map((one) => one.digest)}::text[]) as given (id, digest)
		where contract.id = given.id returning contract.id, version`
	const versions = new Map(rows.map((row) => [row.id, row.version]))
	for (const { row, current, difference, before } of applied) {
		const { id, version, state } = current
		const { taken, kept } = difference
		if (taken.length + kept.length === 0) {
			row.agreement.record.outcome = { fate: 'unchanged', id }
			continue
		}
		const versionAfter = versions.get(id) ?? version
		row.agreement.record.outcome = {
			fate: kept.length > 0 ? 'conflict' : 'updated',
			id,
			changes: shownChanges(difference),
			...(taken.length > 0 && { before: { digest: row.known.digest, version, versionAfter, state, ...before } }),
		}
	}
}
